import type { ReferenceBook } from '#domain/reference/book';
import type { Amendment, Standard } from '#domain/reference/catalogue';
import type { Day } from '#domain/day';
import type { Words } from '#domain/reference/record';
import { changeOfEntry } from '#domain/changes/regulatory-entry';
import { changesOf } from '#domain/changes/regulatory-change-record';
import type { ChangedClassView, ChangeDaysView, RegulatoryChangeView } from './regulatory-changes.dto.js';
import type { RegulatoryEntryView } from './regulatory-entries.dto.js';

const NO_DAYS: ChangeDaysView = {
  announcedOn: null,
  viewsUntil: null,
  applicationsFrom: null,
  declarationsStopOn: null,
  inForceOn: null,
  mandatoryFrom: null,
  newRulesOnlyFrom: null,
  deadlineOn: null,
  declarationsCancelledOn: null,
};

/** What has no day at all stands last. */
export const NO_LAST_DAY: Day = '1900-01-01';

/** The amendments and standards of the book, the newest last day first, those without any day at the end. */
export function toRecordViews(book: ReferenceBook): RegulatoryChangeView[] {
  const unmatchable = new Map(changesOf(book).unmatchable.map(({ key, why }) => [key, why]));
  const views = [
    ...book.amendments.map((one) => ofAmendment(book, one)),
    ...book.standards.map((one) => ofStandard(book, one)),
  ].map((view) => ({ ...view, origin: 'record' as const, entry: null, unmatchable: unmatchable.get(view.key) ?? null })); // prettier-ignore
  return views.sort((a, b) => lastDay(b).localeCompare(lastDay(a)) || a.key.localeCompare(b.key));
}

/** An entry of the tenant itself, beside the records. */
export function toEntryChangeView(book: ReferenceBook, entry: RegulatoryEntryView): RegulatoryChangeView {
  const { id, kind, status, instrument, title, titleZh, summary, sourceUrl, certainty } = entry;
  const change = changeOfEntry(entry);
  return {
    key: id,
    origin: 'tenant',
    kind,
    status,
    instrument,
    names: { en: title, de: title, zh: titleZh ?? title },
    classes: classesOf(book, entry.classCodes ?? []),
    certificateSchemes: [...(entry.schemes ?? [])],
    replacedStandards: [...entry.replacedStandards],
    newStandard: entry.newStandard,
    newRule: entry.newRule,
    days: {
      ...NO_DAYS,
      announcedOn: entry.announcedOn,
      viewsUntil: entry.viewsUntil,
      ...(kind === 'standard' ? { inForceOn: entry.effectiveOn } : { mandatoryFrom: entry.effectiveOn }),
      newRulesOnlyFrom: entry.newApplicationsOnlyFrom,
      deadlineOn: entry.deadlineOn,
    },
    duty: summary === null ? null : sameWords(summary),
    relief: null,
    basis: status === 'in-force' ? 'legal' : null,
    certainty,
    source: sourceUrl === null ? instrument : `${instrument} ; ${sourceUrl}`,
    unmatchable: typeof change === 'string' ? change : null,
    entry,
  };
}

const sameWords = (text: string): Words => ({ en: text, de: text, zh: text });

type View = Omit<RegulatoryChangeView, 'unmatchable' | 'origin' | 'entry'>;

function ofAmendment(book: ReferenceBook, amendment: Amendment): View {
  const { key, kind, status, instrument, names, newStandard, newRule, duty, relief, certainty, source } = amendment;
  return {
    key,
    kind,
    status,
    instrument,
    names,
    classes: classesOf(book, amendment.classKeys),
    certificateSchemes: [...amendment.certificateSchemes],
    replacedStandards: [],
    newStandard,
    newRule,
    days: {
      ...NO_DAYS,
      announcedOn: amendment.publishedOn ?? amendment.datedOn,
      viewsUntil: amendment.viewsUntil,
      applicationsFrom: amendment.applicationsFrom,
      declarationsStopOn: amendment.declarationsStopOn,
      mandatoryFrom: amendment.mandatoryFrom,
      newRulesOnlyFrom: amendment.newRulesOnlyFrom,
      deadlineOn: amendment.conversionDeadline,
      declarationsCancelledOn: amendment.declarationsCancelledOn,
    },
    duty,
    relief,
    basis: status === 'draft' ? null : 'legal',
    certainty,
    source,
  };
}

/** What is said of the transition has a source of its own. */
function ofStandard(book: ReferenceBook, standard: Standard): View {
  const { key, number, names, issuedOn, inForceOn, replaces, classKeys, transition, certainty, source } = standard;
  return {
    key,
    kind: 'standard',
    status: inForceOn === null ? null : 'in-force',
    instrument: number,
    names,
    classes: classesOf(book, classKeys),
    certificateSchemes: [],
    replacedStandards: [...replaces],
    newStandard: number,
    newRule: null,
    days: { ...NO_DAYS, announcedOn: issuedOn, inForceOn, deadlineOn: transition.existingUntil },
    duty: transition.note,
    relief: null,
    basis: inForceOn === null ? null : 'legal',
    certainty,
    source: [...new Set([...source.split(' ; '), ...transition.source.split(' ; ')])].join(' ; '),
  };
}

function classesOf(book: ReferenceBook, keys: readonly string[]): ChangedClassView[] {
  return keys.map((key) => {
    const found = book.classes.get(key);
    return { key, code: found?.code ?? null, names: found?.names ?? null };
  });
}

/** By which the list is sorted; the same of an entry in `regulatory-entries.queries.ts`. */
export function lastDay({ days }: Pick<RegulatoryChangeView, 'days'>): Day {
  const { deadlineOn, mandatoryFrom, newRulesOnlyFrom, inForceOn, viewsUntil, announcedOn } = days;
  return deadlineOn ?? mandatoryFrom ?? newRulesOnlyFrom ?? inForceOn ?? viewsUntil ?? announcedOn ?? NO_LAST_DAY;
}
