import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface Window {
  calls: number;
  endsAtMs: number;
}

/** Callers remembered at once; the one whose window began first is forgotten for one more. */
const CALLERS_AT_MOST = 10_000;

/**
 * How often one caller's address may call what needs no sign-in, per window. Counted in the memory of each process: what
 * it guards cannot be guessed anyway, so the count keeps one caller from taking the house's time, and must not itself
 * cost a write for every call.
 */
export class CallerLimit {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly callsAtMost: number,
    private readonly windowMs: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Counts one call. @throws HttpException 429, with the header Retry-After */
  take(request: Pick<FastifyRequest, 'ip'>, reply: Pick<FastifyReply, 'header'>): void {
    const waitMs = this.count(callerOf(request.ip));
    if (waitMs === 0) return;
    void reply.header('retry-after', Math.ceil(waitMs / 1000));
    throw new HttpException({ message: 'Too many calls from this address; wait a moment.' }, 429);
  }

  /** @returns milliseconds to wait; 0 = it may go on */
  private count(caller: string): number {
    const now = this.nowMs();
    // In the order in which their windows began, so that those at the head end first.
    for (const [known, { endsAtMs }] of this.windows) {
      if (endsAtMs > now && this.windows.size <= CALLERS_AT_MOST) break;
      this.windows.delete(known);
    }
    const window = this.windows.get(caller) ?? { calls: 0, endsAtMs: now + this.windowMs };
    this.windows.set(caller, window);
    if (window.calls >= this.callsAtMost) return window.endsAtMs - now;
    window.calls += 1;
    return 0;
  }
}

/** One household or host: the address, of IPv6 its first 64 bits, which one caller has to itself. */
export function callerOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1]!;
  if (!ip.includes(':')) return ip;
  const [head, tail] = ip.split('::').map((part) => part.split(':').filter(Boolean));
  const missing = tail === undefined ? 0 : Math.max(0, 8 - head!.length - tail.length);
  const groups = [...head!, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  return `${groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`; // prettier-ignore
}
