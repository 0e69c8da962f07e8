import { useTranslation } from 'react-i18next';
import { APPLICATION_KINDS } from '#domain/cases/application';
import classes from './cases.module.css';
import { actsOnCertificate, NO_UNIT, type NewCaseValues } from './new-case.js';

interface KindFieldProps {
  id: string;
  values: NewCaseValues;
  fault: string | undefined;
  onChange: (changes: Partial<NewCaseValues>) => void;
}

/** What the case is for. Another kind asks for other units and another procedure. */
export function KindField({ id, values, fault, onChange }: KindFieldProps) {
  const { t } = useTranslation(['cases', 'domain']);
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('cases:new.kind')}</legend>
      <div className={classes.kinds}>
        {APPLICATION_KINDS.map((kind, index) => (
          <label key={kind} className={classes.kind}>
            <input
              type="radio"
              name={`${id}s`}
              id={index === 0 ? id : undefined}
              checked={values.kind === kind}
              onChange={() =>
                onChange({
                  kind,
                  schemeKey: null,
                  variantCode: null,
                  ...(actsOnCertificate(kind) !== actsOnCertificate(values.kind) ||
                  kind === 'conversion' ||
                  values.kind === 'conversion'
                    ? { units: [NO_UNIT] }
                    : {}),
                })
              }
            />
            <span className={classes.kindName}>{t(`domain:applicationKind.${kind}`)}</span>
            <span className={classes.kindNote}>{t(`cases:kindNote.${kind}`)}</span>
          </label>
        ))}
      </div>
      {fault && <p className={classes.fault}>{fault}</p>}
    </fieldset>
  );
}
