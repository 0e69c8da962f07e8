require('./load-typescript.cjs');
module.exports = require('./test-run.ts').startTestRun;
