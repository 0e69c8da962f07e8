import { isDay, type Day } from '#domain/day';

/** Built-in formats that show a day: 14-17 and 22; 27-36 and 50-58 in Chinese, Japanese and Korean Excel. */
function isBuiltInDateFormat(id: number): boolean {
  return (
    (id >= 14 && id <= 17) ||
    id === 22 ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58
  );
}

/**
 * Whether a number format shows a day (and not only a time, a sum or a count).
 *
 * @param id of the format; below 164 it is one of Excel's own unless the file says otherwise
 * @param code the file's own code of the format, e.g. `yyyy"年"m"月"d"日"`
 */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDateFormat(id);
  const signs = code
    .split(';')[0]!
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/E[+-]/gi, '')
    .toLowerCase();
  return /[yd]|e{1,4}(?=[./年-])|m{3,}/.test(signs) && !signs.includes('general') && !/^[#0?.,% ]+$/.test(signs);
}

/** How many digits a format such as `0000` fills up with zeros; 0 when it is no such format. */
export function zeroPadding(code: string | undefined): number {
  return code !== undefined && /^0{2,20}$/.test(code) ? code.length : 0;
}

const MS_PER_DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/**
 * The day of a date serial; its time is cut off.
 *
 * The system of 1900 counts a 29 February 1900 that never was (serial 60), so earlier serials stand a day later.
 *
 * @returns null when it is no day between 1900 and 2199
 */
export function dayOfSerial(serial: number, is1904: boolean): Day | null {
  const whole = Math.floor(serial);
  if (!Number.isFinite(whole) || whole < 0 || whole > 200_000) return null;
  if (!is1904 && (whole < 1 || whole === 60)) return null;
  const shift = !is1904 && whole < 60 ? 1 : 0;
  const day = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + (whole + shift) * MS_PER_DAY).toISOString().slice(0, 10);
  return isDay(day) ? day : null;
}

/**
 * A number of the file as a person typed it: no exponent, no rounding tail (`44.299999999999997` -> `44.3`).
 *
 * @returns null when it has 16 digits or more and the ones behind the 15th are zeros: then they may have been lost
 */
export function plainNumber(raw: string): string | null {
  const number = Number(raw);
  if (!Number.isFinite(number)) return raw;
  if (!Number.isInteger(number)) return String(number);
  if (Math.abs(number) < 1e15) return String(number);
  const digits = BigInt(number).toString();
  // Excel keeps 15 digits, so a digit other than zero behind them says that another program wrote the number in full;
  // up to 2^53 it is exact.
  const isWhole = Number.isSafeInteger(number) && /[1-9]/.test(digits.replace('-', '').slice(15));
  return isWhole ? digits : null;
}
