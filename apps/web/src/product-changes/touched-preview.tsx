import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CertificateNumber } from '../components/certificate-number.js';
import { Names } from '../components/names.js';
import type { NewChangeValues } from './new-change.js';
import { NeedText } from './need-text.js';
import classes from './product-changes.module.css';
import type { Touched, WouldTouch } from './product-changes.types.js';

interface TouchedPreviewProps {
  touched: Touched;
  values: Pick<NewChangeValues, 'leftOut' | 'notFor'>;
  faults: Readonly<Record<string, string | undefined>>;
  onChange: (changes: Partial<NewChangeValues>) => void;
}

/** What a change would touch and why; a certificate is left out only with a reason. */
export function TouchedPreview({ touched, values, faults, onChange }: TouchedPreviewProps) {
  const { t } = useTranslation('productChanges');
  const { items, total, others } = touched;
  if (total === 0 && others.length === 0) return <p className={classes.quiet}>{t('wizard.nothing')}</p>;
  const leave = (id: string, reason: string | null) => {
    const { [id]: _, ...rest } = values.leftOut;
    onChange({ leftOut: reason === null ? rest : { ...rest, [id]: reason } });
  };
  return (
    <>
      <p className={classes.total} role="status">
        {t('wizard.count', { count: total })}
        {total > items.length && ` ${t('wizard.shown', { shown: items.length })}`}
      </p>
      <ul className={classes.touched}>
        {items.map((one) => (
          <TouchedLine
            key={one.certificate.id}
            one={one}
            reason={values.leftOut[one.certificate.id] ?? null}
            fault={faults[`leftOut.${one.certificate.id}`]}
            onLeave={(reason) => leave(one.certificate.id, reason)}
          />
        ))}
      </ul>
      {others.length > 0 && (
        <fieldset className={classes.others}>
          <legend>{t('wizard.others')}</legend>
          {others.map(({ client, certificates }) => (
            <label key={client.id}>
              <input
                type="checkbox"
                checked={!values.notFor.includes(client.id)}
                onChange={(event) =>
                  onChange({
                    notFor: event.currentTarget.checked
                      ? values.notFor.filter((id) => id !== client.id)
                      : [...values.notFor, client.id],
                  })
                }
              />{' '}
              {t('wizard.otherLine', { name: client.legalName, count: certificates })}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

interface TouchedLineProps {
  one: WouldTouch;
  /** Why it is left out; null: it is not. */
  reason: string | null;
  fault: string | undefined;
  onLeave: (reason: string | null) => void;
}

function TouchedLine({ one: { certificate, why, need }, reason, fault, onLeave }: TouchedLineProps) {
  const { t } = useTranslation(['productChanges', 'domain']);
  const { id, number, productName, productNameZh, scheme } = certificate;
  return (
    <li data-out={reason !== null}>
      <input
        type="checkbox"
        checked={reason === null}
        aria-label={t('productChanges:wizard.leaveOut', { number })}
        onChange={(event) => onLeave(event.currentTarget.checked ? null : '')}
      />
      <span className={classes.what}>
        <Names latin={productName} zh={productNameZh} strong />
        <small>
          <CertificateNumber number={number} /> {t(`domain:scheme.${scheme}`)}
        </small>
      </span>
      <span className={classes.quiet}>{t(`productChanges:why.${why}`)}</span>
      <NeedText need={need} />
      {reason !== null && (
        <TextInput
          id={`out-${id}`}
          className={classes.reason}
          label={t('productChanges:wizard.whyOut', { number })}
          value={reason}
          maxLength={1000}
          error={fault}
          onChange={(event) => onLeave(event.currentTarget.value)}
        />
      )}
    </li>
  );
}
