import type { DateFaultCode } from './date.js';
import type { RegisterColumn } from './columns.js';
import type { UnreadableWhy } from './cell.js';
import { cutText } from './text.js';

/** What can be wrong with one cell. The web has a sentence for each in its language files; English stands here too. */
export type FaultCode =
  | `cell.${UnreadableWhy}`
  | 'cell.empty'
  | 'cell.merged'
  | 'text.too-long'
  | DateFaultCode
  | 'date.before-issued'
  | 'email.not-an-address'
  | 'language.unknown'
  | 'time-zone.unknown'
  | 'country.unknown'
  | 'factory-class.unknown'
  | 'factory-code.shape'
  | 'product-class.unknown'
  | 'models.too-many'
  | 'models.too-long'
  | 'client.not-own'
  | 'scheme.unknown'
  | 'body.unknown'
  | 'status.unknown'
  | 'number.twice'
  | 'number.of-another-client'
  | 'replaces.itself'
  | 'replaces.no-declaration'
  | 'replaces.of-another-client'
  | 'replaces.of-another-class'
  | 'replaces.by-no-ccc'
  | 'replaces.twice';

/** One line of the dry run: where, what stands there, what is wrong, what would be allowed. */
export interface RegisterFault {
  row: number;
  /** Letter in the spreadsheet, `T`. */
  column: string;
  /** What we took the column for. */
  as: RegisterColumn;
  /** As the file names it. */
  heading: string;
  /** What stands in the cell, cut to 80 characters. */
  found: string;
  code: FaultCode;
  facts: Readonly<Record<string, unknown>>;
  detail: string;
  allowed: string;
}

export type WarningCode =
  /** A declaration issued on a day when the class could not be self-declared. */
  | 'history.declaration-out-of-time'
  /** A third-party CCC certificate of a class issued while only declarations were made. */
  | 'history.certificate-in-declaration-time'
  /** A declaration of a class that never was self-declared. */
  | 'history.class-never-declared'
  | 'history.issued-in-future'
  /** Longer than the five years of Order 117. */
  | 'history.longer-than-five-years'
  /** One unit has two live CCC certificates. */
  | 'unit.second-certificate'
  | 'status.valid-but-expired'
  | 'status.expired-too-early'
  | 'scheme.procedure-assumed'
  | 'contact.differs'
  | 'contact.without-address'
  | 'client.differs'
  | 'factory.differs'
  /** A factory without a code, and several of its name and country. */
  | 'factory.ambiguous'
  /** One unit (client, factory, class, models) described in two ways. */
  | 'product.differs'
  | 'replaces.unknown'
  | 'models.repeated'
  | 'responsible.not-an-address'
  | 'responsible.no-member'
  | 'known.differs'
  | 'row.hidden';

/** Something to look at. The row is imported all the same. */
export interface RegisterWarning {
  row: number;
  column: string;
  as: RegisterColumn;
  heading: string;
  found: string;
  code: WarningCode;
  facts: Readonly<Record<string, unknown>>;
  detail: string;
}

type Facts = Readonly<Record<string, unknown>>;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const ANY_DATE = 'A date: an Excel date, 2024-01-31, 2024.01.31, 31.01.2024 or 2024年1月31日';

const noSuchDay = (facts: Facts): string => {
  const month = MONTHS[Number(facts.month) - 1];
  return month ? `There is no ${facts.day} ${month} ${facts.year}.` : `There is no month ${facts.month}.`;
};

