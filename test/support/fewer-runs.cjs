// A property that holds is tried again for each mutant; one that a mutant breaks shows it within a few runs.
require('fast-check').configureGlobal({ numRuns: 25 });
