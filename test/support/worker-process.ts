import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** The worker as people run it: a process of its own, from the sources, so that no build has to be fresh. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Settles when it works. @throws Error with its last words when it ends before that */
  static start(env: Record<string, string>): Promise<WorkerProcess> {
    const main = `require('./test/support/load-typescript.cjs'); require('./apps/worker/src/main.ts')`;
    const child = spawn(process.execPath, ['--no-warnings', '--conditions', 'homolog-src', '--eval', main], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
    return new Promise((done, fail) => {
      child.once('message', () => done(new WorkerProcess(child)));
      child.once('error', fail);
      child.once('exit', (code, signal) => fail(new Error(`the worker ended (${signal ?? code}): ${said}`)));
    });
  }

  /** Ends it without a word, as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it as the launcher does. @returns its exit code */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  private end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve(this.child.exitCode);
    const ended = new Promise<number | null>((done) => this.child.once('exit', (code) => done(code)));
    this.child.kill(signal);
    return ended;
  }
}
