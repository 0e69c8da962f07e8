import { registerFault, registerWarning, type FaultCode, type FaultPlace, type WarningCode } from './fault.js';

const PLACE: FaultPlace = { row: 7, column: 'T', as: 'number', heading: 'No.', found: 'x' };
const ANY_DATE = 'A date: an Excel date, 2024-01-31, 2024.01.31, 31.01.2024 or 2024年1月31日';

describe('a fault of a register', () => {
  it.each<[FaultCode, Record<string, unknown>, string, string]>([
    [
      'cell.formula',
      {},
      'A formula. Only values are read.',
      'The value itself: copy the column and paste it as values',
    ],
    ['cell.error-value', {}, 'The spreadsheet could not work this cell out.', 'A value in place of the error'],
    ['cell.too-long', { maxCharacters: 30 }, 'Longer than 30 characters.', 'At most 30 characters'],
    [
      'cell.digits-lost',
      {},
      'A number of more than 15 digits: spreadsheets keep 15 of them and write zeros for the rest.',
      'The number typed again in a cell formatted as text',
    ],
    ['cell.no-such-day', {}, 'Formatted as a date, but the number stands for no day between 1900 and 2199.', ANY_DATE],
    ['cell.empty', {}, 'Nothing stands here, and it is needed.', 'A value in this cell'],
    ['cell.empty', { allowed: 'A day' }, 'Nothing stands here, and it is needed.', 'A day'],
    [
      'cell.merged',
      { range: 'B2:B4' },
      'Part of the merged cells B2:B4: only the first of them holds the value.',
      'The value in each row: unmerge the cells and fill them',
    ],
    [
      'text.too-long',
      { characters: 501, maxCharacters: 500 },
      '501 characters, more than fit here.',
      'At most 500 characters',
    ],
    ['date.not-a-date', {}, 'Not a date.', ANY_DATE],
    [
      'date.no-such-day',
      { day: 30, month: 2, year: 2026, lastDay: 28 },
      'There is no 30 February 2026.',
      'A day that exists; this month ended with day 28',
    ],
    ['date.no-such-day', { day: 1, month: 13, year: 2026 }, 'There is no month 13.', ANY_DATE],
    [
      'date.year-out-of-range',
      { year: 1887, firstYear: 1900, lastYear: 2199 },
      'The year 1887 is not between 1900 and 2199.',
      'A day of the years 1900 to 2199',
    ],
    [
      'date.ambiguous',
      { either: '2024-02-01', or: '2024-01-02' },
      'Could be 2024-02-01 or 2024-01-02.',
      '2024-02-01 or 2024-01-02, written year first',
    ],
    ['date.two-digit-year', {}, 'The year has two digits.', 'The year with four digits, for example 31.01.2024'],
    [
      'date.number',
      {},
      'A number that the spreadsheet does not show as a date.',
      'The cell formatted as a date, or the date as text: 2024-01-31',
    ],
    [
      'date.before-issued',
      { issuedOn: '2024-01-31' },
      'Not after the day of issue (2024-01-31).',
      'A day after 2024-01-31, or empty for a self-declaration',
    ],
    ['email.not-an-address', {}, 'Not an e-mail address.', 'One address in the form name@example.com'],
    ['language.unknown', {}, 'No mail can be written in this language.', 'en, de or zh'],
    ['time-zone.unknown', {}, 'Not a time zone.', 'A name such as Europe/Berlin or Asia/Tokyo, or empty'],
    [
      'country.unknown',
      {},
      'Not a country.',
      'The two letters of ISO 3166 (DE, JP, CN ...) or the name of the country',
    ],
    ['factory-class.unknown', {}, 'Not a factory class.', 'A, B, C, D or empty'],
    [
      'factory-code.shape',
      { characters: 6 },
      'A factory code has 7 letters and digits; here are 6.',
      '7 letters and digits, or empty',
    ],
    ['product-class.unknown', { codes: ['1104', '1109'] }, 'This class is not in the catalogue.', '1104, 1109'],
    ['models.too-many', { models: 501, maxModels: 500 }, '501 models in one cell.', 'At most 500 models in one unit'],
    [
      'models.too-long',
      { model: 'ABC', maxCharacters: 100 },
      'The model "ABC" is longer than 100 characters.',
      'Models split by ; or 、 or line ends',
    ],
    [
      'client.not-own',
      { own: 'Kestrel Motors Ltd' },
      "A manufacturer's workspace keeps only its own certificates (Kestrel Motors Ltd).",
      'Kestrel Motors Ltd',
    ],
    [
      'scheme.unknown',
      {},
      'Not a way of certification that is known here.',
      'CCC, CCC self-declaration A or B, CQC voluntary, CCAP voluntary, CAV voluntary',
    ],
    ['body.unknown', { bodies: ['CQC', 'CCAP'] }, 'Not a certification body that is known here.', 'CQC, CCAP or empty'],
    [
      'status.unknown',
      {},
      'Not a state of a certificate.',
      'valid 有效, suspended 暂停, cancelled 注销, revoked 撤销, expired 过期',
    ],
    ['number.twice', { firstRow: 4 }, 'The same number stands in row 4.', 'Each number once in the file'],
    [
      'number.of-another-client',
      { client: 'Lindauer' },
      'This number is known as a certificate of Lindauer.',
      'The number of a certificate of this client',
    ],
    [
      'replaces.itself',
      {},
      'A certificate cannot replace itself.',
      'The number of the declaration it replaces, or empty',
    ],
    [
      'replaces.no-declaration',
      {},
      'Only a self-declaration is replaced, and what stands under this number is a certificate.',
      'The number of a self-declaration, or empty',
    ],
    [
      'replaces.of-another-client',
      {},
      'This declaration belongs to another client.',
      'The number of a declaration of the same client, or empty',
    ],
    [
      'replaces.of-another-class',
      {},
      'This declaration is of another product class.',
      'The number of a declaration of the same product class, or empty',
    ],
    ['replaces.by-no-ccc', {}, 'Only a CCC certificate replaces a self-declaration.', 'Empty, or the scheme CCC'],
    ['replaces.twice', { firstRow: 9 }, 'Row 9 replaces the same declaration.', 'One certificate for each declaration'],
    [
      'replaces.twice',
      {},
      'Another certificate replaces this declaration already.',
      'One certificate for each declaration',
    ],
  ])('says of %s %j what is wrong and what is allowed', (code, facts, detail, allowed) => {
    expect(registerFault(PLACE, code, facts)).toEqual({ ...PLACE, code, facts, detail, allowed });
  });

  it.each<[WarningCode, Record<string, unknown>, string]>([
    [
      'history.declaration-out-of-time',
      { from: '2019-10-17', to: '2026-06-30', issuedOn: '2018-01-01' },
      'Self-declarations of this class were made from 2019-10-17 to 2026-06-30; this one is dated 2018-01-01.',
    ],
    [
      'history.certificate-in-declaration-time',
      { from: '2019-10-17', to: '2026-06-30', issuedOn: '2021-01-01' },
      'From 2019-10-17 to 2026-06-30 this class was self-declared; a CCC certificate dated 2021-01-01 is unusual.',
    ],
    ['history.class-never-declared', { classCode: '1101' }, 'Class 1101 was never open to self-declaration.'],
    ['history.issued-in-future', { issuedOn: '2027-01-01' }, 'Issued on 2027-01-01, which is still to come.'],
    [
      'history.longer-than-five-years',
      { validUntil: '2033-01-01' },
      'Valid for more than the five years a CCC certificate lasts (until 2033-01-01).',
    ],
    [
      'status.valid-but-expired',
      { status: 'valid', validUntil: '2020-01-01' },
      'Its status is valid, but it was valid until 2020-01-01.',
    ],
    ['status.expired-too-early', { validUntil: '2030-01-01' }, 'Expired by its status, but valid until 2030-01-01.'],
    ['scheme.procedure-assumed', {}, 'The procedure of the self-declaration is not named; procedure B is taken.'],
    [
      'contact.differs',
      { email: 'a@example.test', firstRow: 3, first: 'Anna' },
      'a@example.test was first met in row 3 with "Anna"; that stays.',
    ],
    ['contact.without-address', {}, 'A contact without an e-mail address is not taken over: no mail could reach it.'],
    ['client.differs', { firstRow: 3, first: 'Lindauer' }, 'The client of row 3 is written "Lindauer"; that stays.'],
    ['factory.differs', { firstRow: 3, first: 'DE' }, 'The factory of row 3 has "DE"; that stays.'],
    [
      'factory.ambiguous',
      { factories: 2, taken: 'F261021' },
      '2 factories of this country have this name; the one with the code F261021 is taken. A factory code would tell them apart.',
    ],
    [
      'factory.ambiguous',
      { factories: 2 },
      '2 factories of this country have this name; one without a code is taken. A factory code would tell them apart.',
    ],
    [
      'product.differs',
      { first: 'Lamp', firstRow: 3 },
      'The same unit (client, factory, class, models) has "Lamp" in row 3; that stays.',
    ],
    [
      'replaces.unknown',
      {},
      'No declaration of this number in the file or in Homolog; the row is taken over without the link.',
    ],
    ['models.repeated', { models: ['A', 'B'] }, 'Named twice, kept once: A, B.'],
    [
      'responsible.not-an-address',
      {},
      'Neither an e-mail address nor the name of exactly one member; the row is taken over without a responsible person.',
    ],
    [
      'responsible.no-member',
      {},
      'No member of this workspace has this address; the person is noted and can be invited.',
    ],
    ['known.differs', { known: 'Lamp' }, 'Known here with "Lamp"; that stays unless known rows are updated.'],
    ['row.hidden', {}, 'The row is hidden in the spreadsheet and was read all the same.'],
  ])('warns of %s %j in words', (code, facts, detail) => {
    expect(registerWarning(PLACE, code, facts)).toEqual({ ...PLACE, code, facts, detail });
  });

  it('shows at most 80 characters of what stands in the cell', () => {
    const long = 'a'.repeat(81);
    expect(registerFault({ ...PLACE, found: long }, 'date.not-a-date').found).toBe(`${'a'.repeat(79)}…`);
    expect(registerWarning({ ...PLACE, found: 'a'.repeat(80) }, 'row.hidden')).toMatchObject({
      found: 'a'.repeat(80),
      facts: {},
    });
  });
});
