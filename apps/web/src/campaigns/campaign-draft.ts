import { SCHEME_KINDS_OF } from '#domain/cases/application';
import { letterFaults, type MergeField } from '#domain/campaigns/merge-fields';
import { addDays, type Day } from '#domain/day';
import { LANGUAGES, type Language } from '#domain/permissions';
import type { RegulatoryChange } from '../changes/changes.types.js';
import { readDay } from '../i18n/day-input.js';
import type {
  Campaign,
  CampaignDocument,
  CampaignDraftEdit,
  CampaignKind,
  LetterText,
  OwnerRule,
  SchemeRecord,
} from './campaigns.types.js';

/** Where the members come from: an announcement of the reference data, one of the tenant's own, or certificates of a list. */
export interface CampaignSource {
  changeKey?: string;
  entryId?: string;
  filter?: Record<string, string | string[]>;
}

/** What is typed into a draft. */
export interface DraftValues {
  name: string;
  caseKind: CampaignKind | null;
  schemeKey: string | null;
  deadlineOn: string;
  documentsDueOn: string;
  documents: CampaignDocument[];
  ownerRule: OwnerRule;
  hasLetter: boolean;
  letter: Record<Language, LetterText>;
  cancelsDeclaration: boolean;
  note: string;
}

const LISTS = ['status', 'scheme'];
/** What of the address of the list of certificates a campaign takes over. */
const FILTERS = ['status', 'scheme', 'kind', 'clientId', 'productId', 'factoryId', 'responsibleId', 'classCode', 'body', 'dueBefore', 'conversion', 'q']; // prettier-ignore

/** The source that an address names; null: none yet. */
export function sourceOfAddress(address: Readonly<Record<string, string>>): CampaignSource | null {
  const { change, entry } = address;
  if (change) return { changeKey: change };
  if (entry) return { entryId: entry };
  const given = FILTERS.filter((name) => address[name]);
  if (given.length === 0) return null;
  return {
    filter: Object.fromEntries(
      given.map((name) => [name, LISTS.includes(name) ? address[name]!.split(',') : address[name]!]),
    ),
  };
}

/** The source that a draft was made from. */
export function sourceOfCampaign({ changeKey, entryId, filter }: Campaign): CampaignSource {
  if (changeKey) return { changeKey };
  if (entryId) return { entryId };
  return { filter: (filter ?? {}) as Record<string, string | string[]> };
}

/** By what the announcement of a source is asked for; null for a filter. */
export const changeKeyOf = (source: CampaignSource | null) => source?.changeKey ?? source?.entryId ?? null;

/** Procedures by which a case of the kind may run. */
export function schemesFor(kind: CampaignKind | null, schemes: readonly SchemeRecord[]): SchemeRecord[] {
  if (kind === null) return [];
  const kinds: readonly string[] = SCHEME_KINDS_OF[kind];
  return schemes.filter(({ fields }) => kinds.includes(fields.kind) && (fields.stages?.length ?? 0) > 0);
}

const NO_TEXT: LetterText = { subject: '', body: '' };
const NO_LETTER = (): Record<Language, LetterText> => ({ en: { ...NO_TEXT }, de: { ...NO_TEXT }, zh: { ...NO_TEXT } });

/** What stands in the form first: as far as the announcement says it. */
export function firstValues(change: RegulatoryChange | null, name: string, today: Day): DraftValues {
  const deadlineOn = change?.days.deadlineOn ?? null;
  const schemes = change?.certificateSchemes ?? [];
  const isConversion = schemes.length > 0 && schemes.every((scheme) => scheme.startsWith('ccc-self-declaration'));
  return {
    name,
    caseKind: isConversion ? 'conversion' : 'change',
    schemeKey: null,
    deadlineOn: deadlineOn && deadlineOn >= today ? deadlineOn : '',
    documentsDueOn: deadlineOn && deadlineOn > addDays(today, 14) ? addDays(today, 14) : '',
    documents: [],
    ownerRule: { by: 'responsible' },
    hasLetter: true,
    letter: NO_LETTER(),
    cancelsDeclaration: isConversion,
    note: '',
  };
}

