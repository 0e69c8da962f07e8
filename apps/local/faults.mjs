// `npm run test:faults [-- --reminders=10000 --seed=7 --backend=redis]`: builds what is missing, then lets everything
// fail that may; see apps/local/src/faults/faults.ts.
import { prepare } from './prepare.mjs';
import { runMain } from './terminal.mjs';

await runMain(async () => {
  await prepare();
  const { testFaults } = await import('../../dist/apps/local/src/faults/faults.js');
  process.exitCode = (await testFaults(process.argv.slice(2))) ? 0 : 1;
});
