// The rules alone: they need no database, so they start in milliseconds. With HOMOLOG_PART the tests of one folder, in
// one file, as mutation runs have them.
const shared = { ...require('./jest.config.cjs') };
shared.testRegex = process.env.HOMOLOG_PART ? 'test/support/domain-part\\.cjs$' : 'libs/domain/.*\\.spec\\.ts$';
shared.moduleNameMapper = { ...shared.moduleNameMapper, '^fast-check$': '<rootDir>/test/support/fewer-runs.cjs' };
// Each mutant starts Jest anew, and Jest begins by looking through its roots.
shared.roots = ['<rootDir>/libs/domain', '<rootDir>/test/support'];
shared.moduleFileExtensions = ['ts', 'js', 'mjs', 'cjs', 'json', 'node'];
shared.watchman = false;
delete shared.globalSetup;
delete shared.globalTeardown;

module.exports = shared;
