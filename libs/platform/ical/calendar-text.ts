import {
  escape,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEvent,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator';
import { DateTime } from 'luxon';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { EntryStatus } from '#domain/calendar/feed';
import { addDays, type Day } from '#domain/day';

/** Whole days, both counted, or a time by the clock of a zone. */
export type EntryTime = { from: Day; to: Day } | { startsAt: Date; endsAt: Date; timeZone: string };

/** One entry of a calendar. All text may come from people: it is cleaned and escaped here. */
export interface CalendarEntry {
  /** the same for as long as the thing lives, unique in the world: `<id>@<host>` */
  uid: string;
  /** grows with each change of time or state */
  sequence: number;
  createdAt: Date;
  changedAt: Date;
  time: EntryTime;
  status: EntryStatus;
  /** whether it takes its reader's time; a deadline does not */
  isBusy: boolean;
  summary: string;
  /** lines */
  description: string;
  location: string | null;
  /** address of its page in the product */
  url: string | null;
}

export interface CalendarHead {
  name: string;
  description: string;
  /** of the words, e.g. `de` */
  language: string;
  /** how often a program should look again */
  refreshMinutes: number;
  /** zones of the entries' times */
  timeZones: readonly string[];
}

/** Who asks whom to come; answers go to nobody, so none is asked for. */
export interface Invitation {
  method: 'REQUEST' | 'CANCEL';
  organizer: { name: string; email: string };
  attendee: { name: string; email: string };
  /** instant at which it is written */
  now: Date;
}

const STATUS: Readonly<Record<EntryStatus, ICalEventStatus>> = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

const END = 'END:VCALENDAR';
/** Of a line, without its break (RFC 5545, 3.1). */
const MOST_OCTETS = 75;

/**
 * A calendar to subscribe to, in pieces: its head, each entry, its end. Without METHOD, so that DTSTAMP is the last
 * change and the text is the same for as long as nothing differs.
 */
export function* calendarText(head: CalendarHead, entries: Iterable<CalendarEntry>): Generator<string> {
  const calendar = new ICalCalendar({ prodId: { company: 'Homolog', product: 'Calendar', language: head.language.toUpperCase() } }); // prettier-ignore
  // The library escapes what stands in entries and leaves these two as they are.
  calendar.name(escape(oneLine(head.name), false));
  calendar.description(escape(oneLine(head.description), false));
  calendar.ttl(head.refreshMinutes * 60);
  yield open(calendar);
  yield* new Set(head.timeZones.flatMap((zone) => zoneOf(zone)?.block ?? []));
  const bare = new ICalCalendar();
  for (const entry of entries) yield folded(eventOf(entry, entry.changedAt, bare).toString());
  yield `${END}\r\n`;
}

/** An entry as it goes with a mail: a program may lay it into the reader's own calendar, move it there, or take it out. */
export function invitationText(entry: CalendarEntry, { method, organizer, attendee, now }: Invitation): string {
  const calendar = new ICalCalendar({ prodId: { company: 'Homolog', product: 'Invitation' } });
  calendar.method(ICalCalendarMethod[method]);
  const zones = 'timeZone' in entry.time ? [zoneOf(entry.time.timeZone)?.block ?? ''] : [];
  const event = eventOf({ ...entry, status: method === 'CANCEL' ? 'cancelled' : entry.status }, now, calendar, {
    organizer: { name: personName(organizer), email: oneLine(organizer.email) },
    attendees: [
      {
        name: personName(attendee),
        email: oneLine(attendee.email),
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: false,
      },
    ],
  });
  return [open(calendar), ...zones, folded(event.toString()), `${END}\r\n`].join('');
}

/** The name by which a calendar program finds the zone; null for one that the tz database does not have. */
export function zoneName(timeZone: string): string | null {
  return zoneOf(timeZone)?.name ?? null;
}

function open(calendar: ICalCalendar): string {
  return calendar.toString().slice(0, -END.length);
}

function eventOf(
  entry: CalendarEntry,
  stamp: Date,
  calendar: ICalCalendar,
  people: Partial<Pick<ICalEventData, 'organizer' | 'attendees'>> = {},
): ICalEvent {
  const { isBusy, status } = entry;
  const holds = isBusy && status !== 'cancelled';
  return new ICalEvent(
    {
      id: oneLine(entry.uid),
      sequence: entry.sequence,
      stamp,
      created: entry.createdAt,
      lastModified: entry.changedAt,
      ...timeOf(entry.time),
      status: STATUS[status],
      transparency: holds ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
      busystatus: !holds
        ? ICalEventBusyStatus.FREE
        : status === 'tentative'
          ? ICalEventBusyStatus.TENTATIVE
          : ICalEventBusyStatus.BUSY,
      summary: oneLine(entry.summary),
      description: { plain: lines(entry.description) },
      ...(entry.location !== null && { location: { title: oneLine(entry.location) } }),
      ...(entry.url !== null && { url: entry.url }),
      ...people,
    },
    calendar,
  );
}

function timeOf(time: EntryTime): Pick<ICalEventData, 'start' | 'end' | 'allDay' | 'timezone'> {
  // The end of whole days is the first day after them.
  if ('from' in time) return { allDay: true, start: new Date(time.from), end: new Date(addDays(time.to, 1)) };
  const zone = zoneOf(time.timeZone)?.name ?? null;
  const [start, end] = [time.startsAt, time.endsAt].map((instant) => DateTime.fromJSDate(instant, { zone: zone ?? 'utc' })) as [DateTime, DateTime]; // prettier-ignore
  // An hour that the clock shows twice, when summer time ends, says by the zone alone not which of both it is.
  const isTwofold = [start, end].some((at) => at.getPossibleOffsets().length > 1);
  return { start, end, timezone: isTwofold ? null : zone };
}

/** A zone under its present name, with its rules; old names of the tz database lead to it. */
function zoneOf(timeZone: string): { name: string; block: string } | null {
  const found = tzlib_get_ical_block(timeZone);
  const [block, id] = Array.isArray(found) ? found : [];
  return block && id ? { name: id.replace('TZID=', ''), block: `${block}\r\n` } : null;
}

/** Folded at 75 octets and never inside a character (RFC 5545, 3.1). The library's own takes ten times as long. */
function folded(text: string): string {
  return text.split('\r\n').map(foldedLine).join('\r\n');
}

function foldedLine(line: string): string {
  // No character takes more than three octets for each of its halves or wholes.
  if (line.length * 3 <= MOST_OCTETS || Buffer.byteLength(line) <= MOST_OCTETS) return line;
  const parts: string[] = [];
  let start = 0;
  let octets = 0;
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at)!;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > MOST_OCTETS) {
      parts.push(line.slice(start, at));
      start = at;
      // The space that marks a line as going on counts too.
      octets = 1;
    }
    octets += size;
    at += size === 4 ? 2 : 1;
  }
  return [...parts, line.slice(start)].join('\r\n ');
}

/** Inside of quotes nothing can be escaped (RFC 5545, 3.2). */
function personName({ name, email }: { name: string; email: string }): string {
  return oneLine(name).replaceAll('"', "'").replaceAll('\\', '/') || oneLine(email);
}

function oneLine(text: string): string {
  return lines(text).replace(/\s*\n\s*/g, ' ').trim(); // prettier-ignore
}

/** Without control characters, halves of characters and other breaks than `\n`: no text can begin a line of its own. */
function lines(text: string): string {
  const whole = /[\ud800-\udfff]/.test(text) ? Buffer.from(text).toString() : text;
  return (
    whole
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')
  );
}
