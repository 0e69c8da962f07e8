import { addDays, type Day } from '../day.js';
import type { Certainty, StatedDeadline } from '../deadlines/deadline.js';
import type { FieldFault } from '../errors.js';
import type { Scheme } from '../certificate.js';
import type { RegulatoryChange } from './regulatory-change.js';
import { regulatoryChangeFaults, type Unmatchable } from './regulatory-change-record.js';

export const ENTRY_KINDS = ['mode', 'implementation-rule', 'standard', 'consultation', 'other'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const ENTRY_STATUSES = ['draft', 'in-force', 'withdrawn'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** An announcement, rule, standard or draft as a tenant keeps it. Days that are not known are null, never guessed. */
export interface EntryFacts {
  id: string;
  kind: EntryKind;
  status: EntryStatus;
  /** the announcement, rule or standard as cited */
  instrument: string;
  sourceUrl: string | null;
  certainty: Certainty;
  announcedOn: Day | null;
  effectiveOn: Day | null;
  newApplicationsOnlyFrom: Day | null;
  /** last day for existing certificates */
  deadlineOn: Day | null;
  /** last day on which views on the draft are taken */
  viewsUntil: Day | null;
  viewsSentOn: Day | null;
  /** null = any class */
  classCodes: readonly string[] | null;
  /** null = any scheme */
  schemes: readonly string[] | null;
  replacedStandards: readonly string[];
  newStandard: string | null;
  replacedRule: string | null;
  newRule: string | null;
  appliesToIssuedBefore: Day | null;
}

/**
 * What is wrong with an entry, field by field. What is missing is no fault: an announcement is often seen before its
 * day or scope is; then nobody can be matched to it (`changeOfEntry`), and the screen says why.
 *
 * @param knownClasses codes of the catalogue
 */
export function entryFaults(entry: EntryFacts, knownClasses: ReadonlySet<string>): FieldFault[] {
  const { classCodes, schemes, announcedOn, effectiveOn, deadlineOn, viewsUntil, viewsSentOn } = entry;
  const faults = regulatoryChangeFaults(toChange(entry, effectiveOn ?? SOME_DAY)).filter(
    ({ code }) => code !== 'missing',
  );
  const fault = (field: keyof EntryFacts, code: string, detail: string, allowed: string) =>
    faults.push({ field, code, detail, allowed });
  if (classCodes?.length === 0) fault('classCodes', 'empty-list', 'Nobody would be hit.', 'one class or more; null = any'); // prettier-ignore
  if (schemes?.length === 0) fault('schemes', 'empty-list', 'Nobody would be hit.', 'one scheme or more; null = any');
  const unknown = classCodes?.filter((code) => !knownClasses.has(code)) ?? [];
  if (unknown.length > 0) fault('classCodes', 'unknown-class', unknown.join(', '), 'codes of the catalogue, e.g. 1104');
  if (effectiveOn !== null && deadlineOn !== null && deadlineOn < addDays(effectiveOn, -1)) {
    const detail = 'Existing certificates would have to act before there is a new state.';
    fault('deadlineOn', 'before-effective', detail, `from ${addDays(effectiveOn, -1)}`);
  }
  if (viewsUntil !== null && effectiveOn !== null && viewsUntil > effectiveOn)
    fault('viewsUntil', 'after-effective', 'Views are taken before the new state holds.', `until ${effectiveOn}`);
  if (viewsUntil !== null && announcedOn !== null && viewsUntil < announcedOn)
    fault('viewsUntil', 'before-announced', 'Views are taken once there is a draft.', `from ${announcedOn}`);
  if (viewsSentOn !== null && announcedOn !== null && viewsSentOn < announcedOn)
    fault('viewsSentOn', 'before-announced', 'Views are sent once there is a draft.', `from ${announcedOn}`);
  if (entry.kind === 'consultation' && entry.status === 'in-force')
    fault('status', 'consultation-in-force', 'A consultation binds nobody.', 'draft; or another kind');
  if (entry.sourceUrl !== null && !isWebAddress(entry.sourceUrl))
    fault('sourceUrl', 'not-a-web-address', 'Not an address of the web.', 'http:// or https://, without a name and password'); // prettier-ignore
  return faults;
}

/** Stands in for a day that is not known while the rest is looked at. */
const SOME_DAY: Day = '2000-01-01';

/** An address that a reader may follow: of the web, with a host, without credentials, white space or control signs. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) || !URL.canParse(text)) return false;
  const { username, password, hostname } = new URL(text);
  return username === '' && password === '' && hostname.includes('.');
}

/**
 * The change that an entry tells of, or why nobody can be matched to it. A draft binds nobody.
 *
 * @param entry without faults
 */
export function changeOfEntry(entry: EntryFacts): RegulatoryChange | Unmatchable {
  if (entry.status !== 'in-force') return entry.status;
  const { effectiveOn, newApplicationsOnlyFrom, deadlineOn, replacedStandards, newStandard } = entry;
  const from = effectiveOn ?? newApplicationsOnlyFrom ?? deadlineOn;
  if (from === null) return 'no-day';
  const isOfStandard = replacedStandards.length > 0 || newStandard !== null;
  if (entry.kind === 'standard' && !isOfStandard) return 'no-edition';
  const isOfRule = entry.replacedRule !== null || entry.newRule !== null;
  if (entry.classCodes === null && !isOfStandard && !isOfRule) return 'no-class';
  const change = toChange(entry, from);
  return regulatoryChangeFaults(change).length > 0 ? 'bad-record' : change;
}

function toChange(entry: EntryFacts, effectiveOn: Day): RegulatoryChange {
  const { kind, classCodes, schemes, replacedStandards, newStandard, replacedRule, newRule } = entry;
  return {
    key: entry.id,
    kind: kind === 'standard' ? 'standard-transition' : kind === 'implementation-rule' ? kind : 'amendment',
    classCodes,
    schemes: schemes as readonly Scheme[] | null,
    replacedStandards,
    newStandard,
    replacedRule,
    newRule,
    appliesToIssuedBefore: entry.appliesToIssuedBefore,
    effectiveOn,
    deadlineOn: entry.deadlineOn,
    newApplicationsOnlyFrom: entry.newApplicationsOnlyFrom,
  };
}

/** What is needed to owe views on a draft. */
type ViewsOnDraft = Pick<
  EntryFacts,
  'status' | 'instrument' | 'sourceUrl' | 'certainty' | 'viewsUntil' | 'viewsSentOn'
>;

/**
 * The closing day of a draft or consultation, as a day owed; met once the views were sent. None where no day was found,
 * and none any more once the draft is in force or withdrawn.
 */
export function viewsDeadlines(entry: ViewsOnDraft): StatedDeadline[] {
  const { status, instrument, sourceUrl, certainty, viewsUntil, viewsSentOn } = entry;
  if (status !== 'draft' || viewsUntil === null) return [];
  return [
    {
      kind: 'views-on-draft',
      dueOn: viewsUntil,
      basis: 'legal',
      rule: 'views-on-draft.closing-day',
      source: sourceUrl === null ? instrument : `${instrument} ; ${sourceUrl}`,
      certainty,
      counted: { start: 'named' },
      isDisputed: false,
      isMet: viewsSentOn !== null,
    },
  ];
}
