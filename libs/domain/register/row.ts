import { BODIES, isSelfDeclaration, type FactoryClass, type Scheme } from '../certificate.js';
import type { CertificateStatus } from '../certificate-status.js';
import type { Day } from '../day.js';
import type { Language } from '../permissions.js';
import { columnLetter, type Cell, type SheetRow } from './cell.js';
import { cellMaxCharacters, COLUMN_LABELS, type Headings, type RegisterColumn } from './columns.js';
import { readDate, type DateShape } from './date.js';
import { registerFault, registerWarning, type FaultCode, type FaultPlace, type RegisterFault, type RegisterWarning, type WarningCode } from './fault.js'; // prettier-ignore
import { MODEL_MAX_CHARACTERS, MODELS_MAX, readModels } from './models.js';
import { cutText, isEmail, isPlaceholder, nameKey, narrow, tidyText, wordKey } from './text.js';
import { isTimeZone, readBody, readCountry, readFactoryClass, readLanguage, readScheme, readStatus } from './words.js';

/** One certificate or declaration of a register with everything its row says, checked and in our own words. */
export interface RegisterRow {
  row: number;
  client: { name: string; nameZh: string | null; country: string };
  contact: { name: string; email: string; language: Language; timeZone: string | null; country: string } | null;
  factory: {
    name: string;
    code: string | null;
    country: string;
    factoryClass: FactoryClass | null;
    lastFollowUpOn: Day | null;
  };
  product: {
    classCode: string;
    name: string;
    nameZh: string | null;
    manufacturer: string;
    models: string[];
    standard: string | null;
  };
  certificate: {
    number: string;
    scheme: Scheme;
    body: string | null;
    issuedOn: Day;
    validUntil: Day | null;
    status: CertificateStatus;
    replaces: string | null;
  };
  /** Address of the responsible consultant. */
  responsible: string | null;
  remarks: string | null;
}

/** What the reading of a row needs to know of the world. */
export interface ReadingRules {
  /** Codes of the catalogue, and whether the class could be self-declared (Announcement 57/2025 converts it). */
  classes: ReadonlyMap<string, { isConverting: boolean; implementationRule: string | null }>;
  /** Addresses of those who may be responsible, by `nameKey` of their names; a name that two people bear is left out. */
  people: ReadonlyMap<string, string>;
  /** Today in the reader's zone. */
  today: Day;
}

/** What was put right while reading; the dry run tells it. */
export type Tidied =
  | { kind: 'spaces'; as: RegisterColumn }
  | { kind: 'date'; shape: DateShape; example: string }
  | { kind: 'separator'; sign: string }
  | { kind: 'word'; as: RegisterColumn; found: string; read: string }
  | { kind: 'placeholder'; as: RegisterColumn; found: string };

export interface RowReading {
  /** Null when a cell is at fault. */
  register: RegisterRow | null;
  /** Parts that could be read even when others are at fault: the cross-row checks go on with them. */
  known: { client?: string; number?: string; classCode?: string; scheme?: Scheme; replaces?: string };
  faults: RegisterFault[];
  warnings: RegisterWarning[];
  tidied: Tidied[];
}

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

/**
 * Reads one row. Each cell is judged by itself and has at most one fault; rules between cells (valid until after
 * issued) speak only when both cells could be read, so that one slip is one line.
 */
export function readRow(sheetRow: SheetRow, headings: Headings, rules: ReadingRules): RowReading {
  return new RowReader(sheetRow, headings, rules).read();
}

/** Whether the row says anything in a column that we know. Totals, legends and blank rows below a register do not. */
export function isBlankRow(sheetRow: SheetRow, headings: Headings): boolean {
  for (const { column } of headings.columns.values()) {
    const cell = sheetRow.cells[column];
    if (cell && tidyText(cell.text) !== '') return false;
  }
  return true;
}

class RowReader {
  private readonly faults: RegisterFault[] = [];
  private readonly warnings: RegisterWarning[] = [];
  private readonly tidied: Tidied[] = [];

