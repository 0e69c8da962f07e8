import type { Logger } from 'pino';
import { type Config, loadConfig, WrongSettings } from './config/config.js';
import { makeLogger } from './platform.module.js';

export interface ProcessPlan {
  /** in the log and in messages, e.g. `worker` */
  name: string;
  /** milliseconds in which what is under way may finish once a stop was asked for */
  stopAfterMs: number;
  /** starts the work and gives what stops it */
  start(config: Config, log: Logger): Promise<() => Promise<void>>;
  /** words for an error of the start that needs no stack; null: it is printed whole */
  explain?(error: unknown): string | null;
}

/**
 * The life of one of our processes: settings, log, start, and an orderly stop on SIGTERM, SIGINT and the end of the
 * launcher. Never resolves before the process has started; a start that fails ends it with code 1 and a message.
 */
export async function runProcess({ name, stopAfterMs, start, explain }: ProcessPlan): Promise<void> {
  try {
    const config = loadConfig();
    const log = makeLogger(config, name);
    const running: { end?: () => Promise<void> } = {};
    let isStopping = false;
    const stop = async (why: string) => {
      if (isStopping) return;
      isStopping = true;
      log.info({ why }, 'stopping');
      setTimeout(() => process.exit(1), stopAfterMs).unref();
      await running.end?.();
      process.exit(0);
    };
    process.on('SIGTERM', () => void stop('SIGTERM'));
    process.on('SIGINT', () => void stop('SIGINT'));
    // The launcher of `npm start` holds a channel to us; when it is killed the channel breaks, and we go too.
    if (process.channel) process.on('disconnect', () => void stop('the launcher is gone'));
    running.end = await start(config, log);
  } catch (error) {
    const words = error instanceof WrongSettings ? error.message : explain?.(error);
    if (words) console.error(words);
    else console.error(`The ${name} could not start:`, error);
    process.exit(1);
  }
}
