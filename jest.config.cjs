// Nest 12 and better-auth are ES modules; Jest 30 cannot require() those on Node 20, so every file of
// node_modules is transformed too (cached after the first run). See docs/decisions/0002-tests.md.
const swc = (syntax) => ({
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser: syntax === 'ts' ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
    ...(syntax === 'ts' && {
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    }),
  },
  sourceMaps: syntax === 'ts' ? 'inline' : false,
});

module.exports = {
  testEnvironment: 'node',
  testRegex: '\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/apps/web/'],
  testEnvironmentOptions: { customExportConditions: ['homolog-src', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['@swc/jest', swc('ts')], '^.+\\.m?js$': ['@swc/jest', swc('js')] },
  transformIgnorePatterns: [],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.homolog/'],
  testTimeout: 30_000,
  globalSetup: '<rootDir>/test/support/global-setup.cjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.cjs',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  maxWorkers: 2,
  // Every test file loads everything anew, and what it loaded is not all given back: near its limit a worker only collects.
  workerIdleMemoryLimit: '1500MB',
};
