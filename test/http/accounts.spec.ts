import { AuthPool } from '#features/accounts/auth-pool';
import { signSession } from '#features/accounts/session-cookie';
import type { CachedSessionReader } from '#features/accounts/session-reader';
import { SessionReader } from '#platform/http/who';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let catcher: MailCatcher;

beforeAll(async () => {
  catcher = await MailCatcher.start();
  // One proxy is believed, so that each test can come from an address of its own and is not slowed by another's limit.
  api = await startApi({ env: { SMTP_URL: catcher.smtpUrl, HOMOLOG_TRUST_PROXY: '1' } });
});
afterAll(async () => {
  await api.close();
  await catcher.stop();
});

let addresses = 0;
/** A browser somewhere in the world: keeps cookies. */
function browser(): Agent {
  addresses += 1;
  const agent = api.nobody();
  agent.set('x-forwarded-for', `198.51.100.${addresses}`);
  return agent;
}

const PASSWORD = 'correct horse battery';

async function newestMail(to: string, enough = 1) {
  const mails = await catcher.waitFor(enough, { wanted: (mail) => mail.to.includes(to) });
  return (await catcher.open(mails.at(-1)!.id))!;
}

function tokenIn(text: string): string {
  return /token=([\w.~%-]+)/.exec(text)![1]!;
}

const signUp = (agent: Agent, email: string, more: object = {}) =>
  agent.post('/api/auth/sign-up/email').send({ name: 'Mei Lin', email, password: PASSWORD, ...more });
const signIn = (agent: Agent, email: string, password = PASSWORD) =>
  agent.post('/api/auth/sign-in/email').send({ email, password });

/** A verified person and the browser they are signed in with. */
async function joined(email: string): Promise<Agent> {
  const agent = browser();
  await signUp(agent, email).expect(200);
  const token = tokenIn((await newestMail(email)).text);
  await agent.post('/api/auth/verify-email').send({ token, password: PASSWORD }).expect(200);
  return agent;
}