  constructor(
    private readonly sheetRow: SheetRow,
    private readonly headings: Headings,
    private readonly rules: ReadingRules,
  ) {}

  read(): RowReading {
    const clientName = this.required('client');
    const clientZh = this.text('clientZh');
    const country = this.requiredWord('country', 'country.unknown', readCountry);
    const contact = this.contact(country);
    const factory = this.required('factory');
    const factoryCode = this.factoryCode();
    const factoryClass = this.factoryClass();
    const lastFollowUpOn = this.date('lastFollowUp', false);
    const classCode = this.classCode();
    const product = this.required('product');
    const productZh = this.text('productZh');
    const manufacturer = this.text('manufacturer');
    const models = this.models();
    const scheme = this.scheme();
    const body = this.word('body', 'body.unknown', readBody, { bodies: BODIES });
    const number = this.required('number');
    const standard = this.text('standard');
    const issuedOn = this.date('issued', true);
    const validUntil = this.validUntil(scheme, issuedOn);
    const status = this.requiredWord('status', 'status.unknown', readStatus);
    const replaces = this.text('replaces');
    const responsible = this.responsible();
    const remarks = this.text('remarks');
    if (this.sheetRow.isHidden) this.warn('client', 'row.hidden');
    this.doubt(scheme, classCode, issuedOn, validUntil, status);

    const certificate = { number: number!, scheme: scheme!, body: body ?? null, issuedOn: issuedOn!, validUntil: validUntil ?? null, status: status!, replaces: replaces ?? null }; // prettier-ignore
    const register: RegisterRow | null =
      this.faults.length > 0
        ? null
        : {
            row: this.sheetRow.row,
            client: { name: clientName!, nameZh: clientZh ?? null, country: country! },
            contact: contact ?? null,
            factory: { name: factory!, code: factoryCode ?? null, country: country!, factoryClass: factoryClass ?? null, lastFollowUpOn: lastFollowUpOn ?? null }, // prettier-ignore
            product: { classCode: classCode!, name: product!, nameZh: productZh ?? null, manufacturer: manufacturer ?? clientName!, models: models!, standard: standard ?? null }, // prettier-ignore
            certificate,
            responsible: responsible ?? null,
            remarks: remarks ?? null,
          };
    const known = {
      ...(clientName ? { client: clientName } : {}),
      ...(number ? { number } : {}),
      ...(classCode ? { classCode } : {}),
      ...(scheme ? { scheme } : {}),
      ...(replaces ? { replaces } : {}),
    };
    return { register, known, faults: this.faults, warnings: this.warnings, tidied: this.tidied };
  }

  // ---- cells ----

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
  private optional(as: RegisterColumn): Read {
    const read = this.cell(as);
    if (read.is === 'value' && isPlaceholder(read.text)) {
      this.tidied.push({ kind: 'placeholder', as, found: read.text });
      return EMPTY;
    }
    return read;
  }

  private text(as: RegisterColumn): string | undefined {
    const read = this.optional(as);
    return read.is === 'value' ? read.text : undefined;
  }

  private required(as: RegisterColumn): string | undefined {
    const read = this.cell(as);
    // A dash names nobody: names and numbers are compared by their letters and digits.
    const isEmpty = read.is === 'empty' || (read.is === 'value' && nameKey(read.text) === '');
    if (isEmpty) this.fault(as, 'cell.empty');
    return !isEmpty && read.is === 'value' ? read.text : undefined;
  }

  private word<T>(as: RegisterColumn, code: FaultCode, read: (text: string) => T | null, facts = {}): T | undefined {
    const found = this.optional(as);
    return found.is === 'value' ? this.understood(as, found.text, code, read, facts) : undefined;
  }

