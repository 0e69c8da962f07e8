// `npm run build`: installs and builds what is missing or older than its sources, as `npm start` does.
import './node-version.mjs';

import('./prepare.mjs').then(async ({ prepare }) => {
  const { runMain } = await import('./terminal.mjs');
  await runMain(prepare);
});
