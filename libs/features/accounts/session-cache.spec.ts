import type { SignedInPerson } from '#platform/http/who';
import { SessionCache } from './session-cache.js';
import { readCookie, sessionCookieName, signSession, tokenOf } from './session-cookie.js';

const person = (userId: string, tenantId = 't'): SignedInPerson => ({
  userId,
  sessionId: `s-${userId}`,
  email: `${userId}@example.test`,
  name: userId,
  language: 'en',
  timeZone: 'UTC',
  isPlatformOwner: false,
  memberships: [{ tenantId }] as never,
});

function cacheAt(clock: { ms: number }): SessionCache {
  const cache = new SessionCache(() => clock.ms);
  cache.turnOn();
  return cache;
}

describe('remembered sessions', () => {
  it('are forgotten after a minute', () => {
    const clock = { ms: 0 };
    const cache = cacheAt(clock);
    cache.set('cookie', person('a'), cache.ticket);
    clock.ms = 59_999;
    expect(cache.get('cookie')?.userId).toBe('a');
    clock.ms = 60_000;
    expect(cache.get('cookie')).toBeNull();
  });

  it('are dropped by session, person and tenant, and only those', () => {
    const cache = cacheAt({ ms: 0 });
    for (const name of ['a', 'b', 'c', 'd']) cache.set(name, person(name, name === 'd' ? 'other' : 't'), cache.ticket);
    cache.dropSession('s-a');
    cache.dropPerson('b');
    expect(['a', 'b', 'c', 'd'].map((name) => cache.get(name)?.userId)).toEqual([undefined, undefined, 'c', 'd']);
    cache.dropTenant('t');
    expect(['c', 'd'].map((name) => cache.get(name)?.userId)).toEqual([undefined, 'd']);
  });

  it('are not kept when something changed while they were looked up', () => {
    const cache = cacheAt({ ms: 0 });
    const { ticket } = cache;
    cache.dropPerson('a');
    cache.set('cookie', person('a'), ticket);
    expect(cache.get('cookie')).toBeNull();
  });

  it('are none while changes are not heard of', () => {
    const cache = cacheAt({ ms: 0 });
    cache.set('cookie', person('a'), cache.ticket);
    cache.turnOff();
    expect(cache.get('cookie')).toBeNull();
    cache.set('cookie', person('a'), cache.ticket);
    expect(cache.get('cookie')).toBeNull();
    cache.turnOn();
    expect(cache.get('cookie')).toBeNull();
  });

  it('are at most ten thousand; the oldest goes', () => {
    const cache = cacheAt({ ms: 0 });
    for (let count = 0; count <= 10_000; count++) cache.set(`cookie-${count}`, person('a'), cache.ticket);
    expect(cache.get('cookie-0')).toBeNull();
    expect(cache.get('cookie-1')?.userId).toBe('a');
    expect(cache.get('cookie-10000')?.userId).toBe('a');
  });
});

describe('the session cookie', () => {
  const secret = 'a secret of at least thirty-two characters';

  it('gives its token back only under our signature', () => {
    const cookie = signSession('token', secret);
    expect(tokenOf(cookie, secret)).toBe('token');
    expect(tokenOf(cookie, `${secret}!`)).toBeNull();
    expect(tokenOf(cookie.replace('token', 'other'), secret)).toBeNull();
    for (const broken of ['', '.', 'token', 'token.', '%', 'token.%00', '.AAAA'])
      expect(tokenOf(broken, secret)).toBeNull();
  });

  it('is found under its whole name only', () => {
    expect(readCookie('a=1; homolog.session_token=x; b=2', 'homolog.session_token')).toBe('x');
    expect(readCookie('not-homolog.session_token=x', 'homolog.session_token')).toBeNull();
    expect(readCookie('not-homolog.session_token=x;homolog.session_token=y', 'homolog.session_token')).toBe('y');
    expect(readCookie(undefined, 'homolog.session_token')).toBeNull();
    expect(sessionCookieName('https://homolog.example')).toBe('__Secure-homolog.session_token');
    expect(sessionCookieName('http://localhost:3000')).toBe('homolog.session_token');
  });
});
