import { isVoluntary } from '#domain/certificate';
import { DEADLINE_KINDS, urgency, type DeadlineKind } from '#domain/deadlines/deadline';
import type { MailItem, TwoNames } from './mail-content.js';
import * as parts from './mail-parts.js';
import type { MailWords, Part } from './words.js';

/**
 * Items of one kind and one footing within one part of the mail: twenty conversions are a list with one heading, not
 * twenty sections.
 */
export interface Group {
  kind: DeadlineKind;
  items: readonly MailItem[];
  /** one of the items, when all fall on one day; null when the days differ and stand in the rows */
  shared: MailItem | null;
  /** what missing the day means and what the day rests on; null where an earlier group has said it */
  note: { title: string; text: string } | null;
}

export interface Portion {
  part: Part;
  count: number;
  groups: readonly Group[];
}

const PARTS: readonly Part[] = ['overdue', 'week', 'month', 'later'];

/** The items of a mail by how near their days are, the most urgent first. */
export function portionsOf(items: readonly MailItem[], words: MailWords): Portion[] {
  const told = new Set<string>();
  return PARTS.flatMap((part) => {
    const within = items
      .filter((item) => partOf(item) === part)
      .sort((a, b) => a.daysLeft - b.daysLeft || compare(a, b));
    if (within.length === 0) return [];
    const footings = [...new Set(within.map(footingOf))];
    const groups = footings.map((footing) => {
      const group = within.filter((item) => footingOf(item) === footing);
      const note = told.has(footing) ? null : noteOf(group, words);
      told.add(footing);
      const first = group[0]!;
      const shared = group.every((item) => item.dueOn === first.dueOn) ? first : null;
      return { kind: first.kind, items: group, shared, note };
    });
    return [{ part, count: within.length, groups }];
  });
}

function partOf(item: MailItem): Part {
  const how = urgency(item.daysLeft);
  return how === 'quarter' ? 'later' : how;
}

/** What a group has in common: the kind, how binding its days are, on what they rest. */
function footingOf(item: MailItem): string {
  return [item.kind, item.basis, item.source, item.subject.scheme !== null && isVoluntary(item.subject.scheme)].join(
    '\n',
  );
}

function compare(a: MailItem, b: MailItem): number {
  const name = (item: MailItem) =>
    item.subject.number ??
    item.subject.caseNumber ??
    item.subject.factory?.latin ??
    item.subject.factory?.chinese ??
    '';
  return DEADLINE_KINDS.indexOf(a.kind) - DEADLINE_KINDS.indexOf(b.kind) || name(a).localeCompare(name(b));
}

/** Of several items only what is true of all: how a day was counted is told of a single one or of a day that is named. */
function noteOf(group: readonly MailItem[], words: MailWords): Group['note'] {
  const first = group[0]!;
  const isCommon = group.length === 1 || first.counted.start === 'named';
  const why = parts.whyParts(first, words);
  const missed = parts.ifMissed(
    isCommon ? first : { ...first, subject: { ...first.subject, validUntil: null } },
    words,
  );
  const rest = isCommon ? [why.rest] : first.isDisputed ? [words.disputed] : [];
  return { title: words.ifMissedTitle(first.daysLeft < 0), text: parts.sentences([missed, why.basis, ...rest], words) };
}

/** Items of one client within a group; the first are written in full, the others in one line each. */
export interface Cluster {
  /** holders as the items name them; null: everything of a group that needs no parting */
  clients: readonly TwoNames[] | null;
  full: readonly MailItem[];
  brief: readonly MailItem[];
}

/** Up to so many items a list is read as it is; of a longer one so many of each client are written in full. */
const FULL_ROWS = 6;
const FULL_ROWS_OF_CLIENT = 3;

/**
 * The items of a group as they are read: a long list by client, the most urgent client first, and there by case.
 *
 * @param isByClient whether the reader works for several clients
 */
export function clustersOf(items: readonly MailItem[], isByClient: boolean): Cluster[] {
  if (items.length <= FULL_ROWS) return [{ clients: null, full: items, brief: [] }];
  const byClient = isByClient ? gatheredBy(items, ({ subject }) => JSON.stringify(subject.clients)) : [items];
  const isParted = byClient.length > 1;
  const shown = isParted ? FULL_ROWS_OF_CLIENT : FULL_ROWS;
  return byClient.map((own) => {
    const sorted = gatheredBy(own, ({ subject }) => subject.caseNumber ?? '').flat();
    const clients = isParted ? own[0]!.subject.clients : null;
    return { clients, full: sorted.slice(0, shown), brief: sorted.slice(shown) };
  });
}

/** Items of one key together, the keys in the order of their first items. */
function gatheredBy(items: readonly MailItem[], keyOf: (item: MailItem) => string): MailItem[][] {
  const found = new Map<string, MailItem[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = found.get(key);
    if (known) known.push(item);
    else found.set(key, [item]);
  }
  return [...found.values()];
}
