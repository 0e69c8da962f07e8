import { isDay, type Day } from '#domain/day';
import { BASES, CERTAINTIES } from '#domain/deadlines/deadline';
import { LANGUAGES } from '#domain/permissions';
import type { Limit, RecordHead, Sourced, Words } from '#domain/reference/record';

const UNITS = ['working-days', 'calendar-days', 'weeks', 'months', 'years'] as const;
/** Fifty years in each unit: a longer limit is a slip of the pen, and would be counted out of the calendar. */
const LONGEST: Readonly<Record<(typeof UNITS)[number], number>> = {
  'working-days': 13_000,
  'calendar-days': 18_300,
  weeks: 2_600,
  months: 600,
  years: 50,
};

/** A fault in the reference data. `place` names file and record, e.g. `modes.yaml, records[3] (1104)`. */
export class ReferenceFault extends Error {
  constructor(
    readonly place: string,
    readonly why: string,
  ) {
    super(`${place}: ${why}`);
  }
}

/**
 * Typed access to the fields of one record of the reference data, or of a part of one. Every access that finds something
 * else than it asks for throws a `ReferenceFault`; a field that nobody asked for is a slip of the pen and found by
 * `refuseUnread`.
 */
export class RecordReader {
  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly read = new Set<string>();
  private readonly parts: RecordReader[] = [];

  constructor(
    readonly place: string,
    content: unknown,
  ) {
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      throw new ReferenceFault(place, 'not a record');
    this.fields = content as Record<string, unknown>;
  }

  fail(why: string): never {
    throw new ReferenceFault(this.place, why);
  }

  has(field: string): boolean {
    return this.value(field) !== undefined && this.value(field) !== null;
  }

  text(field: string): string {
    const value = this.value(field);
    if (typeof value !== 'string' || value.trim() === '') this.fail(`${field} is not a text`);
    return value;
  }

  optionalText(field: string): string | null {
    return this.has(field) ? this.text(field) : null;
  }

  /** A list of texts; absent = empty. */
  texts(field: string): string[] {
    return (this.has(field) ? this.list(field) : []).map((value, index) => {
      if (typeof value !== 'string' || value.trim() === '') this.fail(`${field}[${index}] is not a text`);
      return value;
    });
  }

  /** Absent = `otherwise`. */
  flag(field: string, otherwise = false): boolean {
    const value = this.value(field) ?? otherwise;
    if (typeof value !== 'boolean') this.fail(`${field} is neither true nor false`);
    return value;
  }

  whole(field: string): number {
    const value = this.value(field);
    if (!Number.isInteger(value)) this.fail(`${field} is not a whole number`);
    return value as number;
  }

  wholes(field: string): number[] {
    return (this.has(field) ? this.list(field) : []).map((value, index) => {
      if (!Number.isInteger(value)) this.fail(`${field}[${index}] is not a whole number`);
      return value as number;
    });
  }

  day(field: string): Day {
    const value = this.value(field);
    if (!isDay(value)) this.fail(`${field} is not a day (YYYY-MM-DD in quotes)`);
    return value;
  }

  optionalDay(field: string): Day | null {
    return this.has(field) ? this.day(field) : null;
  }

  oneOf<T extends string>(field: string, allowed: readonly T[]): T {
    const value = this.value(field);
    if (!allowed.includes(value as T)) this.fail(`${field} is none of ${allowed.join(', ')}`);
    return value as T;
  }

  optionalOneOf<T extends string>(field: string, allowed: readonly T[]): T | null {
    return this.has(field) ? this.oneOf(field, allowed) : null;
  }

  /** Each once, in the order written; absent = empty. */
  someOf<T extends string>(field: string, allowed: readonly T[]): T[] {
    return this.texts(field).map((value) => {
      if (!allowed.includes(value as T)) this.fail(`${field}: ${value} is none of ${allowed.join(', ')}`);
      return value as T;
    });
  }

  /** A text in the three languages. */
  words(field: string): Words {
    const words = this.child(field);
    return Object.fromEntries(LANGUAGES.map((language) => [language, words.text(language)])) as Words;
  }

  optionalWords(field: string): Words | null {
    return this.has(field) ? this.words(field) : null;
  }

  /** A list of texts in three languages; absent = empty. */
  wordsList(field: string): Words[] {
    return this.has(field)
      ? this.children(field).map(
          (part) => Object.fromEntries(LANGUAGES.map((language) => [language, part.text(language)])) as Words,
        )
      : [];
  }

  /** Key, validity, certainty and source: what every record has. */
  head(): RecordHead {
    return { key: this.text('key'), ...this.validity(), ...this.sourced() };
  }

  /** What backs a fact. A source of spaces is none. */
  sourced(): Sourced {
    if (!this.has('source')) this.fail('has no source');
    return { certainty: this.oneOf('certainty', CERTAINTIES), source: this.text('source') };
  }

  /** An amount with unit, basis, certainty and source; null when the field is absent. */
  limit(field: string): Limit | null {
    if (!this.has(field)) return null;
    const part = this.child(field);
    const basis = part.oneOf('basis', BASES);
    // A planning value is ours: saying so is its source.
    const isOurs = basis === 'planning' && !part.has('source');
    return {
      ...part.count(UNITS),
      basis,
      ...(isOurs ? { certainty: 'unverified' as const, source: 'none' } : part.sourced()),
      note: part.optionalWords('note'),
    };
  }

  /** `amount` and `unit`, negative = before. @throws ReferenceFault beyond fifty years */
  count<T extends (typeof UNITS)[number]>(units: readonly T[]): { amount: number; unit: T } {
    const [amount, unit] = [this.whole('amount'), this.oneOf('unit', units)];
    if (Math.abs(amount) > LONGEST[unit]) this.fail(`amount is beyond ${LONGEST[unit]} ${unit}`);
    return { amount, unit };
  }

  list(field: string): unknown[] {
    const value = this.value(field);
    if (!Array.isArray(value)) this.fail(`${field} is not a list`);
    return value;
  }

  child(field: string): RecordReader {
    return this.part(new RecordReader(`${this.place}, ${field}`, this.value(field)));
  }

  children(field: string): RecordReader[] {
    return this.list(field).map((content, index) => {
      const key = (content as { key?: unknown } | null)?.key;
      const name = key === undefined ? '' : ` (${String(key)})`;
      return this.part(new RecordReader(`${this.place}, ${field}[${index}]${name}`, content));
    });
  }

  /** @throws ReferenceFault for a field that no reader has asked for: a misspelt one would else be lost in silence */
  refuseUnread(): void {
    const unread = Object.keys(this.fields).filter((field) => !this.read.has(field));
    if (unread.length > 0) this.fail(`${unread.join(', ')}: no such field`);
    this.parts.forEach((part) => part.refuseUnread());
  }

  private validity(): { validFrom: Day | null; validTo: Day | null } {
    const [validFrom, validTo] = [this.optionalDay('validFrom'), this.optionalDay('validTo')];
    if (validFrom !== null && validTo !== null && validTo < validFrom)
      this.fail(`validTo ${validTo} is before validFrom ${validFrom}`);
    return { validFrom, validTo };
  }

  private value(field: string): unknown {
    this.read.add(field);
    return this.fields[field];
  }

  private part(part: RecordReader): RecordReader {
    this.parts.push(part);
    return part;
  }
}
