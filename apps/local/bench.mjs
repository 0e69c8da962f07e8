// `npm run bench`: builds what is missing, then prints the figures; see apps/local/src/bench/bench.ts and cases.ts.
import { prepare } from './prepare.mjs';

await prepare();
const { bench } = await import('../../dist/apps/local/src/bench/bench.js');
const { benchCases } = await import('../../dist/apps/local/src/bench/cases.js');
await bench();
await benchCases();
