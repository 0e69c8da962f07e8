import { readFileSync } from 'node:fs';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import type { CalendarYearFacts, ReferenceBook } from '#domain/reference/book';
import { AFTER_CCC } from '#domain/reference/approval';
import type { CatalogueClass, ModePeriod } from '#domain/reference/catalogue';
import type { Ladder } from '#domain/deadlines/ladder';
import type { RecordKind, Validity } from '#domain/reference/record';
import { sourcedCalendar } from '#domain/reference/sourced-calendar';
import type { SchemeDefinition } from '#domain/reference/scheme';
import { countFrom } from '#domain/calendar/counting';
import { calendarOf } from '#domain/calendar/working-calendar';
import { readAuthority, readBody, readLaboratory, readQualification } from './kinds/actors.js';
import { readAgreement } from './kinds/agreement.js';
import { readApprovalKind } from './kinds/approval-kind.js';
import { readCalendarYear } from './kinds/calendar-year.js';
import { readAmendment, readCatalogueVersion, readCustomsCode, readHeading, readLegalBasis, readNeverInScope, readStandard } from './kinds/catalogue.js'; // prettier-ignore
import { readClass } from './kinds/class.js';
import { readDeadlineRule } from './kinds/deadline-rule.js';
import { readExemption } from './kinds/exemption.js';
import { readLimit } from './kinds/limit.js';
import { readLadder } from './kinds/ladder.js';
import { readMode } from './kinds/mode.js';
import { readPrinciple } from './kinds/principle.js';
import { readScheme } from './kinds/scheme.js';
import { inForce, readRecords, type RawRecord } from './raw-record.js';
import { RecordReader, ReferenceFault } from './record-reader.js';

/** The files of this folder. A kind may stand in several. */
export const FILES = [
  'headings.yaml',
  'classes.yaml',
  'modes.yaml',
  'never-in-scope.yaml',
  'catalogue-versions.yaml',
  'amendments.yaml',
  'standards.yaml',
  'legal-bases.yaml',
  'customs-codes.yaml',
  'authorities.yaml',
  'bodies.yaml',
  'laboratories.yaml',
  'qualifications.yaml',
  'exemptions.yaml',
  'principles.yaml',
  'deadline-rules.yaml',
  'ladders.yaml',
  'calendar-cn.yaml',
  'calendar-hk.yaml',
  'schemes.yaml',
  'agreements.yaml',
  'limits.yaml',
  'approval-kinds.yaml',
] as const;

let shipped: ReferenceBook | undefined;

/**
 * The book of the files of this version, as if nothing had ever been uploaded. For tests, tools and the first start; the
 * running product asks the `ReferenceStore`.
 */
export function shippedReference(): ReferenceBook {
  shipped ??= bookOf(shippedRecords(), 0);
  return shipped;
}

/**
 * All records of the files of this version, checked one by one.
 *
 * @param read gives the text of a file of this folder by its name
 * @throws ReferenceFault naming the file and the record
 */
export function shippedRecords(
  read: (file: string) => string = (file) => readFileSync(new URL(file, import.meta.url), 'utf8'),
): RawRecord[] {
  return FILES.flatMap((file) => readRecords(file, read(file)));
}

/**
 * Reads every record by its kind and checks what only the whole can show: overlaps, references between records, missing
 * ladders.
 *
 * @param records of the release, or all in force
 * @param uploaded replace those of the same identity
 * @throws ReferenceFault naming the record
 */
export function bookOf(
  records: readonly RawRecord[],
  version: number,
  uploaded: readonly RawRecord[] = [],
): ReferenceBook {
  const book = assemble(records, version, uploaded, (record) => record.refuseUnread());
  refuseLooseEnds(book);
  refuseContradictions(book);
  refuseLongClosures(book.calendarYears);
  return book;
}

/**
 * The book of a version that was checked when it was published, by the checks of that day. Later ones may be stricter
 * and fields may have gone since: neither must keep an old answer from being read again. (A field that comes later is
 * optional, for the same reason.)
 */
export function storedBook(
  records: readonly RawRecord[],
  version: number,
  uploaded: readonly RawRecord[],
): ReferenceBook {
  return assemble(records, version, uploaded, () => {});
}

function assemble(
  records: readonly RawRecord[],
  version: number,
  uploaded: readonly RawRecord[],
  afterReading: (record: RecordReader) => void,
): ReferenceBook {
  const byKind = new Map<RecordKind, RawRecord[]>();
  for (const record of inForce(records, uploaded)) {
    const others = byKind.get(record.kind);
    if (others) others.push(record);
    else byKind.set(record.kind, [record]);
  }
  const all = <T>(kind: RecordKind, read: (record: RecordReader) => T): T[] =>
    (byKind.get(kind) ?? []).map((raw) => {
      const record = new RecordReader(raw.place, raw.fields);
      const result = read(record);
      afterReading(record);
      return result;
    });

  const calendarYears = all('calendar-year', readCalendarYear);
  return {
    version,
    headings: all('heading', readHeading),
    classes: byKey<CatalogueClass>('class', all('class', readClass)),
    modes: periodsByKey(all('mode', readMode)),
    neverInScope: all('never-in-scope', readNeverInScope),
    catalogueVersions: all('catalogue-version', readCatalogueVersion),
    amendments: all('amendment', readAmendment),
    legalBases: all('legal-basis', readLegalBasis),
    principles: all('principle', readPrinciple),
    customsCodes: all('customs-code', readCustomsCode),
    exemptions: all('exemption', readExemption),
    schemes: byKey<SchemeDefinition>('scheme', all('scheme', readScheme)),
    authorities: all('authority', readAuthority),
    bodies: all('body', readBody),
    laboratories: all('laboratory', readLaboratory),
    qualifications: all('qualification', readQualification),
    agreements: all('agreement', readAgreement),
    limits: all('limit', readLimit),
    approvalKinds: all('approval-kind', readApprovalKind),
    standards: all('standard', readStandard),
    calendarYears,
    rules: all('deadline-rule', readDeadlineRule).sort((a, b) => a.order - b.order),
    ladders: laddersOf(all('ladder', readLadder)),
    china: sourcedCalendar('CN', calendarYears),
  };
}

