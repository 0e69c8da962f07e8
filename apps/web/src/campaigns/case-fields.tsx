import { Checkbox, Select } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import caseClasses from '../applications/cases.module.css';
import { DateField } from '../components/date-field.js';
import { useLanguage } from '../i18n/use-language.js';
import type { DraftValues } from './campaign-draft.js';
import { CAMPAIGN_KINDS, type SchemeRecord } from './campaigns.types.js';

interface CaseFieldsProps {
  values: DraftValues;
  /** Those that fit the chosen kind. */
  schemes: readonly SchemeRecord[];
  faults: Readonly<Record<string, string>>;
  onChange: (changes: Partial<DraftValues>) => void;
}

/** What each that is hit gets: a case of a kind by a procedure, or none; and by when. */
export function CaseFields({ values, schemes, faults, onChange }: CaseFieldsProps) {
  const { t } = useTranslation(['campaigns', 'domain']);
  const { language } = useLanguage();
  const prefix = useId();
  return (
    <fieldset className={caseClasses.fieldset}>
      <legend>{t('campaigns:form.cases')}</legend>
      <div className={caseClasses.kinds}>
        {[...CAMPAIGN_KINDS, null].map((kind) => (
          <label key={kind ?? 'none'} className={caseClasses.kind}>
            <input
              type="radio"
              name={`${prefix}kind`}
              checked={values.caseKind === kind}
              onChange={() => onChange({ caseKind: kind, schemeKey: null, cancelsDeclaration: kind === 'conversion' })}
            />
            <span className={caseClasses.kindName}>
              {kind ? t(`domain:applicationKind.${kind}`) : t('campaigns:kind.none')}
            </span>
            <span className={caseClasses.kindNote}>{t(`campaigns:kindNote.${kind ?? 'none'}`)}</span>
          </label>
        ))}
      </div>
      <div className={caseClasses.pair}>
        {values.caseKind && (
          <Select
            label={t('campaigns:field.schemeKey')}
            data={schemes.map(({ key, fields }) => ({ value: key, label: fields.names[language] }))}
            value={values.schemeKey}
            error={faults['schemeKey']}
            allowDeselect={false}
            onChange={(schemeKey) =>
              onChange({ schemeKey, documents: values.documents.map((one) => ({ ...one, stageKey: '' })) })
            }
          />
        )}
        <DateField
          label={t('campaigns:field.deadlineOn')}
          value={values.deadlineOn}
          error={faults['deadlineOn']}
          onChange={(deadlineOn) => onChange({ deadlineOn })}
        />
      </div>
      {values.caseKind === 'conversion' && (
        <Checkbox
          label={t('campaigns:field.cancelsDeclaration')}
          description={t('campaigns:help.cancelsDeclaration')}
          checked={values.cancelsDeclaration}
          onChange={(event) => onChange({ cancelsDeclaration: event.currentTarget.checked })}
        />
      )}
    </fieldset>
  );
}
