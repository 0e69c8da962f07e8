// @ts-check
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Something the person at the terminal can put right: printed as one sentence, without a stack. */
export class Trouble extends Error {
  /** @override */
  name = 'Trouble';
}

/** Runs a command to its end; trouble becomes a sentence and exit code 1. */
export async function runMain(/** @type {() => Promise<void>} */ main) {
  try {
    await main();
  } catch (error) {
    console.error(`\n${explain(error)}`);
    process.exit(1);
  }
}

/** @param {any} error */
export function explain(error) {
  if (error.name === 'Trouble' || error.name === 'WrongSettings') return error.message;
  if (error.code === 'ENOSPC')
    return 'The disk is full. Make some space and start again; nothing that was saved is lost.';
  if (error.code === 'EROFS' || error.code === 'EACCES' || error.code === 'EPERM') {
    return `${error.path ?? 'A file'} may not be written by this user (${error.code}). Start as its owner, or set HOMOLOG_DATA_DIR.`;
  }
  return error.stack ?? String(error);
}

/**
 * Prints a step while it runs and how long it took; a dot every five seconds shows that it is alive.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = performance.now();
  process.stdout.write(`  ${title} ...`);
  const dots = setInterval(() => process.stdout.write('.'), 5_000);
  try {
    const result = await work();
    process.stdout.write(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write(' failed\n');
    throw error;
  } finally {
    clearInterval(dots);
  }
}
