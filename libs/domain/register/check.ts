import type { Scheme } from '../certificate.js';
import { replacementFault, type ReplacementFacts, type ReplacementFault } from '../certificate-rules.js';
import { unitKey } from '../register-keys.js';
import type { SheetRow } from './cell.js';
import { COLUMN_LABELS, type Headings, type RegisterColumn } from './columns.js';
import type { DateShape } from './date.js';
import { registerFault, registerWarning, type FaultCode, type FaultPlace, type RegisterFault, type RegisterWarning } from './fault.js'; // prettier-ignore
import type { ReadingRules, RegisterRow, RowReading } from './register-row.js';
import { readRow } from './row.js';
import { placeOf } from './row-cells.js';
import { nameKey, numberKey } from './text.js';

/** What was put right in the whole file, counted. */
export interface TidiedSummary {
  /** Spaces cut, by column; the client's first. */
  spaces: { as: RegisterColumn; count: number }[];
  dates: { shape: DateShape; example: string; count: number }[];
  separators: { sign: string; count: number }[];
  /** Words read as another one (`有效` as `valid`), the most frequent first. */
  words: { as: RegisterColumn; found: string; read: string; count: number }[];
  placeholders: { as: RegisterColumn; found: string; count: number }[];
}

/** Two rows that speak of one thing differently; the first wins. */
interface First {
  row: number;
  values: Readonly<Record<string, string | null>>;
}

/** What the rules of replacement need; undefined = the cell is at fault. */
interface NumberFacts {
  numberKey?: string;
  clientKey?: string;
  scheme?: Scheme;
  classCode?: string;
}

interface NumberedRow extends NumberFacts {
  row: number;
}

interface Replacing extends NumberFacts {
  place: FaultPlace;
}

/** A certificate or declaration that Homolog knows. */
export interface KnownNumber {
  clientKey: string;
  scheme: Scheme;
  classCode: string;
  /** number key of the certificate that replaces it */
  replacedBy: string | null;
}

const REPLACEMENT_FAULTS: Readonly<Record<ReplacementFault, FaultCode>> = {
  'certificate.replacement-of-another-client': 'replaces.of-another-client',
  'certificate.replaced-is-no-declaration': 'replaces.no-declaration',
  'certificate.replacement-is-not-ccc': 'replaces.by-no-ccc',
  'certificate.replacement-of-another-class': 'replaces.of-another-class',
};

function factsOf({ known }: RowReading): NumberFacts {
  return {
    scheme: known.scheme,
    classCode: known.classCode,
    ...(known.number && { numberKey: numberKey(known.number) }),
    ...(known.client && { clientKey: nameKey(known.client) }),
  };
}

/** At most this many different words are told; a file with more has other troubles. */
const WORDS_MAX = 50;

/**
 * Reads a register row by row and keeps what the rules between rows need: numbers, first spellings, first values.
 * Memory grows with the number of different names and numbers, not with the size of the file.
 */
export class RegisterCheck {
  private readonly numbers = new Map<string, NumberedRow>();
  private readonly replacing = new Map<string, Replacing>();
  private readonly firsts = new Map<string, First>();
  private readonly spaces = new Map<RegisterColumn, number>();
  private readonly dates = new Map<DateShape, { example: string; count: number }>();
  private readonly separators = new Map<string, number>();
  private readonly words = new Map<string, { as: RegisterColumn; found: string; read: string; count: number }>();
  private readonly placeholders = new Map<string, { as: RegisterColumn; found: string; count: number }>();

  constructor(
    private readonly headings: Headings,
    private readonly rules: ReadingRules,
  ) {}

  /** The row with its own faults and those against earlier rows. */
  read(sheetRow: SheetRow): RowReading {
    const reading = readRow(sheetRow, this.headings, this.rules);
    this.number(sheetRow, reading);
    this.replaces(sheetRow, reading);
    if (reading.faults.length > 0) reading.register = null;
    if (reading.register) this.compare(sheetRow, reading, reading.register);
    this.count(reading);
    return reading;
  }

