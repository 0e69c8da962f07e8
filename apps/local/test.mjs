// `npm test`: every test of the project, from a fresh clone on a machine with only Node. What is written behind `--`
// goes to Jest: `npm test -- certificates`.
import './node-version.mjs';

import('./test-steps.mjs').then(({ test }) => test(process.argv.slice(2)));
