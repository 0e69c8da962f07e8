// The rules alone: they need no database, so mutation runs (`npm run test:mutation`) start in milliseconds.
const shared = { ...require('./jest.config.cjs') };
/** one folder of the rules, as a mutation run looks at it (apps/local/mutation.mjs); all when left out */
const part = process.env.HOMOLOG_PART;
const folder = { undefined: '.*', root: '[^/]+' }[part] ?? `${part}/[^/]+`;
shared.testRegex = `libs/domain/${folder}\\.spec\\.ts$`;
shared.moduleNameMapper = { ...shared.moduleNameMapper, '^fast-check$': '<rootDir>/test/support/fewer-runs.cjs' };
// Each mutant starts Jest anew, and Jest begins by looking through its roots.
shared.roots = ['<rootDir>/libs/domain', '<rootDir>/test/support'];
shared.watchman = false;
delete shared.globalSetup;
delete shared.globalTeardown;

module.exports = shared;
