import { type ChildProcess, fork } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../bench/server.js';
import { lastLines, openLog } from '../log-file.js';

export interface FleetOptions {
  /** settings of every worker by their names */
  env: Record<string, string>;
  /** of the mail server: one for each worker */
  ports: readonly number[];
  /** for their logs */
  folder: string;
}

interface Slot {
  child: ChildProcess;
  isWorking: boolean;
}

/** The built worker, several times over. Each has a place of its own (slot) and its own door of the mail server. */
export class Fleet {
  private readonly slots: (Slot | null)[];
  private clock = '';
  /** what a worker said that ended though nobody had ended it */
  lost: string | null = null;

  constructor(private readonly options: FleetOptions) {
    this.slots = options.ports.map(() => null);
  }

  /** The product's time for all that start from now on: an instant, and the real moment at which it holds. */
  setClock(clock: string): void {
    this.clock = clock;
  }

  async startAll(): Promise<void> {
    await Promise.all(this.slots.map((_, slot) => this.start(slot)));
  }

  /** Settles when it works. @throws Error with its last words when it ends before that */
  async start(slot: number): Promise<void> {
    const logFile = join(this.options.folder, `worker-${slot}.log`);
    const log = openLog(logFile);
    const child = fork(join(DIST, 'apps/worker/src/main.js'), {
      env: {
        PATH: process.env.PATH,
        ...this.options.env,
        HOMOLOG_CLOCK: this.clock,
        SMTP_URL: `smtp://127.0.0.1:${this.options.ports[slot]}`,
      },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    const mine: Slot = { child, isWorking: false };
    this.slots[slot] = mine;
    await new Promise<void>((done, fail) => {
      child.once('message', () => done());
      child.once('error', fail);
      child.once('exit', (code, signal) =>
        fail(new Error(`worker ${slot} ended (${signal ?? code}):\n${lastLines(logFile, 8)}`)),
      );
    });
    mine.isWorking = true;
    child.once('exit', (code, signal) => {
      if (this.slots[slot] === mine)
        this.lost ??= `worker ${slot} ended by itself (${signal ?? code}):\n${lastLines(logFile, 8)}`;
    });
  }

  /** Those that work at this moment. */
  working(): number[] {
    return this.slots.flatMap((slot, at) => (slot?.isWorking && slot.child.exitCode === null ? [at] : []));
  }

  /** Ends it without a word, as a power cut would. */
  async kill(slot: number): Promise<void> {
    await this.end(slot, 'SIGKILL');
  }

  /** Ends all as the launcher does. @throws Error when one does not end well */
  async stopAll(): Promise<void> {
    const codes = await Promise.all(this.slots.map((_, slot) => this.end(slot, 'SIGTERM')));
    if (codes.some((code) => code !== 0))
      throw new Error(`workers ended with ${codes.join(', ')} when they were stopped`);
  }

  /** Whatever happens, nobody is left behind. */
  async killAll(): Promise<void> {
    await Promise.all(this.slots.map((_, slot) => this.end(slot, 'SIGKILL')));
  }

  private async end(slot: number, signal: NodeJS.Signals): Promise<number | null> {
    const child = this.slots[slot]?.child;
    this.slots[slot] = null;
    if (!child) return 0;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    child.kill(signal);
    return ended;
  }
}
