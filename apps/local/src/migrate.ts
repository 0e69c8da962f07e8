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
  // Loaded only here: the seed works through the features, which no migration needs.
  const { seed } = await import('./seed/seed.js');
  process.send?.({ isSeeded: await seed(loadConfig(), log) });
}

main().then(
  () => process.exit(0),
  (error: Error & { code?: string }) => {
    const isAway = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(error.code ?? '');
    // Wrong name or password, no such database, may not make roles.
    const refuses = ['28000', '28P01', '3D000', '42501'].includes(error.code ?? '');
    if (error instanceof WrongSettings) console.error(error.message);
    else if (isAway) console.error(`The database of DATABASE_URL does not answer (${error.message || error.code}).`);
    else if (refuses) console.error(`The database of DATABASE_URL refuses: ${error.message}. See docs/operations.md.`);
    else console.error('The database could not be brought to this version:', error);
    process.exit(1);
  },
);
