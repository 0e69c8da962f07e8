import { randomBytes } from 'node:crypto';
import { startTemporaryPostgres, type TemporaryPostgres } from '../temporary-postgres.js';
import { benchPlans } from './reminders-plans.js';
import { benchSending } from './reminders-sending.js';
import { benchSweep } from './reminders-sweep.js';

/**
 * Prints what finding the due costs beside how much is planned, and how fast mails leave beside a bare loop over the mail
 * library, and how long the plans of a morning take. `sending`, `plans` or `sweep` alone when named.
 */
export async function benchReminders(which: readonly string[]): Promise<void> {
  const isWanted = (part: string) => which.length === 0 || which.includes(part);
  if (isWanted('sending')) await on({ durable: true }, benchSending);
  if (isWanted('plans')) await on({ durable: false }, benchPlans);
  if (isWanted('sweep')) await on({ durable: false }, benchSweep);
}

async function on(
  options: { durable: boolean },
  bench: (postgres: TemporaryPostgres, secret: string) => Promise<void>,
): Promise<void> {
  const postgres = await startTemporaryPostgres(options);
  try {
    await bench(postgres, randomBytes(32).toString('base64url'));
  } finally {
    await postgres.stop();
  }
}
