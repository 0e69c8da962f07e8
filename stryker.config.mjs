/** Mutation testing of one folder of the rules, named by HOMOLOG_PART; `npm run test:mutation` runs them all. */
const part = process.env.HOMOLOG_PART ?? 'root';
const folder = part === 'root' ? 'libs/domain' : `libs/domain/${part}`;

export default {
  // Jest loads every file anew for each mutant; Mocha runs what it has loaded, which takes milliseconds.
  testRunner: 'mocha',
  mochaOptions: { spec: [`${folder}/*.spec.ts`], require: ['./test/support/mocha-domain.cjs'] },
  mutate: [`${folder}/*.ts`, `!${folder}/*.spec.ts`],
  // Static tables (words, columns) would need everything loaded anew for each of their mutants.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A mutant that counts days without end is found when it has run for so long.
  timeoutMS: 5_000,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  htmlReporter: { fileName: `.homolog/mutation/${part}.html` },
  jsonReporter: { fileName: `.homolog/mutation/${part}.json` },
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  tempDirName: `.homolog/mutation/work-${part}`,
  ignorePatterns: ['.homolog', 'dist', 'apps/web', 'docs', 'docker'],
};
