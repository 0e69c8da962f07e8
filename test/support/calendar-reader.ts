import ICAL from 'ical.js';

/** An entry as a calendar program reads it. */
export interface ReadEntry {
  uid: string;
  sequence: number;
  summary: string;
  description: string;
  location: string | null;
  status: string;
  transp: string;
  /** as they stand, e.g. `20261208` or `20261130T090000` */
  start: string;
  end: string;
  zone: string | null;
  /** instant, where it is a time */
  startsAt: string | null;
  lastModified: string;
  stamp: string;
  url: string | null;
  organizer: string | null;
  attendees: { address: string; name: string; rsvp: string }[];
}

export interface ReadCalendar {
  name: string | null;
  method: string | null;
  refresh: string | null;
  zones: string[];
  entries: ReadEntry[];
}

/**
 * Reads a calendar by a strict parser of others (ical.js of Mozilla), after a look at what parsers forgive.
 *
 * @throws Error on a line that is too long, a bare line break, and all that the parser refuses
 */
export function readCalendar(text: string): ReadCalendar {
  if (!text.endsWith('END:VCALENDAR\r\n')) throw new Error('no end');
  const lines = text.slice(0, -2).split('\r\n');
  for (const line of lines) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets: ${line}`);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(line))
      throw new Error(`a control character: ${JSON.stringify(line)}`);
    if (line.includes('\ufffd')) throw new Error(`a character was cut: ${line}`);
  }
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  if (calendar.name !== 'vcalendar') throw new Error('not one calendar');
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone));
  return {
    name: textOf(calendar, 'name'),
    method: textOf(calendar, 'method'),
    refresh: textOf(calendar, 'refresh-interval'),
    zones: zones.map(({ tzid }) => tzid),
    entries: calendar.getAllSubcomponents('vevent').map((event) => entryOf(event, zones)),
  };
}

function entryOf(event: ICAL.Component, zones: readonly ICAL.Timezone[]): ReadEntry {
  const start = event.getFirstProperty('dtstart')!;
  const zone = (start.getFirstParameter('tzid') as string | undefined) ?? null;
  const time = start.getFirstValue() as ICAL.Time;
  const rules = zones.find(({ tzid }) => tzid === zone);
  if (zone !== null && !rules) throw new Error(`no VTIMEZONE ${zone}`);
  // Read by the rules in the calendar itself, as a program does that knows no zones.
  if (rules) time.zone = rules;
  return {
    uid: textOf(event, 'uid')!,
    sequence: Number(textOf(event, 'sequence')),
    summary: textOf(event, 'summary')!,
    description: textOf(event, 'description') ?? '',
    location: textOf(event, 'location'),
    status: textOf(event, 'status')!,
    transp: textOf(event, 'transp')!,
    start: time.toICALString(),
    end: (event.getFirstPropertyValue('dtend') as ICAL.Time).toICALString(),
    zone,
    startsAt: time.isDate ? null : time.toJSDate().toISOString(),
    lastModified: textOf(event, 'last-modified')!,
    stamp: textOf(event, 'dtstamp')!,
    url: textOf(event, 'url'),
    organizer: textOf(event, 'organizer'),
    attendees: event.getAllProperties('attendee').map((property) => ({
      address: String(property.getFirstValue()),
      name: String(property.getFirstParameter('cn')),
      rsvp: String(property.getFirstParameter('rsvp')),
    })),
  };
}

function textOf(component: ICAL.Component, name: string): string | null {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? null : String(value);
}
