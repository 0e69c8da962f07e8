import type { HttpException } from '@nestjs/common';
import { CallerLimit, callerOf } from './caller-limit.js';

let nowMs = 0;
const headers: Record<string, unknown> = {};
const reply = { header: (name: string, value: unknown) => (headers[name] = value) } as never;
beforeEach(() => {
  nowMs = 1_000;
  delete headers['retry-after'];
});

function refusalOf(limit: CallerLimit, ip = '192.0.2.1'): number | null {
  try {
    limit.take({ ip }, reply);
    return null;
  } catch (error) {
    return (error as HttpException).getStatus();
  }
}

it('lets a caller call so often in a window, and says how long to wait then', () => {
  const limit = new CallerLimit(2, 60_000, () => nowMs);
  expect([refusalOf(limit), refusalOf(limit)]).toEqual([null, null]);
  nowMs += 20_500;
  expect([refusalOf(limit), headers['retry-after']]).toEqual([429, 40]);
});

it('counts anew when the window is over, which a refused call does not lengthen', () => {
  const limit = new CallerLimit(1, 60_000, () => nowMs);
  expect([refusalOf(limit), refusalOf(limit)]).toEqual([null, 429]);
  nowMs += 59_999;
  expect(refusalOf(limit)).toBe(429);
  nowMs += 1;
  expect(refusalOf(limit)).toBeNull();
});

it('counts each address by itself', () => {
  const limit = new CallerLimit(1, 60_000, () => nowMs);
  expect([refusalOf(limit, '192.0.2.1'), refusalOf(limit, '192.0.2.2'), refusalOf(limit, '192.0.2.1')]).toEqual([null, null, 429]); // prettier-ignore
});

it('remembers no more than ten thousand callers, whatever their number', () => {
  const limit = new CallerLimit(1, 60_000, () => nowMs);
  for (let at = 0; at < 10_050; at++) refusalOf(limit, `10.0.${at >> 8}.${at & 255}`);
  expect((limit as unknown as { windows: Map<string, unknown> }).windows.size).toBeLessThanOrEqual(10_001);
  expect(refusalOf(limit, '10.0.39.65')).toBe(429);
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('takes %s for the caller %s', (ip, caller) => {
  expect(callerOf(ip)).toBe(caller);
});
