import { migrate } from '#database/migrate';
import { loadConfig, loadMigrationConfig, WrongSettings } from '#platform/config/config';

const log = (line: string) => console.log(line);

/**
 * Brings the database to this version's schema; with `--seed` also lays the demonstration world into an empty one.
 * A program of its own, for the images and for `npm start`: afterwards nobody needs the owner's password.
 */
async function main(): Promise<void> {
  const { databaseUrl, secret } = loadMigrationConfig();
  await migrate({ databaseUrl, secret, log });
  if (!process.argv.includes('--seed')) return;
  // Loaded only here: the seed works through the features, which the image's migration does not need.
  const [{ seed }, { DEMO_SIGN_INS }] = await Promise.all([import('./seed/seed.js'), import('./seed/demo-world.js')]);
  const isNew = await seed(loadConfig(), log);
  process.send?.({ isNew, signIns: DEMO_SIGN_INS });
}

main().then(
  () => process.exit(0),
  (error: Error & { code?: string }) => {
    const isAway = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(error.code ?? '');
    if (error instanceof WrongSettings) console.error(error.message);
    else if (isAway) console.error(`The database of DATABASE_URL does not answer (${error.message || error.code}).`);
    else console.error('The database could not be brought to this version:', error);
    process.exit(1);
  },
);