  private requiredWord<T>(as: RegisterColumn, code: FaultCode, read: (text: string) => T | null): T | undefined {
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
    // prettier-ignore
    const value = read(text);
    if (value === null) {
      this.fault(as, code, facts);
      return undefined;
    }
    if (wordKey(String(value)) !== wordKey(text))
      this.tidied.push({ kind: 'word', as, found: text, read: String(value) });
    return value;
  }

  // ---- columns with rules of their own ----

  private contact(country: string | undefined): RegisterRow['contact'] | undefined {
    const email = this.text('email');
    const name = this.text('contact');
    const language = this.word('language', 'language.unknown', readLanguage);
    const timeZone = this.word('timeZone', 'time-zone.unknown', (text) => (isTimeZone(text) ? text : null));
    if (email === undefined) {
      if (name !== undefined && this.cellIsEmpty('email')) this.warn('contact', 'contact.without-address');
      return undefined;
    }
    const address = narrow(email).toLowerCase();
    if (!isEmail(address)) {
      this.fault('email', 'email.not-an-address');
      return undefined;
    }
    if (country === undefined) return undefined;
    return {
      name: name ?? address,
      email: address,
      language: language ?? languageOf(country),
      timeZone: timeZone ?? null,
      country,
    };
  }

  private cellIsEmpty(as: RegisterColumn): boolean {
    const heading = this.headings.columns.get(as);
    const cell = heading && this.sheetRow.cells[heading.column];
    return !cell || (cell.kind !== 'unreadable' && (tidyText(cell.text) === '' || isPlaceholder(tidyText(cell.text))));
  }

  private factoryCode(): string | undefined {
    const read = this.optional('factoryCode');
    if (read.is !== 'value') return undefined;
    const code = narrow(read.text).toUpperCase().replace(/[\s-]/g, '');
    if (/^[A-Z0-9]{7}$/.test(code)) return code;
    this.fault('factoryCode', 'factory-code.shape', { characters: code.length });
    return undefined;
  }

  private factoryClass(): FactoryClass | null | undefined {
    const read = this.optional('factoryClass');
    if (read.is !== 'value') return undefined;
    const factoryClass = readFactoryClass(read.text);
    if (factoryClass === undefined) this.fault('factoryClass', 'factory-class.unknown');
    return factoryClass;
  }

  /** The four digits, also with the name of the class behind them (`1109 External lighting`). */
  private classCode(): string | undefined {
    const text = this.required('productClass');
    if (text === undefined) return undefined;
    const digits = /^(\d{2}) ?(\d{2})(?!\d)/.exec(narrow(text));
    const code = digits ? `${digits[1]}${digits[2]}` : '';
    if (this.rules.classes.has(code)) return code;
    this.fault('productClass', 'product-class.unknown', { codes: [...this.rules.classes.keys()].sort() });
    return undefined;
  }

