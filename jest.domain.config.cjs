// The rules alone: they need no database, so mutation runs (`npm run test:mutation`) start in milliseconds.
const shared = { ...require('./jest.config.cjs'), testRegex: 'libs/domain/.*\\.spec\\.ts$' };
shared.setupFiles = ['<rootDir>/test/support/fewer-runs.cjs'];
delete shared.globalSetup;
delete shared.globalTeardown;

module.exports = shared;
