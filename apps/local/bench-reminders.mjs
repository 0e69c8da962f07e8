// `npm run bench:reminders [-- sending | plans | sweep]`: builds what is missing, then prints the figures; see
// apps/local/src/bench/reminders.ts.
import { prepare } from './prepare.mjs';

await prepare();
const { benchReminders } = await import('../../dist/apps/local/src/bench/reminders.js');
await benchReminders(process.argv.slice(2));