  private number(sheetRow: SheetRow, reading: RowReading): void {
    if (!reading.known.number) return;
    const key = numberKey(reading.known.number);
    const first = this.numbers.get(key);
    if (first)
      reading.faults.push(
        registerFault(placeOf(sheetRow, this.headings, 'number'), 'number.twice', { firstRow: first.row }),
      );
    else this.numbers.set(key, { row: sheetRow.row, ...factsOf(reading) });
  }

  private replaces(sheetRow: SheetRow, reading: RowReading): void {
    if (!reading.known.replaces) return;
    const place = placeOf(sheetRow, this.headings, 'replaces');
    const key = numberKey(reading.known.replaces);
    if (reading.known.number && numberKey(reading.known.number) === key) {
      reading.faults.push(registerFault(place, 'replaces.itself'));
      return;
    }
    const first = this.replacing.get(key);
    if (first) reading.faults.push(registerFault(place, 'replaces.twice', { firstRow: first.place.row }));
    else this.replacing.set(key, { ...factsOf(reading), place });
  }

  /**
   * What can be said of "replaces" only when every row is read.
   *
   * @param known what Homolog knows of `replacedElsewhere`, by number key
   */
  finishReplaces(known: ReadonlyMap<string, KnownNumber>): { faults: RegisterFault[]; warnings: RegisterWarning[] } {
    const faults: RegisterFault[] = [];
    const warnings: RegisterWarning[] = [];
    for (const [key, replacing] of this.replacing) {
      const inFile = this.numbers.get(key);
      const elsewhere = inFile ? undefined : known.get(key);
      const replaced = inFile ?? elsewhere;
      const { place } = replacing;
      if (!replaced) warnings.push(registerWarning(place, 'replaces.unknown'));
      else if (elsewhere?.replacedBy && elsewhere.replacedBy !== replacing.numberKey)
        faults.push(registerFault(place, 'replaces.twice'));
      else {
        // Cells at fault are undefined; their own line is enough.
        const sides = [this.sideOf(replacing), this.sideOf(replaced)] as const;
        const fault = sides[0] && sides[1] && replacementFault(sides[0], sides[1]);
        if (fault) faults.push(registerFault(place, REPLACEMENT_FAULTS[fault]));
      }
    }
    return { faults, warnings };
  }

  private sideOf({ clientKey, scheme, classCode }: NumberFacts): ReplacementFacts | null {
    if (clientKey === undefined || scheme === undefined || classCode === undefined) return null;
    const implementationRule = this.rules.classes.get(classCode)?.implementationRule ?? null;
    return { clientId: clientKey, scheme, classCode, implementationRule };
  }

  /** Keys of the numbers named in "replaces" that the file itself does not have. */
  replacedElsewhere(): string[] {
    return [...this.replacing.keys()].filter((key) => !this.numbers.has(key));
  }

  private compare(sheetRow: SheetRow, reading: RowReading, row: RegisterRow): void {
    const client = nameKey(row.client.name);
    const say = (
      as: RegisterColumn,
      code: 'client.differs' | 'contact.differs' | 'factory.differs' | 'product.differs',
      facts: Record<string, unknown>,
    ): void => {
      reading.warnings.push(registerWarning(placeOf(sheetRow, this.headings, as), code, facts));
    };
    this.differences(
      `client ${client}`,
      sheetRow.row,
      { client: row.client.name, clientZh: row.client.nameZh },
      (as, firstRow, first) => say(as, 'client.differs', { firstRow, first }),
    );
    if (row.contact) {
      const { email, name, language, timeZone } = row.contact;
      this.differences(
        `contact ${client} ${email}`,
        sheetRow.row,
        { contact: name, language, timeZone },
        (as, firstRow, first) => say(as, 'contact.differs', { email, firstRow, first }),
      );
    }
    const { factory } = row;
    const values = {
      factory: factory.name,
      country: factory.country,
      factoryClass: factory.factoryClass,
      lastFollowUp: factory.lastFollowUpOn,
    };
    this.differences(`factory ${factoryKey(row)}`, sheetRow.row, values, (as, firstRow, first) =>
      say(as, 'factory.differs', { firstRow, first }),
    );
    const { classCode, name, nameZh, manufacturer, models, standard } = row.product;
    this.differences(
      `product ${unitKey({ clientId: client, factoryId: factoryKey(row), classCode, name, models })}`,
      sheetRow.row,
      { product: name, productZh: nameZh, manufacturer, standard },
      (as, firstRow, first) => say(as, 'product.differs', { firstRow, first }),
    );
  }

