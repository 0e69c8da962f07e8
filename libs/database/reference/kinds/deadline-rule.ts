import { FACTORY_CLASSES, SCHEMES } from '#domain/certificate';
import { BASES, DEADLINE_KINDS } from '#domain/deadlines/deadline';
import type { CertificateRule, DeadlineRule, FactoryRule, RuleReading } from '#domain/deadlines/deadline-rules';
import type { RecordReader } from '../record-reader.js';

export function readDeadlineRule(record: RecordReader): DeadlineRule {
  const head = {
    ...record.head(),
    kind: record.oneOf('kind', DEADLINE_KINDS),
    basis: record.oneOf('basis', BASES),
    order: record.whole('order'),
    sourceUrl: record.optionalText('sourceUrl'),
    isDisputed: record.flag('disputed'),
  };
  if (head.basis === 'legal' && head.source === 'none') record.fail('a legal rule names its source');
  if (record.oneOf('subject', ['certificate', 'factory'] as const) === 'factory') {
    return { ...head, subject: 'factory', classCode: record.optionalText('classCode'), months: readMonths(record) };
  }
  const schemes = record.someOf('schemes', SCHEMES);
  if (schemes.length === 0) record.fail(`schemes names none of ${SCHEMES.join(', ')}`);
  const day = readDay(record);
  return {
    ...head,
    subject: 'certificate',
    schemes,
    conversion: record.optionalText('conversion'),
    day,
    readings: readReadings(record, day, head.isDisputed),
  };
}

/** A disputed rule names its readings, and its own day is the earliest of their last days. */
function readReadings(record: RecordReader, day: CertificateRule['day'], isDisputed: boolean): RuleReading[] {
  const readings = (record.has('readings') ? record.children('readings') : []).map((reading) => ({
    key: reading.text('key'),
    opens: reading.has('opens') ? reading.whole('opens') : null,
    closes: reading.whole('closes'),
    ...reading.sourced(),
  }));
  if (isDisputed !== readings.length > 1) record.fail('a disputed rule has two readings or more, another has none');
  if (readings.length === 0) return readings;
  if (day.start === 'named') record.fail('readings are counted, a named day is not');
  const earliest = Math.min(...readings.map((reading) => reading.closes));
  const late = readings
    .flatMap(({ opens, closes }) => [opens ?? 0, closes])
    .find((amount) => Math.abs(amount) > 18_300);
  if (late !== undefined) record.fail(`readings: ${late} is beyond fifty years`);
  if (day.amount !== earliest) record.fail(`day: amount ${day.amount} is not the earliest reading, ${earliest}`);
  return readings;
}

function readDay(record: RecordReader): CertificateRule['day'] {
  const day = record.child('day');
  const start = day.oneOf('start', ['named', 'valid-until', 'issued'] as const);
  if (start === 'named') return { start, on: day.day('on') };
  return {
    start,
    ...day.count(['calendar-days', 'working-days', 'months', 'years'] as const),
  };
}

function readMonths(record: RecordReader): FactoryRule['months'] {
  const months = record.child('months');
  const classes = [...FACTORY_CLASSES, 'unknown'] as const;
  const found = classes.flatMap((name) => (months.has(name) ? [[name, months.whole(name)] as const] : []));
  if (found.length === 0) record.fail(`months names none of ${classes.join(', ')}`);
  for (const [name, amount] of found) if (amount < 1 || amount > 600) record.fail(`months: ${name} is not 1 to 600`);
  return Object.fromEntries(found);
}
