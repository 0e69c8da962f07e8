import { mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { chance } from './chance.js';
import { CERTIFICATE_NUMBER, type SinkLine } from './sink-log.js';

/** A difficult mail server, as a process of its own: what it has accepted stands in its log, whoever is killed meanwhile. */
export interface SinkOptions {
  logFile: string;
  /** one door for each worker */
  slots: number;
  seed: number;
  /** shares from 0 to 1: of the tries put off, of the addresses refused for good, of the mails taken without an answer */
  delayed: number;
  refused: number;
  dropped: number;
  /** milliseconds until it answers a mail, from and to */
  answersIn: readonly [number, number];
  /** folder for the first copy of every mail; left out: none is kept */
  keep?: string;
}

interface Connections {
  connections: Set<{ id: string; _socket: { destroy(): void } }>;
}

class Sink {
  private readonly log: number;
  private readonly tries = new Map<string, number>();
  private kept = 0;

  constructor(private readonly options: SinkOptions) {
    this.log = openSync(options.logFile, 'a');
    if (options.keep) mkdirSync(options.keep, { recursive: true });
  }

  /** @returns its port */
  async open(slot: number): Promise<number> {
    const server = new SMTPServer({
      name: 'localhost',
      disableReverseLookup: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: ({ address }, _session, done) => done(this.recipient(slot, address.toLowerCase())),
      onData: (stream, session, done) => {
        const hangUp = () => {
          for (const connection of (server as unknown as Connections).connections)
            if (connection.id === session.id) connection._socket.destroy();
        };
        void this.mail(slot, stream, session).then(
          (outcome) => (outcome === 'dropped' ? hangUp() : done(outcome)),
          () => hangUp(),
        );
      },
    });
    // Who is killed hangs up in the middle of a word.
    server.on('error', () => {});
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    return (server.server.address() as AddressInfo).port;
  }

  private recipient(slot: number, to: string): Error | null {
    const nth = (this.tries.get(to) ?? 0) + 1;
    this.tries.set(to, nth);
    this.write({ slot, what: 'begun', to });
    const { seed, refused } = this.options;
    if (this.saysAt('refused', to) === 'address' && chance(seed, 'refused', to) < refused)
      return this.refuse({ slot, to });
    if (this.saysAt(`delayed ${nth}`, to) === 'address' && this.isDelayed(to, nth)) return this.delay({ slot, to });
    return null;
  }

  private async mail(
    slot: number,
    stream: SMTPServerDataStream,
    { envelope }: SMTPServerSession,
  ): Promise<Error | null | 'dropped'> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const to = envelope.rcptTo[0]!.address.toLowerCase();
    const source = Buffer.concat(chunks).toString('utf8');
    const messageId = /^message-id:\s*(<[^>]+>)/im.exec(source)?.[1] ?? '';
    const tells = [...new Set(source.replace(/=\r\n/g, '').match(CERTIFICATE_NUMBER) ?? [])];
    const { seed, refused, dropped, answersIn, keep } = this.options;
    const nth = this.tries.get(to)!;
    if (keep && nth === 1) writeFileSync(join(keep, `${(this.kept += 1)}.eml`), source);
    const milliseconds = answersIn[0] + chance(seed, 'time', to, nth) * (answersIn[1] - answersIn[0]);
    if (milliseconds > 0) await sleep(milliseconds);
    if (chance(seed, 'refused', to) < refused) return this.refuse({ slot, to, messageId });
    if (this.isDelayed(to, nth) && this.saysAt(`delayed ${nth}`, to) === 'mail')
      return this.delay({ slot, to, messageId });
    const isDropped = chance(seed, 'dropped', to, nth) < dropped;
    this.write({ slot, what: isDropped ? 'dropped' : 'accepted', to, messageId, tells });
    return isDropped ? 'dropped' : null;
  }

  private isDelayed(to: string, nth: number): boolean {
    return chance(this.options.seed, 'delayed', to, nth) < this.options.delayed;
  }

  /** Servers say no to the address or to the mail; both must be understood. */
  private saysAt(what: string, to: string): 'address' | 'mail' {
    return chance(this.options.seed, 'when', what, to) < 0.5 ? 'address' : 'mail';
  }

  private refuse(line: Pick<SinkLine, 'slot' | 'to' | 'messageId'>): Error {
    this.write({ ...line, what: 'refused' });
    return Object.assign(new Error('5.1.1 No such mailbox here'), { responseCode: 550 });
  }

  private delay(line: Pick<SinkLine, 'slot' | 'to' | 'messageId'>): Error {
    this.write({ ...line, what: 'delayed' });
    return Object.assign(new Error('4.7.1 Try again later'), { responseCode: 451 });
  }

  private write(line: Omit<SinkLine, 'at'>): void {
    writeSync(this.log, `${JSON.stringify({ at: Date.now(), ...line })}\n`);
  }
}

/** The doors are told to whoever started it; with the starter it ends. */
async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2]!) as SinkOptions;
  process.on('disconnect', () => process.exit(0));
  const sink = new Sink(options);
  const ports: number[] = [];
  for (let slot = 0; slot < options.slots; slot += 1) ports.push(await sink.open(slot));
  process.send!({ ports });
}

void main();
