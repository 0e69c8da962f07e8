import type { SinkLine } from './sink-log.js';

export interface LedgerReminder {
  id: string;
  state: string;
  mailId: string | null;
  /** number of the certificate it is about */
  number: string;
}

export interface LedgerMail {
  id: string;
  state: string;
  messageId: string;
  /** lower case */
  to: string;
}

/** A worker that was killed, and what it had in its hands. */
export interface Kill {
  slot: number;
  /** lines of the log when it was started, and when it was killed */
  fromLine: number;
  toLine: number;
  /** Message-IDs of the mails it was sending and had not noted */
  inFlight: string[];
}

export interface Evidence {
  reminders: readonly LedgerReminder[];
  mails: readonly LedgerMail[];
  lines: readonly SinkLine[];
  kills: readonly Kill[];
}

export interface Check {
  name: string;
  /** what speaks against it, a line each; empty = it holds */
  faults: string[];
}

export interface Repeats {
  cause: 'killed before noting' | 'connection dropped after DATA' | 'nothing known';
  count: number;
  allowed: number;
}

export interface Verdict {
  checks: Check[];
  repeats: Repeats[];
  holds: boolean;
}

const isTaken = ({ what }: SinkLine) => what === 'accepted' || what === 'dropped';

/** Holds the ledger against the mail server's log, line by line. */
export function judge(evidence: Evidence): Verdict {
  const checks = [
    { name: 'every reminder is sent or refused for good', faults: notSettled(evidence) },
    {
      name: 'every sent mail stands in the log, to that address and telling of its certificates',
      faults: notArrived(evidence),
    },
    { name: 'every refused mail has its 550 and was never accepted', faults: wronglyRefused(evidence) },
    { name: 'everything the log has accepted is noted as sent', faults: notNoted(evidence) },
    { name: 'a certificate is told to an address under one Message-ID', faults: underSeveralIds(evidence) },
  ];
  const repeats = repeatsOf(evidence);
  const holds = checks.every(({ faults }) => faults.length === 0) && repeats.every((r) => r.count <= r.allowed);
  return { checks, repeats, holds };
}

function notSettled({ reminders, mails }: Evidence): string[] {
  const stateOf = new Map(mails.map((mail) => [mail.id, mail.state]));
  return reminders.flatMap(({ id, state, mailId }) => {
    if (state !== 'sent' && state !== 'refused') return [`reminder ${id} is ${state}`];
    const mail = mailId === null ? 'none' : stateOf.get(mailId);
    return mail === state ? [] : [`reminder ${id} is ${state}, its mail ${mail ?? 'unknown'}`];
  });
}

function notArrived({ reminders, mails, lines }: Evidence): string[] {
  const arrived = groupBy(lines.filter(isTaken), (line) => line.messageId!);
  const told = groupBy(
    reminders.filter(({ state }) => state === 'sent'),
    ({ mailId }) => mailId ?? '',
  );
  return mails
    .filter(({ state }) => state === 'sent')
    .flatMap(({ id, messageId, to }) => {
      const copies = arrived.get(messageId) ?? [];
      if (copies.length === 0) return [`mail ${messageId} is sent and not in the log`];
      const elsewhere = copies
        .filter((copy) => copy.to !== to)
        .map((copy) => `mail ${messageId} went to ${copy.to}, not to ${to}`);
      const untold = (told.get(id) ?? [])
        .filter(({ number }) => copies.some((copy) => !copy.tells!.includes(number)))
        .map(({ number }) => `mail ${messageId} does not tell of ${number}`);
      return [...elsewhere, ...untold];
    });
}

function wronglyRefused({ mails, lines }: Evidence): string[] {
  const refused = new Set(lines.filter(({ what }) => what === 'refused').map(({ to }) => to));
  const taken = new Set(lines.filter(isTaken).map(({ messageId }) => messageId));
  return mails
    .filter(({ state }) => state === 'refused')
    .flatMap(({ messageId, to }) => [
      ...(refused.has(to) ? [] : [`mail ${messageId} is refused, and the server has not refused ${to}`]),
      ...(taken.has(messageId) ? [`mail ${messageId} is refused, and the server has accepted it`] : []),
    ]);
}

function notNoted({ mails, lines }: Evidence): string[] {
  const stateOf = new Map(mails.map((mail) => [mail.messageId, mail.state]));
  const taken = new Set(lines.filter(isTaken).map(({ messageId }) => messageId!));
  return [...taken].flatMap((id) =>
    stateOf.get(id) === 'sent' ? [] : [`mail ${id} was accepted and is ${stateOf.get(id) ?? 'unknown'}`],
  );
}

function underSeveralIds({ lines }: Evidence): string[] {
  const ids = new Map<string, Set<string>>();
  for (const { to, messageId, tells } of lines.filter(isTaken)) {
    for (const number of tells!) {
      const key = `${number} to ${to}`;
      ids.set(key, (ids.get(key) ?? new Set()).add(messageId!));
    }
  }
  return [...ids].flatMap(([key, of]) => (of.size === 1 ? [] : [`${key} under ${[...of].join(', ')}`]));
}

/** Every copy of a mail after its first needs a reason why the one before was not noted. */
function repeatsOf({ lines, kills }: Evidence): Repeats[] {
  const counts = { killed: 0, dropped: 0, unknown: 0 };
  const taken = groupBy(lines.map((line, nth) => ({ ...line, nth })).filter(isTaken), (line) => line.messageId!);
  for (const copies of taken.values()) {
    for (const { what, slot, nth, messageId } of copies.slice(0, -1)) {
      const isKilled = kills.some(
        (kill) => kill.slot === slot && nth >= kill.fromLine && nth < kill.toLine && kill.inFlight.includes(messageId!),
      );
      counts[what === 'dropped' ? 'dropped' : isKilled ? 'killed' : 'unknown'] += 1;
    }
  }
  const inFlight = kills.reduce((sum, kill) => sum + kill.inFlight.length, 0);
  return [
    { cause: 'killed before noting', count: counts.killed, allowed: inFlight },
    {
      cause: 'connection dropped after DATA',
      count: counts.dropped,
      allowed: lines.filter(({ what }) => what === 'dropped').length,
    },
    { cause: 'nothing known', count: counts.unknown, allowed: 0 },
  ];
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
