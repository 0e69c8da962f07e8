import type { Logger } from 'pino';

/** Something done again and again by every worker; what it does must bear being done by two at once. */
export interface Schedule {
  name: string;
  everySeconds: number;
  run: () => Promise<void>;
}

/**
 * Runs schedules by the process's own timers. They are not jobs of the queue: what brings the work back after the queue
 * was emptied must not itself have been in the queue.
 *
 * @returns stops them; settles when what is under way has ended
 */
export function startSchedules(schedules: readonly Schedule[], log: Logger): () => Promise<void> {
  let isStopped = false;
  const timers = new Map<string, NodeJS.Timeout>();
  const underway = new Set<Promise<void>>();

  const start = ({ name, everySeconds, run }: Schedule): void => {
    const once = async (): Promise<void> => {
      try {
        await run();
      } catch (err) {
        log.error({ err, schedule: name }, 'a schedule failed; it runs again at its next turn');
      }
    };
    const turn = (): void => {
      const running = once().finally(() => {
        underway.delete(running);
        if (!isStopped) timers.set(name, setTimeout(turn, everySeconds * 1_000));
      });
      underway.add(running);
    };
    turn();
  };
  schedules.forEach(start);

  return async () => {
    isStopped = true;
    for (const timer of timers.values()) clearTimeout(timer);
    await Promise.all(underway);
  };
}
