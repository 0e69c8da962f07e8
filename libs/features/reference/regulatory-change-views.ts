import type { ReferenceBook } from '#domain/reference/book';
import type { Amendment, Standard } from '#domain/reference/catalogue';
import { changesOf } from '#domain/changes/regulatory-change-record';
import type { ChangedClassView, ChangeDaysView, RegulatoryChangeView } from './regulatory-changes.dto.js';

const NO_DAYS: ChangeDaysView = {
  announcedOn: null,
  applicationsFrom: null,
  declarationsStopOn: null,
  inForceOn: null,
  mandatoryFrom: null,
  newRulesOnlyFrom: null,
  deadlineOn: null,
  declarationsCancelledOn: null,
};

/** The amendments and standards of the book, the newest last day first, those without any day at the end. */
export function toChangeViews(book: ReferenceBook): RegulatoryChangeView[] {
  const unmatchable = new Map(changesOf(book).unmatchable.map(({ key, why }) => [key, why]));
  const views = [
    ...book.amendments.map((one) => ofAmendment(book, one)),
    ...book.standards.map((one) => ofStandard(book, one)),
  ].map((view) => ({ ...view, unmatchable: unmatchable.get(view.key) ?? null }));
  return views.sort((a, b) => sortDay(b).localeCompare(sortDay(a)) || a.key.localeCompare(b.key));
}

type View = Omit<RegulatoryChangeView, 'unmatchable'>;

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

function sortDay({ days }: View): string {
  return days.deadlineOn ?? days.mandatoryFrom ?? days.newRulesOnlyFrom ?? days.inForceOn ?? days.announcedOn ?? '';
}
