// `npm start`: from a fresh clone to a running Homolog. Plain JavaScript without dependencies up to the point where the
// packages are installed and the server is built; then dist/apps/local/src/launcher.js takes over in this process.
import './node-version.mjs';

import('./start-steps.mjs').then(({ start }) => start());
