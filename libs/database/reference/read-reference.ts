import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isClassCode, type CatalogueClass } from '#domain/reference/catalogue';
import { FACTORY_CLASSES, SCHEMES, type Scheme } from '#domain/certificate';
import { addDays, isDay, type Day } from '#domain/day';
import { BASES, DEADLINE_KINDS, type Certainty, type DeadlineKind } from '#domain/deadline';
import type { CertificateRule, DeadlineRule, FactoryRule, RuleBook } from '#domain/deadline-rules';
import { ladderFault, tidyOffsets, type Ladder } from '#domain/ladder';
import { LANGUAGES } from '#domain/permissions';
import type { CalendarException } from '#domain/working-calendar';

const CERTAINTIES: readonly Certainty[] = ['official', 'secondary', 'unverified'];
const YEAR_STATUSES = ['official', 'secondary', 'partial', 'unpublished'] as const;

/** One year of a country's working calendar, as published. */
export interface CalendarYearFacts {
  country: string;
  year: number;
  status: (typeof YEAR_STATUSES)[number];
  source: string;
  exceptions: CalendarException[];
}

/** Everything the product knows of the world outside: the YAML files of this folder, checked. */
export interface Reference extends RuleBook {
  calendarYears: readonly CalendarYearFacts[];
}

let known: Reference | undefined;

/**
 * The reference data of this version, read once per process. The rules are asked on every save, so they are held in
 * memory; the tables of the same name (load-reference.ts) serve SQL and foreign keys.
 */
export function reference(): Reference {
  known ??= readReference((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));
  return known;
}

/**
 * Reads and checks the reference files.
 *
 * @param read gives the text of a file of this folder by its name
 * @throws Error naming the file and the record, e.g. `ladders.yaml, ladders[2] (renewal-filing): offsets ...`
 */
export function readReference(read: (file: string) => string): Reference {
  const classes = new Map<string, CatalogueClass>();
  for (const record of records(read, 'catalogue.yaml', 'classes')) {
    const found = readClass(record);
    if (classes.has(found.code)) record.fail(`code ${found.code} stands twice`);
    classes.set(found.code, found);
  }
  const rules: DeadlineRule[] = [];
  for (const record of records(read, 'deadline-rules.yaml', 'rules')) {
    const rule = readRule(record);
    if (rules.some((other) => other.key === rule.key)) record.fail(`key ${rule.key} stands twice`);
    rules.push(rule);
  }
  const announcements = new Set(rules.flatMap((rule) => (rule.subject === 'certificate' ? [rule.conversion] : [])));
  for (const { code, conversion } of classes.values()) {
    if (conversion !== null && !announcements.has(conversion)) {
      throw new Error(`catalogue.yaml, class ${code}: no rule of deadline-rules.yaml has the conversion ${conversion}`);
    }
  }
  const ladders = new Map<DeadlineKind, Ladder>();
  for (const record of records(read, 'ladders.yaml', 'ladders')) {
    const ladder = readLadder(record);
    ladders.set(ladder.kind, ladder);
  }
  const missing = DEADLINE_KINDS.filter((kind) => !ladders.has(kind));
  if (missing.length > 0) throw new Error(`ladders.yaml: no ladder for ${missing.join(', ')}`);
  return {
    classes,
    rules,
    ladders: Object.fromEntries(ladders) as Record<DeadlineKind, Ladder>,
    calendarYears: records(read, 'calendar-cn.yaml', 'years').map((record) => readYear(record, 'CN')),
  };
}

function readClass(record: ReferenceRecord): CatalogueClass {
  const names = record.child('names');
  const code = record.text('code');
  if (!isClassCode(code)) record.fail(`code ${code} is not four digits`);
  return {
    code,
    names: Object.fromEntries(LANGUAGES.map((language) => [language, names.text(language)])) as CatalogueClass['names'],
    conversion: record.optionalText('conversion'),
    implementationRule: record.optionalText('implementationRule'),
    certainty: record.oneOf('certainty', CERTAINTIES),
    source: record.text('source'),
  };
}

function readRule(record: ReferenceRecord): DeadlineRule {
  const head = {
    key: record.text('key'),
    kind: record.oneOf('kind', DEADLINE_KINDS),
    basis: record.oneOf('basis', BASES),
    certainty: record.oneOf('certainty', CERTAINTIES),
    source: record.text('source'),
    sourceUrl: record.optionalText('sourceUrl'),
    isDisputed: record.flag('disputed'),
  };
  if (head.basis === 'legal' && head.source === 'none') record.fail('a legal rule names its source');
  if (record.oneOf('subject', ['certificate', 'factory'] as const) === 'factory') {
    return { ...head, subject: 'factory', classCode: record.optionalText('classCode'), months: readMonths(record) };
  }
  const schemes = record.list('schemes').map((scheme) => {
    if (!SCHEMES.includes(scheme as Scheme)) record.fail(`schemes: ${String(scheme)} is none of ${SCHEMES.join(', ')}`);
    return scheme as Scheme;
  });
  return {
    ...head,
    subject: 'certificate',
    schemes,
    conversion: record.optionalText('conversion'),
    day: readDay(record),
  };
}