describe('signing up', () => {
  it('mails a link in the language of the person, and lets nobody in before it is used', async () => {
    const agent = browser();
    await signUp(agent, 'mei@example.test', { language: 'zh', timeZone: 'Asia/Shanghai' }).expect(200, {
      status: true,
    });
    expect((await signIn(agent, 'mei@example.test').expect(403)).body.code).toBe('EMAIL_NOT_VERIFIED');
    const mail = await newestMail('mei@example.test');
    expect(mail.subject).toBe('请确认您在Homolog的邮箱地址');
    expect(mail.text).toContain(`${api.config.url}/verify-email?token=`);
    expect(mail.html).toContain('lang="zh-Hans"');

    await agent
      .post('/api/auth/verify-email')
      .send({ token: tokenIn(mail.text), password: PASSWORD })
      .expect(200);
    const { body } = await agent.get('/api/me').expect(200);
    expect(body).toMatchObject({
      person: { name: 'Mei Lin', email: 'mei@example.test', language: 'zh', timeZone: 'Asia/Shanghai' },
      memberships: [],
    });
  });

  it('does not verify for who has the link but not the password of the sign-up', async () => {
    const stranger = browser();
    await signUp(stranger, 'victim@example.test', { password: 'the password of a stranger' }).expect(200);
    const token = tokenIn((await newestMail('victim@example.test')).text);
    const answer = await browser().post('/api/auth/verify-email').send({ token, password: 'not that one' }).expect(401);
    expect(answer.body.code).toBe('INVALID_EMAIL_OR_PASSWORD');
    await signIn(stranger, 'victim@example.test', 'the password of a stranger').expect(403);
    const rows = await api.look('select "emailVerified" from auth."user" where email = $1', ['victim@example.test']);
    expect(rows).toEqual([{ emailVerified: false }]);
  });

  it('gives the address to whoever reads its mails: a reset verifies, and the password of a stranger ends', async () => {
    const agent = browser();
    await signUp(browser(), 'taken@example.test', { password: 'the password of a stranger' }).expect(200);
    await agent.post('/api/auth/request-password-reset').send({ email: 'taken@example.test' }).expect(200);
    const mail = await newestMail('taken@example.test', 2);
    expect(mail.subject).toBe('Set a new password for Homolog');
    const token = tokenIn(mail.text);
    await agent.post('/api/auth/reset-password').send({ token, newPassword: PASSWORD }).expect(200);
    await signIn(agent, 'taken@example.test', 'the password of a stranger').expect(401);
    await signIn(agent, 'taken@example.test').expect(200);
    await agent.get('/api/me').expect(200);
    const again = await agent.post('/api/auth/reset-password').send({ token, newPassword: PASSWORD }).expect(400);
    expect(again.body.code).toBe('INVALID_TOKEN');
  });

  it('refuses a forged token, and one whose address was changed', async () => {
    await joined('forger@example.test');
    const agent = browser();
    await signUp(agent, 'forged@example.test').expect(200);
    const [head, body, signature] = tokenIn((await newestMail('forged@example.test')).text).split('.');
    const claims = JSON.parse(Buffer.from(body!, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, exp: 4_000_000_000 })).toString('base64url');
    for (const token of [`${head}.${forged}.${signature}`, 'nonsense', 'a.b.c'])
      expect((await agent.post('/api/auth/verify-email').send({ token, password: PASSWORD })).status).toBe(401);
    await signIn(agent, 'forged@example.test').expect(403);
  });

  it('takes a name and nothing that a mail would make a link of, and says what is allowed', async () => {
    for (const name of ['Win https://evil.example', 'www.evil.example', 'x@evil.example', 'Mei\r\nYou have won']) {
      const { body } = await signUp(browser(), 'plain@example.test', { name }).expect(400);
      expect(body.errors).toEqual([
        {
          field: 'name',
          code: 'is-plain-name',
          detail:
            'name must be a name of letters, digits, spaces and punctuation on one line, without "://", "www." and "@"',
        },
      ]);
    }
    expect(catcher.mails().filter((mail) => mail.to.includes('plain@example.test'))).toEqual([]);
  });

  it('answers the same for a known and an unknown address, and tells the owner of a known one by mail', async () => {
    await joined('known@example.test');
    const known = await signUp(browser(), 'known@example.test').expect(200);
    const unknown = await signUp(browser(), 'unknown@example.test').expect(200);
    expect(known.body).toEqual(unknown.body);
    expect(Object.keys(known.headers).sort()).toEqual(Object.keys(unknown.headers).sort());
    expect((await newestMail('known@example.test', 2)).subject).toBe('You already have a Homolog account');
  });

  it('refuses fields of the wrong shape and unknown ones', async () => {
    const { body } = await signUp(browser(), 'no address', {
      password: 'short',
      isAdmin: true,
      timeZone: 'Mars/One',
    }).expect(400);
    expect(body.code).toBe('invalid-input');
    expect(body.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`).sort()).toEqual([
      'email is-email',
      'isAdmin unknown-field',
      'password is-length',
      'timeZone is-time-zone',
    ]);
  });
});

describe('asking for a new password', () => {
  it('answers the same, in the same time, whether or not the address is known', async () => {
    await joined('reset@example.test');
    const timed = async (email: string) => {
      const start = performance.now();
      const { body, status } = await browser().post('/api/auth/request-password-reset').send({ email });
      return { body, status, ms: performance.now() - start };
    };
    const known = await timed('reset@example.test');
    const unknown = await timed('nobody@example.test');
    expect([known.status, known.body]).toEqual([200, { status: true }]);
    expect([unknown.status, unknown.body]).toEqual([200, { status: true }]);
    // Both wait for the even pace of 600 ms; without it they differ by the writing of a token and a mail.
    for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThan(590);
    expect(Math.abs(known.ms - unknown.ms)).toBeLessThan(250);
    await newestMail('reset@example.test', 2);
    expect(catcher.mails().filter((mail) => mail.to.includes('nobody@example.test'))).toEqual([]);
  });

  it('ends every session of the person', async () => {
    const agent = await joined('everywhere@example.test');
    await agent.get('/api/me').expect(200);
    await browser().post('/api/auth/request-password-reset').send({ email: 'everywhere@example.test' }).expect(200);
    const token = tokenIn((await newestMail('everywhere@example.test', 2)).text);
    await browser().post('/api/auth/reset-password').send({ token, newPassword: 'a new long password' }).expect(200);
    await soon(() => agent.get('/api/me').expect(401));
  });
});

describe('mails of accounts', () => {
  it('are not lost without a word: while the mail server is away everybody is told so and may ask again', async () => {
    const away = await startApi({ env: { HOMOLOG_TRUST_PROXY: '1' } });
    try {
      const ask = (path: string, body: object) => away.nobody().post(`/api/auth/${path}`).send(body);
      const person = await away.make.person();
      const answers = [
        await ask('sign-up/email', { name: 'A', email: 'a@example.test', password: PASSWORD }),
        await ask('request-password-reset', { email: person.email }),
        await ask('request-password-reset', { email: 'nobody@example.test' }),
        await ask('send-verification-email', { email: 'a@example.test' }),
      ];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [503, 'mail-not-sent'],
        [503, 'mail-not-sent'],
        [503, 'mail-not-sent'],
        [503, 'mail-not-sent'],
      ]);
    } finally {
      await away.close();
    }
  });

  it('come again when asked for', async () => {
    const agent = browser();
    await signUp(agent, 'again@example.test').expect(200);
    await agent.post('/api/auth/send-verification-email').send({ email: 'again@example.test' }).expect(200);
    const token = tokenIn((await newestMail('again@example.test', 2)).text);
    await agent.post('/api/auth/verify-email').send({ token, password: PASSWORD }).expect(200);
  });

  it('come again to who signs up again, whose first password stays', async () => {
    await signUp(browser(), 'twice@example.test').expect(200);
    const agent = browser();
    await signUp(agent, 'twice@example.test', { password: 'the second password' }).expect(200);
    const mail = await newestMail('twice@example.test', 2);
    const verify = (password: string) =>
      agent.post('/api/auth/verify-email').send({ token: tokenIn(mail.text), password });
    await verify('the second password').expect(401);
    await verify(PASSWORD).expect(200);
  });
});

describe('a session', () => {
  it('ends for every copy of its cookie when it is signed out', async () => {
    const agent = await joined('leaver@example.test');
    const cookie = (await signIn(agent, 'leaver@example.test').expect(200)).headers['set-cookie']![0]!.split(';')[0]!;
    const copy = api.nobody();
    await copy.get('/api/me').set('cookie', cookie).expect(200);
    await agent.post('/api/auth/sign-out').expect(200);
    await copy.get('/api/me').set('cookie', cookie).expect(401);
  });

  it('is unknown at once when another process ends it', async () => {
    const member = await api.make.member();
    const agent = await api.as(member);
    await agent.get('/api/me').expect(200);
    await api.look('delete from auth.session where "userId" = $1', [member.userId]);
    await soon(() => agent.get('/api/me').expect(401));
  });

  it('is not made of a cookie that we did not sign', async () => {
    const member = await api.make.member();
    const agent = await api.as(member);
    await agent.get('/api/me').expect(200);
    const [{ token }] = await api.look<{ token: string }>('select token from auth.session where "userId" = $1', [
      member.userId,
    ]);
    for (const value of [token, `${token}.`, `${token}.${'A'.repeat(43)}%3D`, '%E0%A4%A', ''])
      await api.nobody().get('/api/me').set('cookie', `homolog.session_token=${value}`).expect(401);
  });

  it('sees a changed membership at once', async () => {
    const member = await api.make.member({ role: 'consultant' });
    const agent = await api.as(member);
    await agent.get('/api/me').expect(200);
    await api.look(`update members set role = 'viewer' where id = $1`, [member.id]);
    await soon(async () => {
      const { body } = await agent.get('/api/me').expect(200);
      expect(body.memberships[0].role).toBe('viewer');
    });
  });

  it('is not remembered while the line on which changes are told is cut, and is again when it is back', async () => {
    const member = await api.make.member();
    const agent = await api.as(member);
    const [{ token }] = await api.look<{ token: string }>('select token from auth.session where "userId" = $1', [
      member.userId,
    ]);
    const cookie = signSession(token, api.config.secret);
    const reader = api.app.get(SessionReader) as CachedSessionReader;
    await agent.get('/api/me').expect(200);
    expect(reader.cache.get(cookie)?.userId).toBe(member.userId);

    await api.look(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'homolog-auth'`);
    await soon(async () => expect(reader.cache.get(cookie)).toBeNull());
    await agent.get('/api/me').expect(200);
    expect(reader.cache.get(cookie)).toBeNull();

    await soon(async () => {
      await agent.get('/api/me').expect(200);
      expect(reader.cache.get(cookie)?.userId).toBe(member.userId);
    }, 10_000);
    await api.look(`update members set role = 'viewer' where id = $1`, [member.id]);
    await soon(async () => expect((await agent.get('/api/me')).body.memberships[0].role).toBe('viewer'));
  });

  it('is looked up once more when the connection is cut on which it was asked for', async () => {
    const asked = api.app.get(AuthPool).look<{ answer: string }>({ text: `select 'known' as answer, pg_sleep(1)` });
    await soon(async () => {
      const cut = await api.look(`select pg_terminate_backend(pid) from pg_stat_activity where state = 'active'
        and datname = current_database() and application_name = 'homolog-auth' and query like '%pg_sleep(1)'`);
      expect(cut).toHaveLength(1);
    });
    expect((await asked).rows[0]!.answer).toBe('known');
    await expect(api.app.get(AuthPool).look({ text: 'select 1/0' })).rejects.toThrow('division by zero');
  });

  it('is sent in a cookie that scripts cannot read and other sites cannot use', async () => {
    const agent = await joined('cookie@example.test');
    const { headers } = await signIn(agent, 'cookie@example.test').expect(200);
    expect(headers['set-cookie']![0]).toMatch(
      /^homolog\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const foreign = await agent
      .patch('/api/me')
      .set('origin', 'https://evil.example')
      .send({ name: 'Evil' })
      .expect(403);
    expect(foreign.body.code).toBe('forbidden');
    await signIn(browser(), 'cookie@example.test').set('origin', 'https://evil.example').expect(403);
  });

  it('is renewed in use once a day of its week is over', async () => {
    const agent = await joined('steady@example.test');
    expect((await agent.get('/api/me').expect(200)).headers['set-cookie']).toBeUndefined();
    await api.look(`update auth.session set "expiresAt" = now() + interval '5 days' where "userId" =
      (select id from auth."user" where email = 'steady@example.test')`);
    expect((await agent.get('/api/me').expect(200)).headers['set-cookie']![0]).toContain('Max-Age=604800');
    const [{ days }] = await api.look<{ days: number }>(`select extract(day from "expiresAt" - now())::int as days
      from auth.session s join auth."user" u on u.id = s."userId" where email = 'steady@example.test' order by 1 desc`);
    expect(days).toBeGreaterThanOrEqual(6);
  });

  it('goes on after a change of password, and the others end', async () => {
    const here = await joined('change@example.test');
    const there = browser();
    await signIn(there, 'change@example.test').expect(200);
    const change = (currentPassword: string) =>
      here.post('/api/auth/change-password').send({ currentPassword, newPassword: 'another long password' });
    expect((await change('wrong password').expect(400)).body.code).toBe('INVALID_PASSWORD');
    await change(PASSWORD).expect(200);
    await here.get('/api/me').expect(200);
    await soon(() => there.get('/api/me').expect(401));
    await signIn(browser(), 'change@example.test', 'another long password').expect(200);
  });

  it('costs less than 0.3 ms of CPU to be known by, per request', async () => {
    const member = await api.make.member();
    const agent = await api.as(member);
    await agent.get('/api/me').expect(200);
    const reader = api.app.get(SessionReader);
    const [{ token }] = await api.look<{ token: string }>('select token from auth.session where "userId" = $1', [
      member.userId,
    ]);
    const cookie = `homolog.session_token=${signSession(token, api.config.secret)}`;
    const reads = 20_000;
    const before = process.cpuUsage();
    for (let read = 0; read < reads; read++) found(await reader.read({ cookie }));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / reads).toBeLessThan(300);
  });

  it('is not tried without end: the caller is told when to come back', async () => {
    const agent = browser();
    const answers = [];
    for (let tries = 0; tries < 21; tries++)
      answers.push(await signIn(agent, 'nobody@example.test', 'guess after guess'));
    expect(answers.slice(0, 20).every(({ status }) => status === 401)).toBe(true);
    expect([answers[20]!.status, answers[20]!.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(answers[20]!.headers['retry-after'])).toBeGreaterThan(0);
    await signIn(browser(), 'nobody@example.test').expect(401);
  });
});

