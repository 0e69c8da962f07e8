import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Auth } from '#features/accounts/auth';
import { loadConfig, WrongSettings } from '#platform/config/config';
import { makeLogger } from '#platform/platform.module';
import { createApi } from './app.js';

/** Milliseconds in which requests under way may finish once a stop was asked for. */
const STOP_AFTER_MS = 10_000;

async function main(): Promise<void> {
  const config = loadConfig();
  const log = makeLogger(config, 'api');
  const running: { app?: NestFastifyApplication } = {};
  let isStopping = false;

  const stop = async (why: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), STOP_AFTER_MS).unref();
    await running.app?.close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  // The launcher of `npm start` holds a channel to us; when it is killed the channel breaks, and we go too.
  if (process.channel) process.on('disconnect', () => void stop('the launcher is gone'));

  const app = (running.app = await createApi(config, log));
  await app.listen(config.port, config.host);
  log.info({ port: config.port, host: config.host, startedInMs: Math.round(performance.now()) }, 'listening');
  // Heavy and not needed to answer: loaded now, so that the first sign-in does not wait for it.
  void app.get(Auth).warmUp();
  process.send?.({ kind: 'listening', port: config.port });
}

main().catch((error: unknown) => {
  const { code, port } = error as { code?: string; port?: number };
  if (error instanceof WrongSettings) console.error(error.message);
  else if (code === 'EADDRINUSE')
    console.error(`Port ${port} is in use. Stop what listens there, or set HOMOLOG_PORT to another port.`);
  else console.error('The api could not start:', error);
  process.exit(1);
});