  /** Empty cells do not contradict; the first value that is not empty wins. */
  private differences(
    key: string,
    row: number,
    values: Partial<Record<RegisterColumn, string | null>>,
    say: (as: RegisterColumn, firstRow: number, first: string) => void,
  ): void {
    // prettier-ignore
    const first = this.firsts.get(key);
    if (!first) {
      this.firsts.set(key, { row, values });
      return;
    }
    const filled: Record<string, string | null> = { ...first.values };
    for (const [as, value] of Object.entries(values) as [RegisterColumn, string | null][]) {
      const before = first.values[as] ?? null;
      if (before === null) filled[as] = value;
      else if (value !== null && value !== before) say(as, first.row, before);
    }
    this.firsts.set(key, { row: first.row, values: filled });
  }

  private count(reading: RowReading): void {
    for (const tidied of reading.tidied) {
      if (tidied.kind === 'spaces') this.spaces.set(tidied.as, (this.spaces.get(tidied.as) ?? 0) + 1);
      else if (tidied.kind === 'separator')
        this.separators.set(tidied.sign, (this.separators.get(tidied.sign) ?? 0) + 1);
      else if (tidied.kind === 'date') {
        const seen = this.dates.get(tidied.shape);
        if (seen) seen.count += 1;
        else this.dates.set(tidied.shape, { example: tidied.example, count: 1 });
      } else if (tidied.kind === 'word') {
        const { as, found, read } = tidied;
        tally(this.words, { as, found, read });
      } else tally(this.placeholders, { as: tidied.as, found: tidied.found });
    }
  }

  /** What was put right, for the dry run. */
  tidied(): TidiedSummary {
    const byCount = (a: { count: number }, b: { count: number }): number => b.count - a.count;
    const columns = Object.keys(COLUMN_LABELS);
    return {
      spaces: [...this.spaces]
        .map(([as, count]) => ({ as, count }))
        .sort((a, b) => columns.indexOf(a.as) - columns.indexOf(b.as)),
      dates: [...this.dates].map(([shape, { example, count }]) => ({ shape, example, count })).sort(byCount),
      separators: [...this.separators].map(([sign, count]) => ({ sign, count })).sort(byCount),
      words: [...this.words.values()].map(({ as, found, read, count }) => ({ as, found, read, count })).sort(byCount),
      placeholders: [...this.placeholders.values()].map(({ as, found, count }) => ({ as, found, count })).sort(byCount),
    };
  }
}

/** A factory is known by its code; without one by its name and country. */
export function factoryKey(row: Pick<RegisterRow, 'factory'>): string {
  return row.factory.code ?? `${nameKey(row.factory.name)} ${row.factory.country}`;
}

function tally<T extends { as: RegisterColumn; found: string }>(
  table: Map<string, T & { count: number }>,
  tidied: T,
): void {
  const key = `${tidied.as} ${tidied.found}`;
  const seen = table.get(key);
  if (seen) seen.count += 1;
  else if (table.size < WORDS_MAX) table.set(key, { ...tidied, count: 1 });
}
