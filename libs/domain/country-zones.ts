/**
 * Which clocks a country lives by. `zonesOfCountry('DE')` has one entry and may be taken without asking;
 * `zonesOfCountry('US')` has several and a person has to say which.
 */

/**
 * The name we use for a clock that several zones share; where none of them stands here, the alphabetically first.
 * Each is the zone of the largest city.
 */
const LARGEST_CITY = new Set([
  'America/Anchorage', 'America/Argentina/Buenos_Aires', 'America/Buenos_Aires', 'America/Chicago', 'America/Denver',
  'America/Godthab', 'America/Nuuk', 'America/Halifax', 'America/Hermosillo', 'America/Los_Angeles', 'America/Manaus', 'America/Mexico_City',
  'America/New_York', 'America/Phoenix', 'America/Regina', 'America/Santiago', 'America/Sao_Paulo', 'America/St_Johns', 'America/Tijuana',
  'America/Toronto', 'America/Vancouver', 'America/Winnipeg', 'America/Edmonton', 'Asia/Almaty', 'Asia/Bangkok', 'Asia/Jakarta', 'Asia/Kuala_Lumpur',
  'Asia/Novosibirsk', 'Asia/Shanghai', 'Asia/Tashkent', 'Asia/Vladivostok', 'Asia/Yekaterinburg', 'Asia/Krasnoyarsk', 'Asia/Irkutsk', 'Asia/Yakutsk',
  'Australia/Adelaide', 'Australia/Brisbane', 'Australia/Darwin', 'Australia/Perth', 'Australia/Sydney', 'Europe/Berlin', 
  'Asia/Nicosia', 'Europe/Lisbon', 'Europe/Madrid', 'Europe/Moscow', 'Europe/Samara', 'Pacific/Auckland', 'Pacific/Honolulu', 'Pacific/Guayaquil',
]); // prettier-ignore

/**
 * One official time in the whole country, whatever the tz database tells apart. China: Beijing time, also in
 * Urumqi; Ukraine: Kyiv's, also in Crimea.
 */
const OFFICIAL: Readonly<Record<string, readonly string[]>> = { CN: ['Asia/Shanghai'], UA: ['Europe/Kyiv'] };

/** Antarctic stations and the like, which are counted to a country but where no client has an office. */
const UNINHABITED = /^(?:Antarctica|Arctic)\//;

const cache = new Map<string, readonly string[]>();

/**
 * The clocks of a country, one IANA zone for each; zones that show the same time on every day of the year are one.
 *
 * @param code ISO 3166, two capital letters
 * @returns from west to east; one entry = certain, several = to be asked for, none = no such country
 * @source the tz database and CLDR as this Node carries them
 */
export function zonesOfCountry(code: string): string[] {
  let zones = cache.get(code);
  if (!zones) {
    zones = OFFICIAL[code] ?? clocksOf(/^[A-Z]{2}$/.test(code) ? zonesInCldr(code) : []);
    cache.set(code, zones);
  }
  return [...zones];
}

/** Node 20 has the property, newer engines the method; the type library of ES2023 knows neither. */
function zonesInCldr(code: string): readonly string[] {
  const locale = new Intl.Locale(`und-${code}`) as Intl.Locale & {
    timeZones?: readonly string[];
    getTimeZones?: () => readonly string[] | undefined;
  };
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.filter((zone) => !UNINHABITED.test(zone));
}

function clocksOf(zones: readonly string[]): string[] {
  if (zones.length < 2) return [...zones];
  const byClock = new Map<string, string[]>();
  for (const zone of zones) {
    const clock = clockOf(zone);
    byClock.set(clock, [...(byClock.get(clock) ?? []), zone]);
  }
  return [...byClock]
    .sort(([one], [other]) => Number.parseInt(one, 10) - Number.parseInt(other, 10) || one.localeCompare(other))
    .map(([, shared]) => shared.find((zone) => LARGEST_CITY.has(zone)) ?? [...shared].sort()[0]!);
}

/** A fixed year of the recent past: its clock changes are settled, and no run of the program depends on its own day. */
const SAMPLE_YEAR = 2025;

/** Offsets in minutes at noon of every day of the year, run-length coded: equal text = same clock all year. */
function clockOf(zone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const runs: string[] = [];
  let last: number | undefined;
  for (let day = 0; day < 365; day += 1) {
    const name = format
      .formatToParts(Date.UTC(SAMPLE_YEAR, 0, 1 + day, 12))
      .find((part) => part.type === 'timeZoneName')!.value;
    const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name)!;
    const offset = match[1] ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
    if (offset !== last) runs.push(runs.length === 0 ? String(offset) : `${day}:${offset}`);
    last = offset;
  }
  return runs.join(' ');
}