/** Detail and allowed of each fault, in English, for readers of the api and of the .xlsx list. */
const FAULT_TEXTS: Readonly<Record<FaultCode, { detail: (facts: Facts) => string; allowed: (facts: Facts) => string }>> = {
  'cell.formula': { detail: () => 'A formula. Only values are read.', allowed: () => 'The value itself: copy the column and paste it as values' },
  'cell.error-value': { detail: () => 'The spreadsheet could not work this cell out.', allowed: () => 'A value in place of the error' },
  'cell.too-long': { detail: (f) => `Longer than ${f.maxCharacters} characters.`, allowed: (f) => `At most ${f.maxCharacters} characters` },
  'cell.digits-lost': {
    detail: () => 'A number of more than 15 digits: spreadsheets keep 15 of them and write zeros for the rest.',
    allowed: () => 'The number typed again in a cell formatted as text',
  },
  'cell.no-such-day': { detail: () => 'Formatted as a date, but the number stands for no day between 1900 and 2199.', allowed: () => ANY_DATE },
  'cell.empty': { detail: () => 'Nothing stands here, and it is needed.', allowed: (f) => (f.allowed ? String(f.allowed) : 'A value in this cell') },
  'cell.merged': { detail: (f) => `Part of the merged cells ${f.range}: only the first of them holds the value.`, allowed: () => 'The value in each row: unmerge the cells and fill them' },
  'text.too-long': { detail: (f) => `${f.characters} characters, more than fit here.`, allowed: (f) => `At most ${f.maxCharacters} characters` },
  'date.not-a-date': { detail: () => 'Not a date.', allowed: () => ANY_DATE },
  'date.no-such-day': { detail: noSuchDay, allowed: (f) => (f.lastDay ? `A day that exists; this month ended with day ${f.lastDay}` : ANY_DATE) },
  'date.year-out-of-range': { detail: (f) => `The year ${f.year} is not between ${f.firstYear} and ${f.lastYear}.`, allowed: (f) => `A day of the years ${f.firstYear} to ${f.lastYear}` },
  'date.ambiguous': { detail: (f) => `Could be ${f.either} or ${f.or}.`, allowed: (f) => `${f.either} or ${f.or}, written year first` },
  'date.two-digit-year': { detail: () => 'The year has two digits.', allowed: () => 'The year with four digits, for example 31.01.2024' },
  'date.number': { detail: () => 'A number that the spreadsheet does not show as a date.', allowed: () => 'The cell formatted as a date, or the date as text: 2024-01-31' },
  'date.before-issued': { detail: (f) => `Not after the day of issue (${f.issuedOn}).`, allowed: (f) => `A day after ${f.issuedOn}, or empty for a self-declaration` },
  'email.not-an-address': { detail: () => 'Not an e-mail address.', allowed: () => 'One address in the form name@example.com' },
  'language.unknown': { detail: () => 'No mail can be written in this language.', allowed: () => 'en, de or zh' },
  'time-zone.unknown': { detail: () => 'Not a time zone.', allowed: () => 'A name such as Europe/Berlin or Asia/Tokyo, or empty' },
  'country.unknown': { detail: () => 'Not a country.', allowed: () => 'The two letters of ISO 3166 (DE, JP, CN ...) or the name of the country' },
  'factory-class.unknown': { detail: () => 'Not a factory class.', allowed: () => 'A, B, C, D or empty' },
  'factory-code.shape': { detail: (f) => `A factory code has 7 letters and digits; here are ${f.characters}.`, allowed: () => '7 letters and digits, or empty' },
  'product-class.unknown': { detail: () => 'This class is not in the catalogue.', allowed: (f) => (f.codes as string[]).join(', ') },
  'models.too-many': { detail: (f) => `${f.models} models in one cell.`, allowed: (f) => `At most ${f.maxModels} models in one unit` },
  'models.too-long': { detail: (f) => `The model "${f.model}" is longer than ${f.maxCharacters} characters.`, allowed: () => 'Models split by ; or 、 or line ends' },
  'client.not-own': { detail: (f) => `A manufacturer's workspace keeps only its own certificates (${f.own}).`, allowed: (f) => String(f.own) },
  'scheme.unknown': {
    detail: () => 'Not a way of certification that is known here.',
    allowed: () => 'CCC, CCC self-declaration A or B, CQC voluntary, CCAP voluntary, CAV voluntary',
  },
  'body.unknown': { detail: () => 'Not a certification body that is known here.', allowed: (f) => `${(f.bodies as string[]).join(', ')} or empty` },
  'status.unknown': { detail: () => 'Not a state of a certificate.', allowed: () => 'valid 有效, suspended 暂停, cancelled 注销, revoked 撤销, expired 过期' },
  'number.twice': { detail: (f) => `The same number stands in row ${f.firstRow}.`, allowed: () => 'Each number once in the file' },
  'number.of-another-client': { detail: (f) => `This number is known as a certificate of ${f.client}.`, allowed: () => 'The number of a certificate of this client' },
  'replaces.itself': { detail: () => 'A certificate cannot replace itself.', allowed: () => 'The number of the declaration it replaces, or empty' },
  'replaces.no-declaration': { detail: () => 'Only a self-declaration is replaced, and what stands under this number is a certificate.', allowed: () => 'The number of a self-declaration, or empty' },
  'replaces.of-another-client': { detail: () => 'This declaration belongs to another client.', allowed: () => 'The number of a declaration of the same client, or empty' },
  'replaces.of-another-class': { detail: () => 'This declaration is of another product class.', allowed: () => 'The number of a declaration of the same product class, or empty' },
  'replaces.by-no-ccc': { detail: () => 'Only a CCC certificate replaces a self-declaration.', allowed: () => 'Empty, or the scheme CCC' },
  'replaces.twice': { detail: (f) => (f.firstRow ? `Row ${f.firstRow} replaces the same declaration.` : 'Another certificate replaces this declaration already.'), allowed: () => 'One certificate for each declaration' },
}; // prettier-ignore

