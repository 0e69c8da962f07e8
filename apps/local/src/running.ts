/** What has been started, in order, and the one way to end it. */
export class Running {
  /** settles when nothing more is being started */
  starting: Promise<void> = Promise.resolve();
  private readonly stoppers: { name: string; stop: () => Promise<void> }[] = [];
  private readonly controller = new AbortController();
  private ending: Promise<void> | null = null;

  get stopAsked(): AbortSignal {
    return this.controller.signal;
  }

  add(name: string, stop: () => Promise<void>): void {
    this.stoppers.push({ name, stop });
    this.stopAsked.throwIfAborted();
  }

  /** Stops everything and exits. A second Ctrl-C changes nothing. */
  async end(exitCode: number): Promise<void> {
    this.ending ??= (async () => {
      console.log('\nStopping ...');
      this.controller.abort();
      await this.starting;
      await this.stopAll();
      console.log('Stopped. Everything is kept; start again with npm start.');
    })();
    await this.ending;
    process.exit(exitCode);
  }

  async stopAll(): Promise<void> {
    for (let next = this.stoppers.pop(); next; next = this.stoppers.pop()) {
      const { name, stop } = next;
      await stop().catch((error: unknown) => console.error(`  ${name} did not stop cleanly:`, error));
    }
  }
}
