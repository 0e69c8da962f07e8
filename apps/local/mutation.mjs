// @ts-check
// `npm run test:mutation [-- calendar plan]`: how well the tests hold the rules, folder by folder of libs/domain.
// A mutant of a folder is held against the tests of that folder alone: a rule is to be held where it stands.
// Reports: .homolog/mutation.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runMain, Trouble } from './terminal.mjs';

/** Percent of the mutants that must be found, over all parts. */
const LEAST = 85;
const reports = join(root, '.homolog', 'mutation');
const domain = join(root, 'libs', 'domain');

const parts = [
  'root',
  ...readdirSync(domain, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name),
];

/** @param {string} part @returns {Promise<void>} */
function run(part) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run'], {
      cwd: root,
      stdio: 'inherit',
      // The sources and not what was built of them.
      env: { ...process.env, HOMOLOG_PART: part, NODE_OPTIONS: '--conditions=homolog-src' },
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Trouble(`Stryker failed on ${part}.`))));
  });
}

/** @param {string} part */
function scoreOf(part) {
  /** @type {{ files: Record<string, { mutants: { status: string }[] }> }} */
  const { files } = JSON.parse(readFileSync(join(reports, `${part}.json`), 'utf8'));
  const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (/** @type {string[]} */ ...of) => states.filter((state) => of.includes(state)).length;
  return { found: count('Killed', 'Timeout'), missed: count('Survived', 'NoCoverage') };
}

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((part) => !parts.includes(part));
  if (unknown.length > 0) throw new Trouble(`No part called ${unknown.join(', ')}. There are: ${parts.join(', ')}.`);
  mkdirSync(reports, { recursive: true });
  const scores = [];
  for (const part of wanted.length > 0 ? wanted : parts) {
    await run(part);
    scores.push({ part, ...scoreOf(part) });
  }
  const total = scores.reduce((sum, { found, missed }) => ({ found: sum.found + found, missed: sum.missed + missed }), {
    found: 0,
    missed: 0,
  });
  const percent = (/** @type {{ found: number, missed: number }} */ { found, missed }) =>
    (100 * found) / Math.max(1, found + missed);
  for (const row of [...scores, { part: 'all', ...total }])
    console.log(
      `${row.part.padEnd(16)} ${percent(row).toFixed(1).padStart(6)} % of ${row.found + row.missed} mutants found`,
    );
  if (percent(total) < LEAST) throw new Trouble(`Fewer than ${LEAST} % were found.`);
});
