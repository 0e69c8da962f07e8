// All tests of one folder of libs/domain as one test file, for mutation runs (apps/local/mutation.mjs): each mutant is
// tried in a Jest of its own, and there a file costs more than its tests.
const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const part = process.env.HOMOLOG_PART;
const domain = join(__dirname, '..', '..', 'libs', 'domain');
const folder = part === 'root' ? domain : join(domain, part);
for (const name of readdirSync(folder).sort()) if (name.endsWith('.spec.ts')) require(join(folder, name));
