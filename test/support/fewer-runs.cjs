// fast-check as mutation runs see it: a property that holds is tried again for each mutant, and one that a mutant
// breaks shows it within a few runs. By its path, because its name is mapped to this file.
const fastCheck = require('../../node_modules/fast-check');
fastCheck.configureGlobal({ numRuns: 25 });
module.exports = fastCheck;