describe('/api/me', () => {
  it('refuses who has no session', async () => {
    const { body } = await api.nobody().get('/api/me').expect(401);
    expect(body.code).toBe('not-signed-in');
  });

  it('says who is signed in and where they belong', async () => {
    const tenant = await api.make.tenant({ name: 'Rheinwerk Homologation' });
    const member = await api.make.member({ tenant, role: 'owner' });
    const { body } = await (await api.as(member)).get('/api/me').expect(200);
    expect(body.person).toMatchObject({ id: member.userId, email: member.email, isPlatformOwner: false });
    expect(body.memberships).toEqual([
      {
        tenantId: tenant.id,
        memberId: member.id,
        tenantName: 'Rheinwerk Homologation',
        tenantNameZh: null,
        tenantKind: 'consultancy',
        role: 'owner',
        clientId: null,
      },
    ]);
  });

  it('takes changes that follow each other at once: nobody is in conflict with themselves', async () => {
    const member = await api.make.member();
    const agent = await api.as(member);
    const sent = (['de', 'zh', 'de', 'zh'] as const).map((language) =>
      agent.patch('/api/me').send({ language }).then(({ status }) => status),
    ); // prettier-ignore
    expect(await Promise.all(sent)).toEqual([200, 200, 200, 200]);
  });

  it('changes the person in every tenant they belong to, a client-role one too', async () => {
    const person = await api.make.person();
    const staff = await api.make.member({ person, role: 'owner' });
    const guest = await api.make.member({ person, client: await api.make.client() });
    const agent = await api.as(person);
    const { body } = await agent.patch('/api/me').send({ language: 'de', timeZone: 'Asia/Tokyo' }).expect(200);
    expect(body.person).toMatchObject({ language: 'de', timeZone: 'Asia/Tokyo' });
    expect((await agent.get('/api/me').expect(200)).body.person).toMatchObject({
      language: 'de',
      timeZone: 'Asia/Tokyo',
    });
    const rows = await api.look('select language, time_zone, name from members where id in ($1, $2)', [
      staff.id,
      guest.id,
    ]);
    const changed = { language: 'de', time_zone: 'Asia/Tokyo', name: person.name };
    expect(rows).toEqual([changed, changed]);
    const { body: refused } = await agent.patch('/api/me').send({ email: 'x@y.test', role: 'owner' }).expect(400);
    expect(refused.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['email', 'role']);
  });
});

/** `expect` itself would be most of what is measured. */
function found(person: unknown): void {
  if (!person) throw new Error('nobody holds the session');
}

/** Repeats until it holds: word from the database takes some milliseconds. */
async function soon(check: () => Promise<unknown>, withinMs = 2_000): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
