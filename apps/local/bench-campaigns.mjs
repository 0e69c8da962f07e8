// `npm run bench:campaigns`: builds what is missing, then prints the figures; see apps/local/src/bench/campaigns.ts.
import { prepare } from './prepare.mjs';

await prepare();
const { benchCampaigns } = await import('../../dist/apps/local/src/bench/campaigns.js');
await benchCampaigns();