/** What stands in the form for a draft that was read, or for one that is about to be sent. */
export function valuesOf(campaign: Pick<Campaign, keyof CampaignDraftEdit> | CampaignDraftEdit): DraftValues {
  const { name, caseKind, schemeKey, deadlineOn, documentsDueOn, documents, ownerRule, letter, note } = campaign;
  const texts = NO_LETTER();
  for (const language of LANGUAGES) texts[language] = letter?.[language] ?? { ...NO_TEXT };
  return {
    ...{ name, caseKind, schemeKey, deadlineOn, documents, ownerRule, cancelsDeclaration: campaign.cancelsDeclaration },
    ...{ documentsDueOn: documentsDueOn ?? '', hasLetter: letter !== null, letter: texts, note: note ?? '' },
  };
}

const isWritten = ({ subject, body }: LetterText) => subject.trim() !== '' || body.trim() !== '';

/** What is sent for the values. */
export function inputOf(values: DraftValues): CampaignDraftEdit {
  const { name, caseKind, schemeKey, deadlineOn, documentsDueOn, documents, letter, note } = values;
  const texts = LANGUAGES.filter((language) => isWritten(letter[language]));
  return {
    name: name.trim(),
    caseKind,
    schemeKey: caseKind === null ? null : schemeKey,
    deadlineOn: readDay(deadlineOn) ?? deadlineOn,
    documentsDueOn:
      caseKind !== null && documents.length > 0 ? (readDay(documentsDueOn) ?? (documentsDueOn || null)) : null,
    documents: caseKind === null ? [] : documents.map((one) => ({ ...one, titleZh: one.titleZh?.trim() || null })),
    ownerRule: ownerRuleOf(values.ownerRule),
    letter: values.hasLetter ? Object.fromEntries(texts.map((language) => [language, letter[language]])) : null,
    cancelsDeclaration: caseKind === 'conversion' && values.cancelsDeclaration,
    note: note.trim() || null,
  };
}

function ownerRuleOf({ by, memberId, memberIds }: OwnerRule): OwnerRule {
  if (by === 'fewest') return { by, memberIds: memberIds ?? [] };
  return memberId ? { by, memberId } : { by };
}

/** Fields that this campaign has nothing to put in for. */
export function absentFields(values: DraftValues, source: CampaignSource, duty: boolean): MergeField[] {
  const asks = values.caseKind !== null && values.documents.length > 0;
  return [
    ...(changeKeyOf(source) === null ? (['announcement', 'source'] as const) : []),
    ...(duty ? [] : (['duty'] as const)),
    ...(asks ? [] : (['documents', 'documentsDueOn'] as const)),
  ];
}

export type Missing =
  'name' | 'day' | 'scheme' | 'documentsDueOn' | 'documents' | 'member' | 'members' | 'letter' | 'letterField';

/**
 * What is missing, by field, before the api is asked.
 *
 * @param absent fields of the letter that nothing can be put in for
 */
export function faultsOf(values: DraftValues, today: Day, absent: readonly MergeField[]): Record<string, Missing> {
  const { caseKind, documents, ownerRule } = values;
  const found: Record<string, Missing> = {};
  if (!values.name.trim()) found['name'] = 'name';
  const deadlineOn = readDay(values.deadlineOn);
  if (!deadlineOn || deadlineOn < today) found['deadlineOn'] = 'day';
  if (caseKind !== null && !values.schemeKey) found['schemeKey'] = 'scheme';
  if (caseKind !== null && documents.length > 0) {
    const due = readDay(values.documentsDueOn);
    if (!due || due < today || (deadlineOn && due > deadlineOn)) found['documentsDueOn'] = 'documentsDueOn';
    if (documents.some(({ title, stageKey }) => !title.trim() || !stageKey)) found['documents'] = 'documents';
  }
  if (ownerRule.by === 'member' && !ownerRule.memberId) found['ownerRule.memberId'] = 'member';
  if (ownerRule.by === 'fewest' && !ownerRule.memberIds?.length) found['ownerRule.memberIds'] = 'members';
  if (values.hasLetter && !LANGUAGES.some((language) => isWritten(values.letter[language]))) found['letter'] = 'letter';
  else if (
    values.hasLetter &&
    LANGUAGES.some((one) => isWritten(values.letter[one]) && letterFaults(values.letter[one], absent).length > 0)
  )
    found['letter'] = 'letterField';
  return found;
}
