/** One register row, from its cells and the rules between them. */

import { BODIES, isSelfDeclaration, type Scheme } from '../certificate.js';
import type { CertificateStatus } from '../states/certificate-status.js';
import type { Day } from '../day.js';
import type { Language } from '../permissions.js';
import type { SheetRow } from './cell.js';
import type { Headings } from './columns.js';
import type { ReadingRules, RegisterRow, RowReading } from './register-row.js';
import { RowCells } from './row-cells.js';
import { isEmail, narrow, tidyText } from './text.js';
import { isTimeZone, readBody, readCountry, readLanguage, readStatus } from './words.js';

/**
 * Reads one row. Each cell is judged by itself and has at most one fault; rules between cells (valid until after
 * issued) speak only when both cells could be read, so that one slip is one line.
 */
export function readRow(sheetRow: SheetRow, headings: Headings, rules: ReadingRules): RowReading {
  const cells = new RowCells(sheetRow, headings, rules);
  const clientName = cells.required('client');
  const clientZh = cells.text('clientZh');
  const country = cells.requiredWord('country', 'country.unknown', readCountry);
  const contact = readContact(cells, country);
  const factory = cells.required('factory');
  const factoryCode = cells.factoryCode();
  const factoryClass = cells.factoryClass();
  const lastFollowUpOn = cells.date('lastFollowUp', false);
  const classCode = cells.classCode();
  const product = cells.required('product');
  const productZh = cells.text('productZh');
  const manufacturer = cells.text('manufacturer');
  const models = cells.models();
  const scheme = cells.scheme();
  const body = cells.word('body', 'body.unknown', readBody, { bodies: BODIES });
  const number = cells.required('number');
  const standard = cells.text('standard');
  const issuedOn = cells.date('issued', true);
  const validUntil = readValidUntil(cells, scheme, issuedOn);
  const status = cells.requiredWord('status', 'status.unknown', readStatus);
  const replaces = cells.text('replaces');
  const responsible = cells.responsible();
  const remarks = cells.text('remarks');
  if (sheetRow.isHidden) cells.warn('client', 'row.hidden');
  doubt(cells, rules, scheme, classCode, issuedOn, validUntil, status);

  const certificate = { number: number!, scheme: scheme!, body: body ?? null, issuedOn: issuedOn!, validUntil: validUntil ?? null, status: status!, replaces: replaces ?? null }; // prettier-ignore
  const register: RegisterRow | null =
    cells.faults.length > 0
      ? null
      : {
          row: sheetRow.row,
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
  return { register, known, faults: cells.faults, warnings: cells.warnings, tidied: cells.tidied };
}

/** Whether the row says anything in a column that we know. Totals, legends and blank rows below a register do not. */
export function isBlankRow(sheetRow: SheetRow, headings: Headings): boolean {
  for (const { column } of headings.columns.values()) {
    const cell = sheetRow.cells[column];
    if (cell && tidyText(cell.text) !== '') return false;
  }
  return true;
}

/** A person of the client; without an address there is none. */
function readContact(cells: RowCells, country: string | undefined): RegisterRow['contact'] | undefined {
  const email = cells.text('email');
  const name = cells.text('contact');
  const language = cells.word('language', 'language.unknown', readLanguage);
  const timeZone = cells.word('timeZone', 'time-zone.unknown', (text) => (isTimeZone(text) ? text : null));
  if (email === undefined) {
    if (name !== undefined && cells.cellIsEmpty('email')) cells.warn('contact', 'contact.without-address');
    return undefined;
  }
  const address = narrow(email).toLowerCase();
  if (!isEmail(address)) {
    cells.fault('email', 'email.not-an-address');
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

/** A declaration has no last day; "long-term" (长期) says the same. A certificate needs one. */
function readValidUntil(cells: RowCells, scheme: Scheme | undefined, issuedOn: Day | undefined): Day | undefined {
  const isDeclaration = scheme !== undefined && isSelfDeclaration(scheme);
  const read = cells.optional('validUntil');
  if (read.is === 'fault') return undefined;
  const isOpenEnded = read.is === 'value' && /^(?:长期|長期|长期有效|unlimited|unbefristet)$/i.test(read.text);
  if (read.is === 'empty' || (isOpenEnded && isDeclaration)) {
    if (scheme !== undefined && !isDeclaration) {
      cells.fault('validUntil', 'cell.empty', {
        allowed: 'The last valid day of the certificate; only a self-declaration has none',
      });
    }
    return undefined;
  }
  const day = cells.date('validUntil', false);
  if (day !== undefined && issuedOn !== undefined && day <= issuedOn) {
    cells.fault('validUntil', 'date.before-issued', { issuedOn });
    return undefined;
  }
  return day;
}

/**
 * SAMR Announcement 44/2019: declarations of the automotive groups from 17 October 2019, the only way from 1 January
 * 2020; Announcement 57/2025: no new ones from 1 July 2026. Certainty: secondary before 2026, official from then on.
 */
function doubt(
  cells: RowCells,
  rules: ReadingRules,
  scheme: Scheme | undefined,
  classCode: string | undefined,
  issuedOn: Day | undefined,
  validUntil: Day | undefined,
  status: CertificateStatus | undefined,
): void {
  const isConverting = classCode !== undefined && rules.classes.get(classCode)!.isConverting;
  if (scheme !== undefined && classCode !== undefined) {
    if (isSelfDeclaration(scheme)) {
      if (!isConverting) cells.warn('productClass', 'history.class-never-declared', { classCode });
      else if (issuedOn !== undefined && (issuedOn < '2019-10-17' || issuedOn > '2026-06-30')) {
        cells.warn('issued', 'history.declaration-out-of-time', { from: '2019-10-17', to: '2026-06-30', issuedOn });
      }
    } else if (
      scheme === 'ccc' &&
      isConverting &&
      issuedOn !== undefined &&
      issuedOn >= '2020-01-01' &&
      issuedOn <= '2026-06-30'
    ) {
      cells.warn('issued', 'history.certificate-in-declaration-time', {
        from: '2020-01-01',
        to: '2026-06-30',
        issuedOn,
      });
    }
  }
  if (issuedOn !== undefined && issuedOn > rules.today) cells.warn('issued', 'history.issued-in-future', { issuedOn });
  if (scheme === 'ccc' && issuedOn !== undefined && validUntil !== undefined && validUntil > fiveYearsAfter(issuedOn)) {
    cells.warn('validUntil', 'history.longer-than-five-years', { validUntil });
  }
  if (status !== undefined && validUntil !== undefined) {
    const isPast = validUntil < rules.today;
    if (isPast && (status === 'valid' || status === 'suspended'))
      cells.warn('status', 'status.valid-but-expired', { status, validUntil });
    if (!isPast && status === 'expired') cells.warn('status', 'status.expired-too-early', { validUntil });
  }
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
