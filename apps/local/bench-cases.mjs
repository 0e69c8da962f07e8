// `npm run bench:cases`: builds what is missing, then prints the figures, of all looks or (`-- 'with q'`) of those
// with this in their name; see apps/local/src/bench/cases.ts.
import { prepare } from './prepare.mjs';

await prepare();
const { benchCases } = await import('../../dist/apps/local/src/bench/cases.js');
await benchCases(process.argv[2]);
