import { existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

const MAX_BYTES = 20 * 1024 * 1024;

/** Opens a log for appending; a long one becomes `<name>.1` first, in place of the one before. */
export function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > MAX_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/**
 * The end of a log, indented, for an error message.
 *
 * @param fromByte what stood before it is an older story
 */
export function lastLines(path: string, count: number, fromByte = 0): string {
  const lines = readFileSync(path).subarray(fromByte).toString().trimEnd().split('\n');
  return lines
    .slice(-count)
    .filter((line) => line !== '')
    .map((line) => `    ${sentenceOf(line).slice(0, 300)}`)
    .join('\n');
}

/** The words of a JSON line; any other line as it is. */
function sentenceOf(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { msg = '', err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return err?.message ? `${msg}: ${err.message}` : msg || line;
  } catch {
    return line;
  }
}
