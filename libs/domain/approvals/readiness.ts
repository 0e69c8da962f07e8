import { daysBetween, type Day } from '../day.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { certificationLink, approvalLink, type ApprovalItem, type CertificationItem, type ReadinessLink } from './readiness-link.js'; // prettier-ignore
import { AFTER_CCC } from '../reference/approval.js';

/** What one end of a project waits for, the first link first. */
export interface ReadinessChain {
  links: readonly ReadinessLink[];
  isDone: boolean;
  /** day of its latest link */
  readyOn: Day;
  /** a day on its way is not known: it is not ready before `readyOn`, and may be much later */
  isAtLeast: boolean;
  earlyOn: Day;
  lateOn: Day;
}

export interface Readiness {
  /** the slowest first, what is done last */
  chains: readonly ReadinessChain[];
  isReady: boolean;
  /** null: the project waits for nothing yet */
  readyOn: Day | null;
  isAtLeast: boolean;
  /** null where nothing on the way is told as a range */
  range: { earlyOn: Day; lateOn: Day } | null;
  /** null without a wish day or without anything to wait for; `daysLate` counts from the wish day, negative = before it */
  wish: { state: 'kept' | 'unsure' | 'missed'; daysLate: number } | null;
}

export interface ProjectFacts {
  wishOn: Day | null;
  certifications: readonly CertificationItem[];
  /** what is withdrawn or not needed takes no part */
  approvals: readonly ApprovalItem[];
}

/**
 * When a vehicle project is ready: every certificate and approval that it waits for, put in chains by what begins what. Of
 * several that could begin an approval the first one to come does; the others stay chains of their own.
 *
 * @param today unknown days are at least this one
 */
export function readinessOf(facts: ProjectFacts, today: Day, china: WorkingCalendar): Readiness {
  const links = new Map<string, ReadinessLink>();
  const before = new Map<string, string>();
  for (const one of facts.certifications) links.set(keyOf(one), certificationLink(keyOf(one), one, today));
  const waiting = facts.approvals.filter(({ status }) => status !== 'withdrawn' && status !== 'not-needed');
  for (const one of inOrder(waiting)) {
    const cause = firstToCome(one, facts.certifications, waiting, links);
    if (cause) before.set(keyOf(one), cause.key);
    links.set(keyOf(one), approvalLink(keyOf(one), one, cause, today, china));
  }
  const begun = new Set(before.values());
  const chains = [...links.keys()]
    .filter((key) => !begun.has(key))
    .map((end) => chainTo(end, links, before))
    .sort(slowestFirst);
  return summary(chains, facts.wishOn);
}

function keyOf(one: CertificationItem | ApprovalItem): string {
  return 'state' in one ? `certificate:${one.productId}` : `approval:${one.id}`;
}

/** What others wait for comes before them, whatever order the rows have. A ring of kinds cannot be: each is placed once. */
function inOrder(approvals: readonly ApprovalItem[]): ApprovalItem[] {
  const placed: ApprovalItem[] = [];
  let left = [...approvals];
  while (left.length > 0) {
    const free = left.filter((one) => !left.some((other) => other !== one && one.after.includes(other.kind)));
    const next = free.length > 0 ? free : left;
    placed.push(...next);
    left = left.filter((one) => !next.includes(one));
  }
  return placed;
}

function firstToCome(
  approval: ApprovalItem,
  certifications: readonly CertificationItem[],
  approvals: readonly ApprovalItem[],
  links: ReadonlyMap<string, ReadinessLink>,
): ReadinessLink | null {
  const isOfItsClass = ({ classCode }: CertificationItem) =>
    approval.classKeys.length === 0 || approval.classKeys.includes(classCode);
  const causes = [
    ...(approval.after.includes(AFTER_CCC)
      ? certifications.filter((one) =>
          approval.productId === null ? isOfItsClass(one) : one.productId === approval.productId,
        )
      : []),
    ...approvals.filter(
      (one) =>
        one !== approval &&
        approval.after.includes(one.kind) &&
        (one.productId === null || approval.productId === null || one.productId === approval.productId),
    ),
  ]
    .map((one) => links.get(keyOf(one)))
    .filter((link) => link !== undefined);
  return causes.reduce<ReadinessLink | null>((first, link) => (first && !isSooner(link, first) ? first : link), null);
}

/** A known day before one that is only a lower bound of the same day. */
function isSooner(one: ReadinessLink, other: ReadinessLink): boolean {
  if (one.isAtLeast !== other.isAtLeast) return !one.isAtLeast;
  return one.on < other.on;
}

function chainTo(
  end: string,
  links: ReadonlyMap<string, ReadinessLink>,
  before: ReadonlyMap<string, string>,
): ReadinessChain {
  const chain: ReadinessLink[] = [];
  for (let key: string | undefined = end; key !== undefined; key = before.get(key)) chain.unshift(links.get(key)!);
  const latest = (days: readonly Day[]): Day => [...days].sort().at(-1)!;
  return {
    links: chain,
    isDone: chain.every(({ state }) => state === 'done'),
    readyOn: latest(chain.map(({ on }) => on)),
    isAtLeast: chain.some(({ isAtLeast }) => isAtLeast),
    earlyOn: latest(chain.map(({ on, range }) => range?.earlyOn ?? on)),
    lateOn: latest(chain.map(({ on, range }) => range?.lateOn ?? on)),
  };
}

/** What is done is out of the way; of two on one day the one that is only a lower bound is the slower. */
function slowestFirst(one: ReadinessChain, other: ReadinessChain): number {
  return (
    Number(one.isDone) - Number(other.isDone) ||
    -one.readyOn.localeCompare(other.readyOn) ||
    Number(other.isAtLeast) - Number(one.isAtLeast)
  );
}

function summary(chains: readonly ReadinessChain[], wishOn: Day | null): Readiness {
  if (chains.length === 0) return { chains, isReady: false, readyOn: null, isAtLeast: false, range: null, wish: null };
  const latest = (day: (chain: ReadinessChain) => Day): Day => chains.map(day).sort().at(-1)!;
  const [readyOn, earlyOn, lateOn] = [latest((c) => c.readyOn), latest((c) => c.earlyOn), latest((c) => c.lateOn)];
  const isAtLeast = chains.some((chain) => chain.isAtLeast);
  return {
    chains,
    isReady: chains.every(({ isDone }) => isDone),
    readyOn,
    isAtLeast,
    range: earlyOn !== readyOn || lateOn !== readyOn ? { earlyOn, lateOn } : null,
    wish: wishOn === null ? null : { state: wishState(wishOn, readyOn, lateOn, isAtLeast), daysLate: daysBetween(wishOn, readyOn) }, // prettier-ignore
  };
}

function wishState(wishOn: Day, readyOn: Day, lateOn: Day, isAtLeast: boolean): 'kept' | 'unsure' | 'missed' {
  if (readyOn > wishOn) return 'missed';
  return isAtLeast || lateOn > wishOn ? 'unsure' : 'kept';
}
