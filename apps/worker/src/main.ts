import { runProcess } from '#platform/run-process';
import { startWorker } from './worker.js';

void runProcess({
  name: 'worker',
  stopAfterMs: 15_000,
  async start(config, log) {
    const worker = await startWorker(config, log);
    log.info({ queue: config.redisUrl ? 'redis' : 'postgres', startedInMs: Math.round(performance.now()) }, 'working');
    process.send?.({ kind: 'working' });
    return () => worker.stop();
  },
});
