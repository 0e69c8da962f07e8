import { Auth } from '#features/accounts/auth';
import { runProcess } from '#platform/run-process';
import { createApi } from './app.js';

void runProcess({
  name: 'api',
  stopAfterMs: 10_000,
  async start(config, log) {
    const app = await createApi(config, log);
    await app.listen(config.port, config.host);
    log.info({ port: config.port, host: config.host, startedInMs: Math.round(performance.now()) }, 'listening');
    // Heavy and not needed to answer: loaded now, so that the first sign-in does not wait for it.
    void app.get(Auth).warmUp();
    process.send?.({ kind: 'listening', port: config.port });
    return () => app.close();
  },
  explain(error) {
    const { code, port } = error as { code?: string; port?: number };
    if (code !== 'EADDRINUSE') return null;
    return `Port ${port} is in use. Stop what listens there, or set HOMOLOG_PORT to another port.`;
  },
});
