import type { SuspensionFacts } from '../certificate.js';
import { addDays, daysBetween, type Day } from '../day.js';
import { RuleBroken } from '../errors.js';
import { isLive, suspensionEndsOn, suspensionTerm, SUSPENSION_ENDS, type CertificateAct, type CertificateStatus, type SuspensionEnd } from '../states/certificate-status.js'; // prettier-ignore

/** One change of the status of a certificate, as it was recorded. */
export interface StatusChangeFacts {
  id: string;
  act: CertificateAct;
  fromStatus: CertificateStatus;
  toStatus: CertificateStatus;
  /** the day from which it holds; null = not recorded */
  holdsFrom: Day | null;
  /** the day in China on which it was recorded */
  recordedOn: Day;
  ground: string | null;
  reason: string | null;
  /** last day of a suspension by its notice */
  suspendedUntil: Day | null;
  isTakenBack: boolean;
}

/** The part of a change that says what held when. */
export type DatedChange = Pick<
  StatusChangeFacts,
  'fromStatus' | 'toStatus' | 'holdsFrom' | 'recordedOn' | 'isTakenBack'
>;

/**
 * The status that held on a day. Of several changes that hold from that day or before, the one recorded last is right:
 * it was recorded knowing the others. A change whose day was not recorded surely held on the day of its recording, and
 * surely not yet before the change recorded before it; between the two nobody knows.
 *
 * Validity is another question: a certificate that is `valid` here may not have been issued yet, or its last day may
 * have passed without a change being recorded.
 *
 * @param changes in the order of recording, those taken back among them
 * @param day in China
 * @returns null = unknown
 */
export function statusOn(changes: readonly DatedChange[], day: Day): CertificateStatus | null {
  const standing = changes.filter(({ isTakenBack }) => !isTakenBack);
  for (let at = standing.length - 1; at >= 0; at -= 1) {
    const { holdsFrom, recordedOn, toStatus } = standing[at]!;
    if (holdsFrom !== null) {
      if (holdsFrom <= day) return toStatus;
      continue;
    }
    if (recordedOn <= day) return toStatus;
    const isSurelyLater = standing.slice(0, at).some((before) => before.holdsFrom !== null && before.holdsFrom > day);
    if (!isSurelyLater) return null;
  }
  return standing[0]?.fromStatus ?? 'valid';
}

/** What stands on the certificate beside its status. */
export interface StatusFacts {
  status: CertificateStatus;
  statusGround: string | null;
  statusReason: string | null;
  statusOn: Day | null;
  suspendedUntil: Day | null;
}

/** The change that may be taken back: the last one that stands. */
export function takeBackable<Change extends Pick<StatusChangeFacts, 'isTakenBack'>>(
  changes: readonly Change[],
): Change | null {
  return changes.findLast(({ isTakenBack }) => !isTakenBack) ?? null;
}

/**
 * How a certificate stands once a change is taken back: as the change before it left it, with that one's ground, day and
 * reason.
 *
 * @param changes in the order of recording
 * @throws RuleBroken `certificate.change-taken-back`, or `certificate.not-last-change` with `{ lastId, act, holdsFrom }`
 *   of the one that may be taken back
 */
export function afterTakingBack(changes: readonly StatusChangeFacts[], id: string): StatusFacts {
  const change = changes.find((one) => one.id === id);
  if (change?.isTakenBack) throw new RuleBroken('certificate.change-taken-back', { act: change.act });
  const last = takeBackable(changes);
  if (!change || change !== last)
    throw new RuleBroken('certificate.not-last-change', {
      lastId: last?.id ?? null,
      act: last?.act ?? null,
      holdsFrom: last?.holdsFrom ?? null,
    });
  const former = takeBackable(changes.slice(0, changes.indexOf(change)));
  const status = change.fromStatus;
  if (former?.toStatus !== status)
    return { status, statusGround: null, statusReason: null, statusOn: null, suspendedUntil: null };
  const { ground, reason, holdsFrom, suspendedUntil } = former;
  const statusOn = status === 'valid' ? null : holdsFrom;
  return { status, statusGround: ground, statusReason: reason, statusOn, suspendedUntil };
}

