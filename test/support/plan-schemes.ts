import type { PlanCalendars } from '#domain/plan/plan';
import type { Limit, Words } from '#domain/reference/record';
import {
  PARTIES,
  type Party,
  type SchemeDefinition,
  type StageDeadline,
  type StageDefinition,
} from '#domain/reference/scheme';
import { calendarOf, type CalendarException, type WorkingCalendar } from '#domain/calendar/working-calendar';

export const words = (text: string): Words => ({ en: text, de: text, zh: text });

export const limit = (amount: number, unit: Limit['unit'] = 'working-days', more: Partial<Limit> = {}): Limit => ({
  amount,
  unit,
  basis: 'planning',
  certainty: 'unverified',
  source: 'none',
  note: null,
  ...more,
});

export const stage = (key: string, more: Partial<StageDefinition> = {}): StageDefinition => ({
  key,
  names: words(key),
  party: 'body',
  needs: [],
  needsInParallel: null,
  parallel: null,
  isOptional: false,
  isAfterCertificate: false,
  duration: limit(5),
  earliestOn: null,
  latestOn: null,
  inputs: [],
  outputs: [],
  blockers: [],
  deadlines: [],
  source: null,
  ...more,
});

export const deadline = (key: string, more: Partial<StageDeadline>): StageDeadline => ({
  key,
  names: words(key),
  from: 'certificate',
  metBy: null,
  limit: limit(3, 'months', { basis: 'legal', certainty: 'official', source: 'Order 1' }),
  basis: 'legal',
  certainty: 'official',
  source: 'Order 1',
  reminderOffsets: [],
  consequence: null,
  ...more,
});

export const SIDE_BY_SIDE: StageDefinition['parallel'] = {
  text: words('side by side'),
  headings: ['vehicles'],
  certainty: 'secondary',
  source: 'https://example.test',
};

export const scheme = (stages: StageDefinition[], more: Partial<SchemeDefinition> = {}): SchemeDefinition => ({
  key: 'scheme',
  names: words('Scheme'),
  validFrom: null,
  validTo: null,
  certainty: 'official',
  source: 'Order 1',
  certifies: 'ccc',
  kind: 'certification',
  modes: ['third-party'],
  classKeys: null,
  conditions: [],
  handledBy: [],
  issuedBy: [],
  validity: null,
  overallLimit: null,
  practiceTotal: [],
  variants: [],
  stages,
  note: null,
  ...more,
});

/** Mainland working days of 2026, from the State Council's notice; typed by hand. 2027 is not published. */
const days = (from: string, count: number, name: string): CalendarException[] =>
  Array.from({ length: count }, (_, index) => ({
    day: new Date(Date.parse(`${from}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
    kind: 'holiday',
    name,
  }));

export const CHINA_2026: WorkingCalendar = calendarOf(
  'CN',
  [
    ...days('2026-01-01', 3, 'New Year'),
    ...days('2026-02-15', 9, 'Spring Festival'),
    ...days('2026-04-04', 3, 'Qingming Festival'),
    ...days('2026-05-01', 5, 'Labour Day'),
    ...days('2026-06-19', 3, 'Dragon Boat Festival'),
    ...days('2026-09-25', 3, 'Mid-Autumn Festival'),
    ...days('2026-10-01', 7, 'National Day'),
    ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'].map(
      (day): CalendarException => ({ day, kind: 'make-up', name: null }),
    ),
  ],
  [2026],
);

/** Monday to Friday without a holiday, published for ever. */
export const PLAIN_WEEK: WorkingCalendar = { ...calendarOf('XX', [], []), isPublished: () => true };

/** Germany with the one holiday that a test needs. */
export const GERMANY: WorkingCalendar = {
  ...calendarOf('DE', [{ day: '2026-01-06', kind: 'holiday', name: 'Heilige Drei Könige' }], []),
  isPublished: () => true,
};

export const everywhere = (calendar: WorkingCalendar, others: Partial<PlanCalendars> = {}): PlanCalendars => ({
  ...(Object.fromEntries(PARTIES.map((party) => [party, calendar])) as Record<Party, WorkingCalendar>),
  ...others,
});
