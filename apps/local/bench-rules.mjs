// `npm run bench:rules`: builds what is missing, then prints the figures; see apps/local/src/bench/rules.ts.
import { prepare } from './prepare.mjs';

await prepare();
const { benchRules } = await import('../../dist/apps/local/src/bench/rules.js');
await benchRules();
