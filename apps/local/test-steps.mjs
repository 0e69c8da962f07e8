// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { prepare } from './prepare.mjs';
import { root, runMain, step, Trouble } from './terminal.mjs';

/** Programs that some tests need and npm does not bring; Jest's set-up finds them in PATH, as we do here. */
const tools = [
  { packages: ['redis-server'], programs: ['redis-server', 'valkey-server'], part: 'the job tests on Redis' },
  {
    packages: ['chromium', 'fonts-noto-cjk'],
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    part: 'the browser tests',
  },
];

export function test(/** @type {string[]} */ args) {
  return runMain(async () => {
    await prepare();
    const missing = await fetchTools();
    const { passed, failed, code } = await runJest(args);
    for (const { part, packages } of missing) {
      console.log(
        `\n*** NOT RUN: ${part}. They need ${packages.join(' and ')}, which is not here and could not be fetched.`,
      );
    }
    if (passed + failed === 0) console.log('\nNo test ran.');
    process.exitCode = failed > 0 || passed === 0 ? 1 : code;
    console.log(`\n${passed} passed, ${failed} failed`);
  });
}

/** @returns the tools that are neither there nor to be had */
async function fetchTools() {
  const wanted = tools.filter(({ programs }) => !inPath(programs));
  const mayFetch = process.getuid?.() === 0 && existsSync('/etc/debian_version') && inPath(['apt-get']);
  if (wanted.length && mayFetch) {
    const packages = wanted.flatMap((tool) => tool.packages);
    // The package of Redis starts a server of its own; tests leave it alone and start theirs on a free port.
    await step(`Fetching ${packages.join(', ')}`, async () => {
      for (const line of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) await aptGet(line);
    }).catch((error) => console.log(`  ${error.message}`));
  }
  return tools.filter(({ programs }) => !inPath(programs));
}

/** @param {string[]} args @returns {Promise<void>} */
function aptGet(args) {
  return new Promise((resolve, reject) => {
    const child = spawn('apt-get', ['-qq', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`apt-get ${args[0]} failed: ${said.trim()}`)),
    );
  });
}

/** @param {string[]} names */
function inPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.some((name) => folders.some((folder) => existsSync(join(folder, name))));
}

/**
 * Runs Jest and counts from its own result file. A file that could not even be loaded counts as one failure, so that
 * the last line never says "0 failed" over a broken run.
 *
 * @param {string[]} args
 */
async function runJest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'homolog-jest-'));
  const resultFile = join(folder, 'result.json');
  try {
    const code = await new Promise((resolve, reject) => {
      const jest = spawn(
        process.execPath,
        [
          '--max-old-space-size=3072',
          join(root, 'node_modules/jest/bin/jest.js'),
          '--json',
          `--outputFile=${resultFile}`,
          ...args,
        ],
        // With --json Jest prints its report on stderr and the result on stdout as well.
        { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => jest.kill(signal));
      jest.once('error', reject);
      jest.once('close', (status) => resolve(status ?? 1));
    });
    if (!existsSync(resultFile)) throw new Trouble('Jest ended without a result, see above.');
    const result = JSON.parse(readFileSync(resultFile, 'utf8'));
    return { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites, code };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
