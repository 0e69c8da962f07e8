import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/day';
import { LANGUAGES } from '#domain/permissions';
import { ConflictDialog, type Changed } from '../components/conflict-dialog.js';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { useLanguage } from '../i18n/use-language.js';
import { inputOf, valuesOf, type DraftValues } from './campaign-draft.js';
import type { CampaignDocument, CampaignDraftEdit, LetterTexts, OwnerRule, SchemeRecord } from './campaigns.types.js';

const FIELDS = ['name', 'caseKind', 'schemeKey', 'deadlineOn', 'documentsDueOn', 'documents', 'ownerRule', 'letter', 'cancelsDeclaration', 'note'] as const; // prettier-ignore

interface CampaignConflictProps {
  changed: Changed;
  values: DraftValues;
  schemes: readonly SchemeRecord[];
  onKeepTheirs: () => void;
  onCancel: () => void;
  onSave: (values: DraftValues) => void;
}

/** Somebody saved the draft meanwhile: field by field, which of both stands. */
export function CampaignConflict({ changed, values, schemes, onSave, ...dialog }: CampaignConflictProps) {
  const { t } = useTranslation('campaigns');
  const write = useWrite(schemes);
  const yours = inputOf(values);
  return (
    <ConflictDialog
      {...dialog}
      changed={Object.fromEntries(
        Object.entries(changed).map(([name, one]) => [name, { ...one, from: ordered(one.from), to: ordered(one.to) }]),
      )}
      yours={ordered(yours) as Record<string, unknown>}
      labels={Object.fromEntries(
        FIELDS.map((name) => [name, name === 'letter' ? t('form.letter') : t(`field.${name}`)]),
      )}
      write={write}
      onSave={(chosen) => onSave(valuesOf({ ...yours, ...(chosen as Partial<CampaignDraftEdit>) }))}
    />
  );
}

/** How a field of a draft is told beside its other value. */
function useWrite(schemes: readonly SchemeRecord[]): (name: string, value: unknown) => string {
  const { t } = useTranslation(['campaigns', 'common', 'domain']);
  const language = useLanguage();
  return (name, value) => {
    if (name === 'caseKind' && value === null) return t('campaigns:kind.none');
    if (name === 'caseKind') return t(`domain:applicationKind.${value as 'change'}`);
    if (value === null || value === undefined || value === '') return t('common:form.empty');
    if (name === 'schemeKey')
      return schemes.find(({ key }) => key === value)?.fields.names[language.language] ?? String(value);
    if (name === 'documents')
      return language.items((value as CampaignDocument[]).map(({ title }) => title)) || t('common:form.empty');
    if (name === 'ownerRule') return t(`campaigns:ownerRule.${(value as OwnerRule).by}`);
    if (name === 'letter') return letterWords(value as LetterTexts);
    if (name === 'cancelsDeclaration') return t(value ? 'campaigns:conflict.yes' : 'campaigns:conflict.no');
    return isDay(String(value)) ? language.day(String(value), {}) : String(value);
  };
}

/** The database keeps the keys of an object in an order of its own: the same values are to read the same. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, ordered(one)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}

const letterWords = (letter: LetterTexts) =>
  LANGUAGES.flatMap((one) => {
    const text = letter[one];
    return text ? [`${LANGUAGE_NAMES[one].name}: ${text.subject}\n${text.body}`] : [];
  }).join('\n\n');
