import { loadConfig, WrongSettings } from '#platform/config/config';
import { makeLogger } from '#platform/platform.module';
import { startWorker, type RunningWorker } from './worker.js';

/** Milliseconds in which the mails and imports under way may finish once a stop was asked for. */
const STOP_AFTER_MS = 15_000;

async function main(): Promise<void> {
  const config = loadConfig();
  const log = makeLogger(config, 'worker');
  const running: { worker?: RunningWorker } = {};
  let isStopping = false;

  const stop = async (why: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), STOP_AFTER_MS).unref();
    await running.worker?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  // The launcher of `npm start` holds a channel to us; when it is killed the channel breaks, and we go too.
  if (process.channel) process.on('disconnect', () => void stop('the launcher is gone'));

  running.worker = await startWorker(config, log);
  log.info({ queue: config.redisUrl ? 'redis' : 'postgres', startedInMs: Math.round(performance.now()) }, 'working');
  process.send?.({ kind: 'working' });
}

main().catch((error: unknown) => {
  if (error instanceof WrongSettings) console.error(error.message);
  else console.error('The worker could not start:', error);
  process.exit(1);
});
