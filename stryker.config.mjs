/** Mutation testing of one folder of the rules, named by HOMOLOG_PART; `npm run test:mutation` runs them all. */
const part = process.env.HOMOLOG_PART ?? 'root';
const folder = part === 'root' ? 'libs/domain' : `libs/domain/${part}`;

export default {
  testRunner: 'jest',
  // The tests of the folder are few: looking for those that a file is used by takes longer.
  jest: { configFile: 'jest.domain.config.cjs', enableFindRelatedTests: false },
  mutate: [`${folder}/*.ts`, `!${folder}/*.spec.ts`],
  // Static tables (words, columns) are reloaded for each of their mutants, which costs more than all others together.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A mutant that counts days without end is found when it has run for so long; beside other work tests are slow too.
  timeoutMS: 10_000,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: `.homolog/mutation/${part}.html` },
  jsonReporter: { fileName: `.homolog/mutation/${part}.json` },
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  tempDirName: `.homolog/mutation/work-${part}`,
  ignorePatterns: ['.homolog', 'dist', 'apps/web', 'docs', 'docker'],
};