/** The first day on which a certificate is no longer valid. */
export function expiresOn(validUntil: Day): Day {
  return addDays(validUntil, 1);
}

/**
 * A person records what the calendar has done: the end of a certificate whose last valid day is over in China. What ends
 * earlier is cancelled or revoked, and what names no last day never runs out.
 *
 * @param today in China
 * @param on the day from which it is expired
 * @throws RuleBroken `certificate.not-run-out` with `{ validUntil, earliestOn }`, `certificate.never-runs-out`
 */
export function requireRunOut(validUntil: Day | null, on: Day, today: Day): void {
  if (validUntil === null) throw new RuleBroken('certificate.never-runs-out');
  const earliestOn = expiresOn(validUntil);
  if (today < earliestOn || on < earliestOn)
    throw new RuleBroken('certificate.not-run-out', { validUntil, earliestOn });
}

/**
 * Whether the calendar has ended a certificate. Its last valid day belongs to it until midnight in China.
 *
 * @param today in China
 * @param expiryTakenBackFor the last valid day after which a person said that it goes on all the same; for that day the
 *   calendar does not end it again
 */
export function hasRunOut(
  certificate: { status: CertificateStatus; validUntil: Day | null; expiryTakenBackFor: Day | null },
  today: Day,
): boolean {
  const { status, validUntil, expiryTakenBackFor } = certificate;
  return isLive(status) && validUntil !== null && validUntil < today && expiryTakenBackFor !== validUntil;
}

/** How long a suspension has run and how long it may run. */
export interface SuspensionClock {
  /** days since its first day, which is day 0; null = that day is not recorded, or still to come */
  daysSoFar: number | null;
  /** null = no source names it: the notice of the body does */
  endsOn: Day | null;
  /** who names the last day: the notice of the body, or the rule of the ground */
  endsBy: 'notice' | 'rule' | null;
  /** days until the last day, negative once it has passed; null = unknown */
  daysLeft: number | null;
}

/** The last day of a suspension and who names it: the notice goes before the rule of its ground. */
export function suspensionEnd({ ground, on, until }: SuspensionFacts): Pick<SuspensionClock, 'endsOn' | 'endsBy'> {
  if (until !== null) return { endsOn: until, endsBy: 'notice' };
  const endsOn = on === null ? null : suspensionEndsOn(ground, on);
  return { endsOn, endsBy: endsOn === null ? null : 'rule' };
}

/**
 * @param today the reader's day
 * @throws RuleBroken `certificate.ground-not-of-act` when no suspension has this ground
 */
export function suspensionClock(suspension: SuspensionFacts, today: Day): SuspensionClock {
  const { endsOn, endsBy } = suspensionEnd(suspension);
  const { on } = suspension;
  return {
    daysSoFar: on === null || on > today ? null : daysBetween(on, today),
    endsOn,
    endsBy,
    daysLeft: endsOn === null ? null : daysBetween(today, endsOn),
  };
}

/** The rule that names the length of a suspension by its ground; null where only the notice does. */
export function suspensionRule(ground: string | null) {
  return suspensionTerm(ground)?.length ?? null;
}

/** Kinds of papers of a certificate that belong to the pack by which it is restored. */
export type PackPaper = 'suspension-notice' | 'restoration-application' | 'rectification-report';

const PAPER_KINDS: Readonly<Record<SuspensionEnd['papers'][number], PackPaper>> = {
  'suspension-notice': 'suspension-notice',
  application: 'restoration-application',
  'rectification-report': 'rectification-report',
};

/** The papers with which the holder asks for restoration, in their order, and by which rule. */
export interface RestorationPack {
  papers: { kind: PackPaper; isThere: boolean }[];
  isComplete: boolean;
}

/** @param kinds of the papers that lie with the suspension; others do not matter */
export function restorationPack(kinds: readonly string[]): RestorationPack {
  const papers = SUSPENSION_ENDS.filter(({ act }) => act === 'restore')
    .flatMap((end) => end.papers)
    .map((paper) => ({ kind: PAPER_KINDS[paper], isThere: kinds.includes(PAPER_KINDS[paper]) }));
  return { papers, isComplete: papers.every(({ isThere }) => isThere) };
}
