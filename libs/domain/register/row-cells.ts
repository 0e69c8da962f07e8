/**
 * The cells of one register row: each is read by the type of its column, and what is at fault, doubtful or was put
 * right in it is noted on the way.
 */

import type { FactoryClass, Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import { columnLetter, type Cell, type SheetRow } from './cell.js';
import { cellMaxCharacters, COLUMN_LABELS, type Headings, type RegisterColumn } from './columns.js';
import { readDate } from './date.js';
import { registerFault, registerWarning, type FaultCode, type FaultPlace, type RegisterFault, type RegisterWarning, type WarningCode } from './fault.js'; // prettier-ignore
import { MODEL_MAX_CHARACTERS, MODELS_MAX, readModels } from './models.js';
import type { ReadingRules, Tidied } from './register-row.js';
import { cutText, isEmail, isPlaceholder, nameKey, narrow, tidyText, wordKey } from './text.js';
import { readFactoryClass, readScheme } from './words.js';

/**
 * Longest texts, as the tables hold them.
 * (client and contact 200, factory, product and manufacturer 300, standard 200, number 100, remarks: the cell's limit)
 */
const MAX_CHARACTERS: Partial<Record<RegisterColumn, number>> = {
  client: 200,
  clientZh: 200,
  contact: 200,
  factory: 300,
  product: 300,
  productZh: 300,
  manufacturer: 300,
  standard: 200,
  number: 100,
  replaces: 100,
};

/** Of the models named twice in one cell, so many are told. */
const REPEATED_TOLD = 20;

/** Text of a cell, or what is the matter with it. `fault`: said already, nothing further is said of this cell. */
type Read = { is: 'value'; text: string; cell: Cell } | { is: 'empty' } | { is: 'fault' };
const EMPTY: Read = { is: 'empty' };
const FAULT: Read = { is: 'fault' };

/** Reads the cells of one row. Each cell is judged by itself and has at most one fault. */
export class RowCells {
  readonly faults: RegisterFault[] = [];
  readonly warnings: RegisterWarning[] = [];
  readonly tidied: Tidied[] = [];

  constructor(
    private readonly sheetRow: SheetRow,
    private readonly headings: Headings,
    private readonly rules: ReadingRules,
  ) {}

  private cell(as: RegisterColumn): Read {
    const heading = this.headings.columns.get(as);
    const cell = heading && this.sheetRow.cells[heading.column];
    if (!cell) return EMPTY;
    const maxCharacters = cellMaxCharacters(as);
    if (cell.kind === 'unreadable' && cell.why !== 'too-long') {
      this.fault(as, `cell.${cell.why}`);
      return FAULT;
    }
    if (cell.kind === 'unreadable' || cell.text.trim().length > maxCharacters) {
      this.fault(as, 'cell.too-long', { maxCharacters });
      return FAULT;
    }
    const text = tidyText(cell.text);
    if (text === '') return EMPTY;
    if (text !== cell.text && as !== 'models' && as !== 'remarks') this.tidied.push({ kind: 'spaces', as });
    const max = MAX_CHARACTERS[as];
    if (max !== undefined && text.length > max) {
      this.fault(as, 'text.too-long', { characters: text.length, maxCharacters: max });
      return FAULT;
    }
    return { is: 'value', text, cell };
  }

  /** As `cell`, where a dash or "n/a" means empty. */
  optional(as: RegisterColumn): Read {
    const read = this.cell(as);
    if (read.is === 'value' && isPlaceholder(read.text)) {
      this.tidied.push({ kind: 'placeholder', as, found: read.text });
      return EMPTY;
    }
    return read;
  }

  /** The text of a column that may be empty. */
  text(as: RegisterColumn): string | undefined {
    const read = this.optional(as);
    return read.is === 'value' ? read.text : undefined;
  }

  /** The text of a column that must not be empty. */
  required(as: RegisterColumn): string | undefined {
    const read = this.cell(as);
    // A dash names nobody: names and numbers are compared by their letters and digits.
    const isEmpty = read.is === 'empty' || (read.is === 'value' && nameKey(read.text) === '');
    if (isEmpty) this.fault(as, 'cell.empty');
    return !isEmpty && read.is === 'value' ? read.text : undefined;
  }

  /** A word of a known list in a column that may be empty; `read` gives null for a word that it does not know. */
  word<T>(as: RegisterColumn, code: FaultCode, read: (text: string) => T | null, facts = {}): T | undefined {
    const found = this.optional(as);
    return found.is === 'value' ? this.understood(as, found.text, code, read, facts) : undefined;
  }

  requiredWord<T>(as: RegisterColumn, code: FaultCode, read: (text: string) => T | null): T | undefined {
    const text = this.required(as);
    return text === undefined ? undefined : this.understood(as, text, code, read, {});
  }

  private understood<T>(
    as: RegisterColumn,
    text: string,
    code: FaultCode,
    read: (text: string) => T | null,
    facts: Readonly<Record<string, unknown>>,
  ): T | undefined {
    const value = read(text);
    if (value === null) {
      this.fault(as, code, facts);
      return undefined;
    }
    if (wordKey(String(value)) !== wordKey(text))
      this.tidied.push({ kind: 'word', as, found: text, read: String(value) });
    return value;
  }

  /** Whether the cell says nothing, without a note about it. */
  cellIsEmpty(as: RegisterColumn): boolean {
    const heading = this.headings.columns.get(as);
    const cell = heading && this.sheetRow.cells[heading.column];
    return !cell || (cell.kind !== 'unreadable' && (tidyText(cell.text) === '' || isPlaceholder(tidyText(cell.text))));
  }

  factoryCode(): string | undefined {
    const read = this.optional('factoryCode');
    if (read.is !== 'value') return undefined;
    const code = narrow(read.text).toUpperCase().replace(/[\s-]/g, '');
    if (/^[A-Z0-9]{7}$/.test(code)) return code;
    this.fault('factoryCode', 'factory-code.shape', { characters: code.length });
    return undefined;
  }

  factoryClass(): FactoryClass | null | undefined {
    const read = this.optional('factoryClass');
    if (read.is !== 'value') return undefined;
    const factoryClass = readFactoryClass(read.text);
    if (factoryClass === undefined) this.fault('factoryClass', 'factory-class.unknown');
    return factoryClass;
  }

  /** The four digits, also with the name of the class behind them (`1109 External lighting`). */
  classCode(): string | undefined {
    const text = this.required('productClass');
    if (text === undefined) return undefined;
    const digits = /^(\d{2}) ?(\d{2})(?!\d)/.exec(narrow(text));
    const code = digits ? `${digits[1]}${digits[2]}` : '';
    if (this.rules.classes.has(code)) return code;
    this.fault('productClass', 'product-class.unknown', { codes: [...this.rules.classes.keys()].sort() });
    return undefined;
  }

  models(): string[] | undefined {
    const read = this.cell('models');
    if (read.is === 'empty') this.fault('models', 'cell.empty');
    if (read.is !== 'value') return undefined;
    // The untidied text: line ends inside the cell separate models.
    const { models, separators, repeated } = readModels(read.cell.text);
    if (models.length === 0) {
      this.fault('models', 'cell.empty');
      return undefined;
    }
    if (models.length > MODELS_MAX) {
      this.fault('models', 'models.too-many', { models: models.length, maxModels: MODELS_MAX });
      return undefined;
    }
    const long = models.find((model) => model.length > MODEL_MAX_CHARACTERS);
    if (long !== undefined) {
      this.fault('models', 'models.too-long', { model: cutText(long, 40), maxCharacters: MODEL_MAX_CHARACTERS });
      return undefined;
    }
    for (const sign of separators) this.tidied.push({ kind: 'separator', sign });
    if (repeated.length > 0)
      this.warn('models', 'models.repeated', { models: [...new Set(repeated)].slice(0, REPEATED_TOLD) });
    return models;
  }

  scheme(): Scheme | undefined {
    const read = this.requiredWord('scheme', 'scheme.unknown', (text) => readScheme(text)?.scheme ?? null);
    const cell = this.headings.columns.get('scheme');
    const text = cell && this.sheetRow.cells[cell.column]?.text;
    if (read && text && readScheme(text)?.isAssumed) this.warn('scheme', 'scheme.procedure-assumed');
    return read;
  }

  date(as: RegisterColumn, isRequired: boolean): Day | undefined {
    const read = isRequired ? this.cell(as) : this.optional(as);
    if (read.is === 'empty' && isRequired) this.fault(as, 'cell.empty', { allowed: 'The day, for example 2024-01-31' });
    if (read.is !== 'value') return undefined;
    const date = readDate(read.cell);
    if (!date.ok) {
      this.fault(as, date.code, date.facts);
      return undefined;
    }
    this.tidied.push({ kind: 'date', shape: date.shape, example: read.text });
    return date.day;
  }

  responsible(): string | undefined {
    const text = this.text('responsible');
    if (text === undefined) return undefined;
    const address = narrow(text).toLowerCase();
    if (isEmail(address)) return address;
    const named = this.rules.people.get(nameKey(text));
    if (named !== undefined) return named;
    this.warn('responsible', 'responsible.not-an-address');
    return undefined;
  }

  private place(as: RegisterColumn): FaultPlace {
    return placeOf(this.sheetRow, this.headings, as);
  }

  /** Notes a fault: the row cannot be imported. */
  fault(as: RegisterColumn, code: FaultCode, facts: Readonly<Record<string, unknown>> = {}): void {
    this.faults.push(registerFault(this.place(as), code, facts));
  }

  /** Notes a doubt: the row can be imported all the same. */
  warn(as: RegisterColumn, code: WarningCode, facts: Readonly<Record<string, unknown>> = {}): void {
    this.warnings.push(registerWarning(this.place(as), code, facts));
  }
}

/** Where a column of a row stands, for a line about it. A column the file lacks is named by our own label. */
export function placeOf(sheetRow: SheetRow, headings: Headings, as: RegisterColumn): FaultPlace {
  const heading = headings.columns.get(as);
  const found = (heading && sheetRow.cells[heading.column]?.text) ?? '';
  return {
    row: sheetRow.row,
    column: heading ? columnLetter(heading.column) : '',
    as,
    heading: heading?.heading ?? COLUMN_LABELS[as],
    found,
  };
}
