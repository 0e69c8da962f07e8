import type { Day } from '../day.js';
import { followUpWindow } from '../deadlines/factory-inspection.js';
import { CERTIFICATE_GROUNDS_SOURCE } from '../states/certificate-status.js';
import type { ReferenceBook } from '../reference/book.js';
import { principleNote, type SourcedNote } from './late-filing.js';
import type { RenewalFacts, RenewalFactory } from './renewal-facts.js';
import { standardObstacles } from './standard-obstacles.js';

/** What stands between a certificate and its renewal, in the order in which it is told on the same day. */
export const OBSTACLE_KINDS = [
  'suspended',
  'follow-up-not-passed',
  'findings-open',
  'follow-up-overdue',
  'follow-up-in-window',
  'follow-up-unknown',
  'factory-not-recorded',
  'case-open',
  'change-open',
  'standard-superseded',
  'standard-coming',
  'standard-unclear',
  'fee-open',
] as const;
export type ObstacleKind = (typeof OBSTACLE_KINDS)[number];

export interface Obstacle extends SourcedNote {
  kind: ObstacleKind;
  /** last day to have it out of the way; what was due before stays due on that day */
  by: Day;
  /** what it is about: a case, a change, a fee, an inspection, a factory; null = the certificate itself */
  ref: { id: string; name: string } | null;
  /** what its words need, e.g. the number of open findings, the new edition */
  facts: Readonly<Record<string, string | number | null>>;
}

/** The days between which a renewal is prepared, filed and decided. */
export interface RenewalWindow {
  /** documents are asked from this day on */
  opensOn: Day;
  /** last day to file by the earlier reading */
  alarmOn: Day;
  /** last valid day */
  expiresOn: Day;
  today: Day;
}

/** No source says so: it is how we plan. */
const OUR_PLAN: SourcedNote = { basis: 'planning', certainty: 'unverified', source: 'none', note: null };

/**
 * What must be out of the way before the renewal is filed. The first day stands first, then the order of the kinds.
 * What is not recorded is told as such: it is never taken for "nothing in the way".
 */
export function obstaclesOf(facts: RenewalFacts, window: RenewalWindow, book: ReferenceBook): Obstacle[] {
  const found = [
    ...suspension(facts, window),
    ...inspection(facts, window, book),
    ...openCases(facts, window),
    ...standardObstacles(facts, window, book),
    ...openFees(facts, window, book),
  ];
  const rank = ({ kind }: Obstacle) => OBSTACLE_KINDS.indexOf(kind);
  return found.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : rank(a) - rank(b)));
}

function suspension({ status, suspendedUntil }: RenewalFacts, { alarmOn }: RenewalWindow): Obstacle[] {
  if (status !== 'suspended') return [];
  const { basis, certainty, source } = CERTIFICATE_GROUNDS_SOURCE;
  const facts = { until: suspendedUntil };
  return [{ kind: 'suspended', by: earlier(suspendedUntil, alarmOn), ref: null, facts, basis, certainty, source, note: null }]; // prettier-ignore
}

/** A renewal leans on the last follow-up: it must have been passed, and one that falls due meanwhile is taken first. */
function inspection({ factory }: RenewalFacts, window: RenewalWindow, book: ReferenceBook): Obstacle[] {
  const told = principleNote(book, 'renewal-after-passed-follow-up', window.today);
  if (factory === null) return [{ kind: 'factory-not-recorded', by: window.alarmOn, ref: null, facts: {}, ...told }];
  const ref = { id: factory.id, name: factory.name };
  return [...lastInspection(factory, window, told), ...nextInspection(factory, window, book, { ref, told })];
}

function lastInspection({ lastAudit }: RenewalFactory, { alarmOn }: RenewalWindow, told: SourcedNote): Obstacle[] {
  if (lastAudit === null) return [];
  const { id, status, openFindings } = lastAudit;
  const ref = { id, name: '' };
  if (status === 'failed') return [{ kind: 'follow-up-not-passed', by: alarmOn, ref, facts: {}, ...told }];
  if (openFindings === 0 && status === 'passed') return [];
  return [{ kind: 'findings-open', by: alarmOn, ref, facts: { findings: openFindings }, ...told }];
}

function nextInspection(
  factory: RenewalFactory,
  { opensOn, expiresOn, alarmOn, today }: RenewalWindow,
  book: ReferenceBook,
  { ref, told }: { ref: Obstacle['ref']; told: SourcedNote },
): Obstacle[] {
  const window = followUpWindow(factory, book);
  if (window === null) return [];
  if (window.latestOn === null || window.stated === null)
    return [{ kind: 'follow-up-unknown', by: alarmOn, ref, facts: { unknown: window.unknown }, ...told }];
  const { latestOn, stated, intervalMonths, lastInspectionOn } = window;
  const facts = { factoryClass: window.factoryClass, months: intervalMonths, lastOn: lastInspectionOn };
  const rule = { basis: stated.basis, certainty: stated.certainty, source: stated.source, note: told.note };
  if (latestOn < today) return [{ kind: 'follow-up-overdue', by: latestOn, ref, facts, ...rule }];
  if (latestOn < opensOn || latestOn > expiresOn) return [];
  return [{ kind: 'follow-up-in-window', by: latestOn, ref, facts, ...rule }];
}

/** A case that changes the certificate is decided first: two decisions on one certificate at once were not found anywhere. */
function openCases({ cases, changes }: RenewalFacts, { alarmOn }: RenewalWindow): Obstacle[] {
  return [
    ...cases
      .filter(({ kind }) => kind === 'change' || kind === 'extension')
      .map(({ id, number, kind }): Obstacle => {
        return { kind: 'case-open', by: alarmOn, ref: { id, name: number }, facts: { caseKind: kind }, ...OUR_PLAN };
      }),
    ...changes.map(({ id, title }): Obstacle => {
      return { kind: 'change-open', by: alarmOn, ref: { id, name: title }, facts: {}, ...OUR_PLAN };
    }),
  ];
}

function openFees({ fees }: RenewalFacts, { expiresOn, today }: RenewalWindow, book: ReferenceBook): Obstacle[] {
  const told = principleNote(book, 'annual-fee', today);
  return fees
    .filter(({ dueOn }) => dueOn <= expiresOn)
    .map(({ id, year, dueOn }) => ({
      kind: 'fee-open',
      by: dueOn,
      ref: { id, name: String(year) },
      facts: { year },
      ...told,
    }));
}

function earlier(one: Day | null, other: Day): Day {
  return one !== null && one < other ? one : other;
}