  private models(): string[] | undefined {
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

  private scheme(): Scheme | undefined {
    const read = this.requiredWord('scheme', 'scheme.unknown', (text) => readScheme(text)?.scheme ?? null);
    const cell = this.headings.columns.get('scheme');
    const text = cell && this.sheetRow.cells[cell.column]?.text;
    if (read && text && readScheme(text)?.isAssumed) this.warn('scheme', 'scheme.procedure-assumed');
    return read;
  }

  private date(as: RegisterColumn, isRequired: boolean): Day | undefined {
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

  /** A declaration has no last day; "long-term" (长期) says the same. A certificate needs one. */
  private validUntil(scheme: Scheme | undefined, issuedOn: Day | undefined): Day | undefined {
    const isDeclaration = scheme !== undefined && isSelfDeclaration(scheme);
    const read = this.optional('validUntil');
    if (read.is === 'fault') return undefined;
    const isOpenEnded = read.is === 'value' && /^(?:长期|長期|长期有效|unlimited|unbefristet)$/i.test(read.text);
    if (read.is === 'empty' || (isOpenEnded && isDeclaration)) {
      if (scheme !== undefined && !isDeclaration) {
        this.fault('validUntil', 'cell.empty', {
          allowed: 'The last valid day of the certificate; only a self-declaration has none',
        });
      }
      return undefined;
    }
    const day = this.date('validUntil', false);
    if (day !== undefined && issuedOn !== undefined && day <= issuedOn) {
      this.fault('validUntil', 'date.before-issued', { issuedOn });
      return undefined;
    }
    return day;
  }

  private responsible(): string | undefined {
    const text = this.text('responsible');
    if (text === undefined) return undefined;
    const address = narrow(text).toLowerCase();
    if (isEmail(address)) return address;
    const named = this.rules.people.get(nameKey(text));
    if (named !== undefined) return named;
    this.warn('responsible', 'responsible.not-an-address');
    return undefined;
  }

  // ---- history the rules doubt ----

  /**
   * SAMR Announcement 44/2019: declarations of the automotive groups from 17 October 2019, the only way from 1 January
   * 2020; Announcement 57/2025: no new ones from 1 July 2026. Certainty: secondary before 2026, official from then on.
   */
  private doubt(
    scheme: Scheme | undefined,
    classCode: string | undefined,
    issuedOn: Day | undefined,
    validUntil: Day | undefined,
    status: CertificateStatus | undefined,
  ): void {
    // prettier-ignore
    const isConverting = classCode !== undefined && this.rules.classes.get(classCode)!.isConverting;
    if (scheme !== undefined && classCode !== undefined) {
      if (isSelfDeclaration(scheme)) {
        if (!isConverting) this.warn('productClass', 'history.class-never-declared', { classCode });
        else if (issuedOn !== undefined && (issuedOn < '2019-10-17' || issuedOn > '2026-06-30')) {
          this.warn('issued', 'history.declaration-out-of-time', { from: '2019-10-17', to: '2026-06-30', issuedOn });
        }
      } else if (
        scheme === 'ccc' &&
        isConverting &&
        issuedOn !== undefined &&
        issuedOn >= '2020-01-01' &&
        issuedOn <= '2026-06-30'
      ) {
        this.warn('issued', 'history.certificate-in-declaration-time', {
          from: '2020-01-01',
          to: '2026-06-30',
          issuedOn,
        });
      }
    }
    if (issuedOn !== undefined && issuedOn > this.rules.today)
      this.warn('issued', 'history.issued-in-future', { issuedOn });
    if (
      scheme === 'ccc' &&
      issuedOn !== undefined &&
      validUntil !== undefined &&
      validUntil > fiveYearsAfter(issuedOn)
    ) {
      this.warn('validUntil', 'history.longer-than-five-years', { validUntil });
    }
    if (status !== undefined && validUntil !== undefined) {
      const isPast = validUntil < this.rules.today;
      if (isPast && (status === 'valid' || status === 'suspended'))
        this.warn('status', 'status.valid-but-expired', { status, validUntil });
      if (!isPast && status === 'expired') this.warn('status', 'status.expired-too-early', { validUntil });
    }
  }

  // ---- lines ----

  private place(as: RegisterColumn): FaultPlace {
    return placeOf(this.sheetRow, this.headings, as);
  }

  private fault(as: RegisterColumn, code: FaultCode, facts: Readonly<Record<string, unknown>> = {}): void {
    this.faults.push(registerFault(this.place(as), code, facts));
  }

  private warn(as: RegisterColumn, code: WarningCode, facts: Readonly<Record<string, unknown>> = {}): void {
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

/** 29 February counts as 1 March of the fifth year; one day more or less is not worth a warning. */
function fiveYearsAfter(day: Day): Day {
  return `${Number(day.slice(0, 4)) + 5}${day.slice(4)}`;
}

/** Where a register names no language: Chinese in China, German in the German-speaking countries, else English. */
function languageOf(country: string): Language {
  if (country === 'CN' || country === 'TW' || country === 'HK') return 'zh';
  return country === 'DE' || country === 'AT' || country === 'CH' || country === 'LI' ? 'de' : 'en';
}
