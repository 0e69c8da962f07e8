import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApplicationKind } from '#domain/cases/application';
import { loadCertificates } from '../certificates/certificates.api.js';
import { FoundSelect } from '../certificates/found-select.js';
import { productChoice } from '../products/product-choice.js';
import { loadProducts } from '../products/products.api.js';
import classes from './cases.module.css';
import { actsOnCertificate, NO_UNIT, type ChosenUnit } from './new-case.js';

interface UnitFieldsProps {
  kind: ApplicationKind;
  units: readonly ChosenUnit[];
  /** of the leading unit, once it is known: all units are of one client */
  clientId: string | undefined;
  faults: Readonly<Record<string, string | undefined>>;
  idOf: (field: string) => string;
  onChange: (units: ChosenUnit[]) => void;
}

/** Most units that are entered by hand. */
const MOST_UNITS = 100;

/** The certification units of the case, or the certificates it acts on: the leading one first. */
export function UnitFields({ kind, units, clientId, faults, idOf, onChange }: UnitFieldsProps) {
  const { t } = useTranslation('cases');
  const isOnCertificate = actsOnCertificate(kind);
  const change = (index: number, unit: ChosenUnit) => onChange(units.map((one, at) => (at === index ? unit : one)));
  return (
    <div className={classes.units}>
      {units.map((unit, index) => {
        const within = index === 0 ? undefined : clientId;
        const shared = {
          id: idOf(`units.${index}`),
          label: t(isOnCertificate ? 'new.certificate' : 'new.unit', { number: index + 1, count: units.length }),
          error: faults[`units.${index}`],
        };
        return (
          <div key={`${index} ${isOnCertificate}`} className={classes.unit}>
            {isOnCertificate ? (
              <FoundSelect
                {...shared}
                description={index === 0 ? t('new.certificateHelp') : undefined}
                value={unit.certificateId}
                first={unit.certificateId ? { value: unit.certificateId, label: unit.certificateNumber } : undefined}
                queryKey={['certificates', 'for-case', kind, within ?? null]}
                find={async (words, signal) => {
                  const page = await loadCertificates(
                    {
                      q: words,
                      clientId: within,
                      limit: 20,
                      ...(kind === 'conversion'
                        ? { kind: 'self-declaration', conversion: 'open' }
                        : { kind: 'certificate' }),
                    },
                    signal,
                  );
                  return page.items.map((line) => ({
                    value: line.id,
                    label: `${line.number}, ${line.productName}, ${line.clientName}`,
                    productId: line.productId,
                  }));
                }}
                onPick={(found) =>
                  change(index, {
                    certificateId: found?.value ?? null,
                    certificateNumber: found?.label ?? '',
                    productId: (found as { productId?: string } | null)?.productId ?? null,
                    productName: found?.label ?? '',
                  })
                }
                onChange={() => undefined}
              />
            ) : (
              <FoundSelect
                {...shared}
                description={index === 0 ? t('new.unitHelp') : undefined}
                value={unit.productId}
                first={unit.productId ? { value: unit.productId, label: unit.productName } : undefined}
                queryKey={['products', 'for-case', within ?? null]}
                find={async (words, signal) => {
                  const page = await loadProducts({ q: words, clientId: within, limit: 20 }, signal);
                  return page.items.map(productChoice);
                }}
                onPick={(found) =>
                  change(index, { ...NO_UNIT, productId: found?.value ?? null, productName: found?.label ?? '' })
                }
                onChange={() => undefined}
              />
            )}
            {units.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={32}
                aria-label={t('new.removeUnit', { number: index + 1 })}
                onClick={() => onChange(units.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} stroke={1.5} aria-hidden />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {clientId && units.length < MOST_UNITS && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ justifySelf: 'start' }}
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={() => onChange([...units, NO_UNIT])}
        >
          {t(isOnCertificate ? 'new.addCertificate' : 'new.addUnit')}
        </Button>
      )}
    </div>
  );
}