/** These are found by their key alone: a second period of one would hide the first on every day, past ones included. */
function byKey<T extends { key: string }>(kind: RecordKind, records: readonly T[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const record of records) {
    if (found.has(record.key))
      throw new ReferenceFault(`${kind} ${record.key}`, 'a record of this kind has one period only; change that one');
    found.set(record.key, record);
  }
  return found;
}

function periodsByKey(periods: readonly ModePeriod[]): Map<string, ModePeriod[]> {
  const byKey = new Map<string, ModePeriod[]>();
  for (const period of [...periods].sort(byFirstDay)) byKey.set(period.key, [...(byKey.get(period.key) ?? []), period]);
  return byKey;
}

function byFirstDay(one: Validity, other: Validity): number {
  return (one.validFrom ?? '').localeCompare(other.validFrom ?? '');
}

function laddersOf(ladders: readonly Ladder[]): Record<DeadlineKind, Ladder> {
  const byKind = new Map(ladders.map((ladder) => [ladder.kind, ladder]));
  const missing = DEADLINE_KINDS.filter((kind) => !byKind.has(kind));
  if (missing.length > 0) throw new ReferenceFault('ladders', `no ladder for ${missing.join(', ')}`);
  return Object.fromEntries(byKind) as Record<DeadlineKind, Ladder>;
}

/** Every count over a year without work would fail, and with it every reminder and plan. */
function refuseLongClosures(years: readonly CalendarYearFacts[]): void {
  for (const country of new Set(years.map((year) => year.country))) {
    const exceptions = years.filter((year) => year.country === country).flatMap((year) => year.exceptions);
    const calendar = calendarOf(country, exceptions, []);
    for (const { day } of exceptions.filter(({ kind }) => kind === 'holiday')) {
      try {
        countFrom(day, 1, 'working-days', calendar);
      } catch (error) {
        throw new ReferenceFault(`calendar-year ${country}-${day.slice(0, 4)}`, (error as Error).message);
      }
    }
  }
}

/**
 * The end of a self-declaration stands in three kinds of records, because each is read by itself: the announcement, the
 * rule that states its day, and the modes of its classes. They must say the same days.
 */
function refuseContradictions(book: ReferenceBook): void {
  const named = (conversion: string, kind: DeadlineKind) =>
    book.rules.flatMap((rule) =>
      rule.subject === 'certificate' &&
      rule.kind === kind &&
      rule.conversion === conversion &&
      rule.day.start === 'named'
        ? [rule.day.on]
        : [],
    )[0];
  for (const { key, conversionDeadline, mandatoryFrom } of book.amendments) {
    const place = `amendment ${key}`;
    const converted = named(key, 'conversion');
    if (converted !== undefined && converted !== conversionDeadline)
      throw new ReferenceFault(place, `conversionDeadline ${conversionDeadline} is not ${converted}, the day of the deadline rule`); // prettier-ignore
    const cutOver = named(key, 'cut-over');
    if (cutOver === undefined) continue;
    if (cutOver !== mandatoryFrom)
      throw new ReferenceFault(place, `mandatoryFrom ${mandatoryFrom} is not ${cutOver}, the day of the deadline rule`);
    for (const found of book.classes.values()) {
      if (found.conversion !== key) continue;
      const periods = book.modes.get(found.key) ?? [];
      if (!periods.some(({ validFrom, mode }) => validFrom === cutOver && mode === 'third-party'))
        throw new ReferenceFault(`mode ${found.key}`, `no period third-party begins on ${cutOver}, the cut-over of ${key}`); // prettier-ignore
    }
  }
}

/** What names another record must name one that is there. */
function refuseLooseEnds(book: ReferenceBook): void {
  const conversions = new Set(book.rules.flatMap((rule) => (rule.subject === 'certificate' ? [rule.conversion] : [])));
  for (const { key, conversion } of book.classes.values()) {
    if (conversion !== null && !conversions.has(conversion))
      throw new ReferenceFault(`class ${key}`, `no deadline rule has the conversion ${conversion}`);
  }
  for (const key of book.modes.keys()) {
    const [classKey, variant] = key.split('/');
    const found = book.classes.get(classKey!);
    if (!found) throw new ReferenceFault(`mode ${key}`, `there is no class ${classKey}`);
    if (variant !== undefined && !found.variants.some((one) => one.key === variant))
      throw new ReferenceFault(`mode ${key}`, `class ${classKey} has no variant ${variant}`);
  }
  for (const { key, classKeys } of [
    ...book.amendments,
    ...book.standards,
    ...book.schemes.values(),
    ...book.approvalKinds,
  ]) {
    const unknown = (classKeys ?? []).find((classKey) => !book.classes.has(classKey));
    if (unknown !== undefined) throw new ReferenceFault(key, `there is no class ${unknown}`);
  }
  const approvals = new Set([AFTER_CCC, ...book.approvalKinds.map(({ key }) => key)]);
  for (const { key, after } of book.approvalKinds) {
    const unknown = after.find((one) => !approvals.has(one) || one === key);
    if (unknown !== undefined)
      throw new ReferenceFault(`approval-kind ${key}`, `after: there is no other kind ${unknown}`);
  }
}