function readDay(record: ReferenceRecord): CertificateRule['day'] {
  const day = record.child('day');
  if (day.oneOf('start', ['named', 'valid-until'] as const) === 'named') return { start: 'named', on: day.day('on') };
  return {
    start: 'valid-until',
    amount: day.whole('amount'),
    unit: day.oneOf('unit', ['calendar-days', 'months'] as const),
  };
}

function readMonths(record: ReferenceRecord): FactoryRule['months'] {
  const months = record.child('months');
  const classes = [...FACTORY_CLASSES, 'unknown'] as const;
  const found = classes.flatMap((name) => (months.has(name) ? [[name, months.whole(name)] as const] : []));
  if (found.length === 0) record.fail(`months names none of ${classes.join(', ')}`);
  return Object.fromEntries(found);
}

function readLadder(record: ReferenceRecord): Ladder {
  const kind = record.oneOf('kind', DEADLINE_KINDS);
  const offsets = record.list('offsets') as number[];
  const overdueEveryDays = record.has('overdueEveryDays') ? record.whole('overdueEveryDays') : null;
  const fault = ladderFault(offsets, overdueEveryDays);
  if (fault) record.fail(fault);
  return { kind, offsets: tidyOffsets(offsets), overdueEveryDays };
}

function readYear(record: ReferenceRecord, country: string): CalendarYearFacts {
  const year = record.whole('year');
  const exceptions: CalendarException[] = [];
  const add = (day: Day, kind: CalendarException['kind'], name: string | null): void => {
    if (Number(day.slice(0, 4)) !== year) record.fail(`${day} is not in ${year}`);
    if (exceptions.some((other) => other.day === day)) record.fail(`${day} stands twice`);
    exceptions.push({ day, kind, name });
  };
  for (const holiday of record.has('holidays') ? record.children('holidays') : []) {
    const to = holiday.day('to');
    for (let day = holiday.day('from'); day <= to; day = addDays(day, 1)) add(day, 'holiday', holiday.text('name'));
  }
  for (const day of record.has('makeUp') ? record.list('makeUp') : []) {
    if (!isDay(day)) record.fail(`makeUp: ${String(day)} is not a day`);
    add(day as Day, 'make-up', null);
  }
  const status = record.oneOf('status', YEAR_STATUSES);
  // Days off by law stand before the year is published; what moves for them does not.
  if (status === 'unpublished' && exceptions.some(({ kind }) => kind === 'make-up'))
    record.fail('an unpublished year has no make-up work');
  return { country, year, status, source: record.text('source'), exceptions };
}

function records(read: (file: string) => string, file: string, list: string): ReferenceRecord[] {
  let content: unknown;
  try {
    content = parse(read(file));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
  return new ReferenceRecord(file, content).children(list);
}

/** One record of a reference file: typed access, with errors that say where they are. */
class ReferenceRecord {
  private readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    private readonly place: string,
    content: unknown,
  ) {
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      throw new Error(`${place}: not a record`);
    this.fields = content as Record<string, unknown>;
  }

  fail(why: string): never {
    throw new Error(`${this.place}: ${why}`);
  }

  has(field: string): boolean {
    return this.fields[field] !== undefined;
  }

  text(field: string): string {
    const value = this.fields[field];
    if (typeof value !== 'string' || value.trim() === '') this.fail(`${field} is not a text`);
    return value;
  }

  optionalText(field: string): string | null {
    return this.has(field) ? this.text(field) : null;
  }

  flag(field: string): boolean {
    const value = this.fields[field] ?? false;
    if (typeof value !== 'boolean') this.fail(`${field} is neither true nor false`);
    return value;
  }

  whole(field: string): number {
    const value = this.fields[field];
    if (!Number.isInteger(value)) this.fail(`${field} is not a whole number`);
    return value as number;
  }

  day(field: string): Day {
    const value = this.fields[field];
    if (!isDay(value)) this.fail(`${field} is not a day (YYYY-MM-DD in quotes)`);
    return value;
  }

  oneOf<T extends string>(field: string, allowed: readonly T[]): T {
    const value = this.fields[field];
    if (!allowed.includes(value as T)) this.fail(`${field} is none of ${allowed.join(', ')}`);
    return value as T;
  }

  list(field: string): unknown[] {
    const value = this.fields[field];
    if (!Array.isArray(value)) this.fail(`${field} is not a list`);
    return value;
  }

  child(field: string): ReferenceRecord {
    return new ReferenceRecord(`${this.place}, ${field}`, this.fields[field]);
  }

  children(field: string): ReferenceRecord[] {
    return this.list(field).map((content, index) => {
      const named = content as { code?: unknown; key?: unknown; kind?: unknown; year?: unknown } | null;
      const name = named?.code ?? named?.key ?? named?.kind ?? named?.year;
      return new ReferenceRecord(
        `${this.place}, ${field}[${index}]${name === undefined ? '' : ` (${String(name)})`}`,
        content,
      );
    });
  }
}
