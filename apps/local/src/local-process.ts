import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, statSync } from 'node:fs';
import { lastLines, openLog } from './log-file.js';

/** Milliseconds that a process gets to finish what it is at, before it is killed. */
const STOP_TIMEOUT_MS = 20_000;
const MAX_PAUSE_MS = 30_000;

export interface ProcessOptions {
  /** for people: "api", "worker" */
  name: string;
  /** the built main file */
  main: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** for what must be said in the terminal */
  say: (line: string) => void;
}

/**
 * Api or worker as a child process. It has a session of its own, so that Ctrl-C reaches it only through `stop()` and
 * in our order; it ends by itself when the channel to us breaks, so a killed launcher leaves nobody behind.
 */
export class LocalProcess {
  private child: ChildProcess | null = null;
  private isStopping = false;
  private keepsRunning = false;
  private pauseMs = 500;
  /** whether the program has said that it is at work */
  isAtWork = false;

  constructor(private readonly options: ProcessOptions) {}

  /** Starts it; the promise settles with its last words when it ends without `stop()`. */
  start(): Promise<string> {
    const { name, main, cwd, env, logFile } = this.options;
    const log = openLog(logFile);
    const begin = statSync(logFile).size;
    const startedAt = performance.now();
    const child = spawn(process.execPath, [main], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    child.once('message', () => (this.isAtWork = true));
    return new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.child = null;
        this.isAtWork = false;
        if (this.isStopping) return;
        const said = lastLines(logFile, 8, begin);
        const words = `The ${name} ended (${signal ?? `exit code ${code}`})${said && `:\n${said}`}`;
        resolve(words);
        if (this.keepsRunning) this.startAgain(words, performance.now() - startedAt);
      });
    });
  }

  /** From now on it is started again when it ends, after a pause that grows while it keeps falling over. */
  keepRunning(): void {
    this.keepsRunning = true;
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    const child = this.child;
    if (!child) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  }

  private startAgain(words: string, livedMs: number): void {
    this.pauseMs = livedMs > 60_000 ? 1_000 : Math.min(this.pauseMs * 2, MAX_PAUSE_MS);
    this.options.say(`${words}\nIt is started again in ${this.pauseMs / 1000} s.`);
    setTimeout(() => {
      if (!this.isStopping) void this.start();
    }, this.pauseMs);
  }
}
