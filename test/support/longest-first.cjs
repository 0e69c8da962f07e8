// Jest runs first what took longest the last time. A fresh clone knows no times and would go by the size of the files,
// where a test of three lines that waits for minutes comes last and the other worker has nothing left to do.
const { default: Sequencer } = require('@jest/test-sequencer');

/** Seconds, about; what is not named here is short. */
const USUAL = [
  [/^test\/browser\/(screens|case-walk)\./, 90],
  [/^test\/http\/(walls|register-import)\./, 75],
  [/^test\/jobs\/(delivery|faults-on-redis)\./, 60],
  [/^test\/(database\/demonstration|http\/accounts|jobs\/(december-first|faults-on-postgres))\./, 40],
  [/^test\/browser\//, 20],
  [/^test\/jobs\//, 15],
  [/^test\/(http|database)\//, 7],
];

module.exports = class LongestFirst extends Sequencer {
  time(test) {
    const path = test.path.slice(test.context.config.rootDir.length + 1).replaceAll('\\', '/');
    return super.time(test) ?? 1_000 * (USUAL.find(([pattern]) => pattern.test(path))?.[1] ?? 1);
  }
};
