import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CertificateNumber } from '../components/certificate-number.js';
import { Names } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import type { ChangeForm } from './change-forms.js';
import { NeedSources, NeedText } from './need-text.js';
import classes from './product-changes.module.css';
import type { ProductChange, TouchedCertificate } from './product-changes.types.js';

interface TouchedRowsProps {
  change: ProductChange;
  rows: readonly TouchedCertificate[];
  chosen: ReadonlySet<string>;
  /** null: the reader may change nothing */
  onChoose: ((certificateId: string, isChosen: boolean) => void) | null;
  onOpen: (form: ChangeForm) => void;
}

/** Certificate by certificate: what the change needs there, where it stands, whether changed goods must wait. */
export function TouchedRows({ change, rows, chosen, onChoose, onOpen }: TouchedRowsProps) {
  const { t } = useTranslation('productChanges');
  return (
    <>
      <ul className={classes.rows} aria-label={t('page.touched')}>
        {rows.map((row) => (
          <li key={row.id} data-state={row.state}>
            {onChoose && row.state === 'touched' && row.need.schemeKey && change.status === 'open' ? (
              <input
                type="checkbox"
                checked={chosen.has(row.certificate.id)}
                aria-label={t('page.choose', { number: row.certificate.number })}
                onChange={(event) => onChoose(row.certificate.id, event.currentTarget.checked)}
              />
            ) : (
              <span />
            )}
            <span className={classes.what}>
              <Link to={`/certificates/${row.certificate.id}` as '/'} className="link">
                <Names latin={row.certificate.productName} zh={row.certificate.productNameZh} strong />
              </Link>
              <small>
                <CertificateNumber number={row.certificate.number} />
              </small>
            </span>
            <NeedText need={row.need} />
            <State row={row} />
            {onChoose && <Acts change={change} row={row} onOpen={onOpen} />}
          </li>
        ))}
      </ul>
      <NeedSources needs={rows.map(({ need }) => need)} />
    </>
  );
}

function State({ row: { state, stateReason, application, acceptedOn, shipment } }: { row: TouchedCertificate }) {
  const { t } = useTranslation(['productChanges', 'domain']);
  const language = useLanguage();
  const isLate = shipment === 'left-before' || shipment === 'expected-late';
  return (
    <span className={classes.state}>
      <span>
        {t(`productChanges:state.${state}`)} {acceptedOn && language.day(acceptedOn, {})}
      </span>
      {application && (
        <Link to={`/cases/${application.id}` as '/'} className="link">
          {application.number} {t(`domain:applicationStatus.${application.status}`)}
        </Link>
      )}
      {state !== 'not-touched' && (
        <span className={isLate ? classes.late : classes.quiet}>{t(`productChanges:shipment.${shipment}`)}</span>
      )}
      {stateReason && <span className={classes.quiet}>{stateReason}</span>}
    </span>
  );
}

function Acts({ change, row, onOpen }: Pick<TouchedRowsProps, 'change' | 'onOpen'> & { row: TouchedCertificate }) {
  const { t } = useTranslation('productChanges');
  const { state, application } = row;
  const isOpen = change.status === 'open';
  const isByHand = application === null || application.status !== 'certified';
  const acts = [
    isOpen && state === 'touched' && (['accept', 'page.accept'] as const),
    isOpen && state === 'touched' && (['leave-out', 'page.leaveOut'] as const),
    isOpen && state === 'not-touched' && (['take-in', 'page.takeIn'] as const),
    change.status !== 'withdrawn' && state === 'accepted' && isByHand && (['take-back', 'page.takeBack'] as const),
  ].filter((act) => act !== false);
  if (acts.length === 0) return <span />;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`${t('page.more')}: ${row.certificate.number}`}>
          <IconDots size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(([form, words]) => (
          <Menu.Item key={form} onClick={() => onOpen({ form, row })}>
            {t(words)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
