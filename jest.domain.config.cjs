// The rules alone: they need no database, so they start in milliseconds.
const shared = { ...require('./jest.config.cjs'), testRegex: 'libs/domain/.*\\.spec\\.ts$' };
shared.roots = ['<rootDir>/libs/domain'];
delete shared.globalSetup;
delete shared.globalTeardown;

module.exports = shared;
