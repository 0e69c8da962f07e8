/**
 * Mutation testing of the rules: `npm run test:mutation [-- --mutate libs/domain/calendar/counting.ts]`. A command of its own,
 * because it runs the tests of the domain some ten thousand times: half an hour on two quiet cores. Report: .homolog/mutation/index.html.
 */
export default {
  testRunner: 'jest',
  jest: { configFile: 'jest.domain.config.cjs' },
  mutate: ['libs/domain/**/*.ts', '!libs/domain/**/*.spec.ts'],
  // Static tables (words, columns) are reloaded for each of their mutants, which costs more than all others together.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: '.homolog/mutation/index.html' },
  jsonReporter: { fileName: '.homolog/mutation/mutation.json' },
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  thresholds: { high: 90, low: 85, break: 85 },
  tempDirName: '.homolog/mutation/work',
  ignorePatterns: ['.homolog', 'dist', 'apps/web', 'docs', 'docker'],
};
