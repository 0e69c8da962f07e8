import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { MailCatcher } from './mail-catcher.js';

const mail: SendMailOptions = {
  from: 'Homolog <no-reply@homolog.example>',
  to: 'Wang Li <wang@client.example>',
  subject: '提醒: 31 December',
  messageId: '<one@homolog.example>',
  text: 'Open https://homolog.example/certificates/1 & see',
  html: '<!doctype html><html><head><title>x</title></head><body><p>Open it</p><script>steal()</script></body></html>',
};

describe('the mail catcher', () => {
  let catcher: MailCatcher;
  const folders: string[] = [];

  const send = (options: Partial<SendMailOptions> = {}) =>
    createTransport(catcher.smtpUrl).sendMail({ ...mail, ...options });
  const get = async (path: string) => {
    const answer = await fetch(catcher.pageUrl + path);
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  };
  const newFolder = () => {
    folders.push(mkdtempSync(join(tmpdir(), 'homolog-catcher-')));
    return folders.at(-1)!;
  };

  beforeEach(async () => {
    catcher = await MailCatcher.start();
  });
  afterEach(async () => {
    await catcher.stop();
    folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true }));
  });

  it('keeps a mail with its envelope, subject and Message-ID', async () => {
    await send({ bcc: 'boss@client.example' });
    expect(await catcher.waitFor(1)).toEqual([
      {
        id: expect.stringMatching(/^\d{17}-000001$/),
        caughtAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        from: 'no-reply@homolog.example',
        to: ['wang@client.example', 'boss@client.example'],
        subject: '提醒: 31 December',
        messageId: '<one@homolog.example>',
        sizeBytes: expect.any(Number),
      },
    ]);
  });

  it('lists mails as JSON, newest first, and opens one with its parts', async () => {
    await send({ subject: 'first' });
    await send({ subject: 'second', to: 'other@client.example' });
    const listed = JSON.parse((await get('/api/mails')).body);
    expect(listed.total).toBe(2);
    expect(listed.items.map((item: { subject: string }) => item.subject)).toEqual(['second', 'first']);
    expect(JSON.parse((await get('/api/mails?to=Other@client.example')).body).items).toHaveLength(1);

    const opened = JSON.parse((await get(`/api/mails/${listed.items[1].id}`)).body);
    expect(opened).toMatchObject({ sender: 'Homolog <no-reply@homolog.example>', subject: 'first' });
    expect(opened).not.toHaveProperty('source');
    expect((await get(`/api/mails/${listed.items[1].id}/raw`)).body).toMatch(
      /^Return-Path: <no-reply@homolog.example>\r\nDelivered-To: wang/,
    );
    expect(opened.text.trim()).toBe('Open https://homolog.example/certificates/1 & see');
    expect(opened.headers).toContainEqual({ name: 'Message-ID', value: '<one@homolog.example>' });
    expect((await get('/api/mails/20260101000000000-000009')).status).toBe(404);
  });

  it('deletes all mails when asked, but not for a foreign page', async () => {
    await send();
    const url = `${catcher.pageUrl}/api/mails`;
    const foreign = await fetch(url, { method: 'DELETE', headers: { origin: 'https://evil.example' } });
    expect([foreign.status, catcher.mails().length]).toEqual([403, 1]);
    const own = await fetch(url, { method: 'DELETE', headers: { origin: catcher.pageUrl } });
    expect([own.status, catcher.mails().length]).toEqual([204, 0]);
  });

  it('answers only to the names of this machine, so that no web page can read mails through a name of its own', async () => {
    const { port } = new URL(catcher.pageUrl);
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/api/mails', headers: { host: `evil.example:${port}` } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('shows mails on a page and foreign HTML only without scripts, network and origin', async () => {
    await send({ subject: '<script>alert(1)</script>' });
    const { id } = catcher.mails()[0]!;
    const list = await get('/');
    expect(list.body).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(list.body).not.toContain('<script>alert(1)');

    const page = await get(`/mails/${id}`);
    expect(page.body).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.body).toContain('<a href="https://homolog.example/certificates/1" target="_blank" rel="noreferrer">');
    expect(page.body).toContain('&#60;one@homolog.example&#62;');

    const html = await get(`/mails/${id}/html`);
    expect(html.body).toContain('<head><base target="_blank">');
    const policy = html.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox');
    expect(policy).not.toContain('script-src');
  });

  it('can refuse an address, be busy and be slow', async () => {
    catcher.hooks = {
      recipient: (address) => (address === 'gone@client.example' ? { code: 550, text: 'No such user' } : undefined),
      message: ({ source }) => (source.includes('busy') ? { code: 451, text: 'Try again later' } : undefined),
    };
    await expect(send({ to: 'gone@client.example' })).rejects.toMatchObject({ responseCode: 550 });
    await expect(send({ subject: 'busy' })).rejects.toMatchObject({ responseCode: 451 });
    expect(catcher.mails()).toEqual([]);

    catcher.hooks = { message: () => new Promise((resolve) => setTimeout(resolve, 200)) };
    const started = performance.now();
    await send();
    expect(performance.now() - started).toBeGreaterThanOrEqual(195);
    expect(catcher.mails()).toHaveLength(1);
  });

  it('keeps mails in its folder over a restart, those too whose line in the index a crash has torn', async () => {
    const folder = newFolder();
    await catcher.stop();
    catcher = await MailCatcher.start({ folder });
    await send({ subject: 'first' });
    await send({ subject: 'second', bcc: 'boss@client.example' });
    const before = catcher.mails();
    await catcher.stop();

    const index = join(folder, 'index.jsonl');
    writeFileSync(index, readFileSync(index, 'utf8').split('\n')[0] + '\n');
    appendFileSync(index, '{"id":"2026');
    catcher = await MailCatcher.start({ folder });
    expect(catcher.mails()).toEqual(before);

    await send({ subject: 'third' });
    expect(catcher.mails().map(({ subject }) => subject)).toEqual(['first', 'second', 'third']);
    await catcher.clear();
    expect(readdirSync(folder)).toEqual(['index.jsonl']);
  });

  it('takes the page port it is asked for, and another one when that is taken', async () => {
    const taken = Number(new URL(catcher.pageUrl).port);
    const second = await MailCatcher.start({ pagePort: taken });
    const freed = Number(new URL(second.pageUrl).port);
    await second.stop();
    const third = await MailCatcher.start({ pagePort: freed });
    await third.stop();
    expect(freed).not.toBe(taken);
    expect(new URL(third.pageUrl).port).toBe(String(freed));
  });

  it('says which mails did come when those waited for do not', async () => {
    await send();
    await expect(catcher.waitFor(2, { timeoutMs: 50 })).rejects.toThrow(
      '1 of 2 mails within 50 ms; all: wang@client.example: 提醒: 31 December',
    );
  });
});
