// @ts-check
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from './lock.mjs';
import { assertPortFree, portProblem } from './port.mjs';
import { assertSpace, makeFolder, prepare } from './prepare.mjs';
import { root, runMain, step, Trouble } from './terminal.mjs';

/** Megabytes that a first and a later start need: the database alone begins with 50. */
const DATA_MB = 300;

export function start() {
  return runMain(async () => {
    if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
    const setting = (/** @type {string} */ name) => process.env[name]?.trim();
    const port = setting('HOMOLOG_PORT') || '3000';
    const host = setting('HOMOLOG_HOST') || '127.0.0.1';
    const dataFolder = resolve(root, setting('HOMOLOG_DATA_DIR') || '.homolog');
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
      // The one setting that is needed before the packages are there; libs/platform/config checks all of them.
      throw new Trouble(`HOMOLOG_PORT is "${port}"; allowed is a whole number from 1 to 65535.`);
    }
    console.log(`Homolog in ${root} (Node ${process.versions.node})`);

    makeFolder(dataFolder);
    assertSpace(dataFolder, DATA_MB);
    const lock = takeLock(join(dataFolder, 'lock'), { url: `http://localhost:${port}` });
    if (lock.holder) {
      throw new Trouble(`Homolog already runs on ${dataFolder} (process ${lock.holder.pid}) at ${lock.holder.url}.`);
    }
    process.once('exit', lock.release);

    // Said before the long work. After a `kill -9` the processes left behind need a moment to notice and to let go.
    for (let tries = 0; lock.wasStale && tries < 50 && (await portProblem(host, Number(port))); tries++)
      await sleep(200);
    await assertPortFree(host, Number(port));

    await prepare();
    const { launch } = await import(join(root, 'dist/apps/local/src/launcher.js'));
    await launch({ root, dataFolder, step, assertPortFree });
  });
}
