// `npm run bench`: builds what is missing, then prints the figures; see apps/local/src/bench/bench.ts.
import { prepare } from './prepare.mjs';

await prepare();
const { bench } = await import('../../dist/apps/local/src/bench/bench.js');
await bench();