const WARNING_TEXTS: Readonly<Record<WarningCode, (facts: Facts) => string>> = {
  'history.declaration-out-of-time': (f) => `Self-declarations of this class were made from ${f.from} to ${f.to}; this one is dated ${f.issuedOn}.`,
  'history.certificate-in-declaration-time': (f) => `From ${f.from} to ${f.to} this class was self-declared; a CCC certificate dated ${f.issuedOn} is unusual.`,
  'history.class-never-declared': (f) => `Class ${f.classCode} was never open to self-declaration.`,
  'history.issued-in-future': (f) => `Issued on ${f.issuedOn}, which is still to come.`,
  'history.longer-than-five-years': (f) => `Valid for more than the five years a CCC certificate lasts (until ${f.validUntil}).`,
  'unit.second-certificate': (f) => `This unit has another live CCC certificate: ${f.other}. A unit has one at a time.`,
  'status.valid-but-expired': (f) => `Its status is ${f.status}, but it was valid until ${f.validUntil}.`,
  'status.expired-too-early': (f) => `Expired by its status, but valid until ${f.validUntil}.`,
  'scheme.procedure-assumed': () => 'The procedure of the self-declaration is not named; procedure B is taken.',
  'contact.differs': (f) => `${f.email} was first met in row ${f.firstRow} with "${f.first}"; that stays.`,
  'contact.without-address': () => 'A contact without an e-mail address is not taken over: no mail could reach it.',
  'client.differs': (f) => `The client of row ${f.firstRow} is written "${f.first}"; that stays.`,
  'factory.differs': (f) => `The factory of row ${f.firstRow} has "${f.first}"; that stays.`,
  'factory.ambiguous': (f) => `${f.factories} factories of this country have this name; ${f.taken ? `the one with the code ${f.taken} is taken` : 'one without a code is taken'}. A factory code would tell them apart.`,
  'product.differs': (f) => `The same unit (client, factory, class, models) has "${f.first}" in row ${f.firstRow}; that stays.`,
  'replaces.unknown': () => 'No declaration of this number in the file or in Homolog; the row is taken over without the link.',
  'models.repeated': (f) => `Named twice, kept once: ${(f.models as string[]).join(', ')}.`,
  'responsible.not-an-address': () => 'Neither an e-mail address nor the name of exactly one member; the row is taken over without a responsible person.',
  'responsible.no-member': () => 'No member of this workspace has this address; the person is noted and can be invited.',
  'known.differs': (f) => `Known here with "${f.known}"; that stays unless known rows are updated.`,
  'row.hidden': () => 'The row is hidden in the spreadsheet and was read all the same.',
}; // prettier-ignore

export interface FaultPlace {
  row: number;
  column: string;
  as: RegisterColumn;
  heading: string;
  found: string;
}

const FOUND_MAX = 80;

/** A fault with its English words. */
export function registerFault(place: FaultPlace, code: FaultCode, facts: Facts = {}): RegisterFault {
  const words = FAULT_TEXTS[code];
  return {
    ...place,
    found: cutText(place.found, FOUND_MAX),
    code,
    facts,
    detail: words.detail(facts),
    allowed: words.allowed(facts),
  };
}

/** A warning with its English words. */
export function registerWarning(place: FaultPlace, code: WarningCode, facts: Facts = {}): RegisterWarning {
  return { ...place, found: cutText(place.found, FOUND_MAX), code, facts, detail: WARNING_TEXTS[code](facts) };
}
