import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { MailCatcher } from '../../../apps/local/src/mail-catcher.js';
import { MailDelayed, Mailer, MailRefused, MOST_ATTACHED_BYTES, oneLine } from './mailer.js';

const mail = {
  from: { name: 'Jadebrücke', email: 'no-reply@homolog.example' },
  to: { name: '王静', email: 'wang@mingchi.example' },
  subject: '还剩30天',
  html: '<p>Zeit</p>',
  text: 'Zeit',
  messageId: '<0192@homolog.example>',
};

describe('sending mail', () => {
  let catcher: MailCatcher;
  let mailer: Mailer;

  beforeAll(async () => {
    catcher = await MailCatcher.start();
    mailer = new Mailer({ smtpUrl: catcher.smtpUrl, connections: 2, patienceMs: 2_000 });
  });
  afterAll(async () => {
    mailer.close();
    await catcher.stop();
  });
  beforeEach(async () => {
    catcher.hooks = {};
    await catcher.clear();
  });

  test('a mail arrives with both parts, its names and its Message-ID, and the answer is the server’s', async () => {
    expect(await mailer.send({ ...mail, replyTo: { name: 'L. Weiss', email: 'lw@jade.example' } })).toMatch(/^250 /);
    const [caught] = catcher.mails();
    const opened = await catcher.open(caught!.id);
    expect(caught).toMatchObject({ to: ['wang@mingchi.example'], subject: '还剩30天' });
    expect(opened!.source).toContain('Message-ID: <0192@homolog.example>');
    expect(opened!.source).toContain('Reply-To: "L. Weiss" <lw@jade.example>');
    expect(opened!.source).toContain('Auto-Submitted: auto-generated');
  });

  test('files lie in it byte for byte, under names that lead nowhere', async () => {
    const content = Buffer.from([0, 255, 13, 10, 37, 80, 68, 70]);
    const name = '../报告\r\n: a/b.pdf';
    await mailer.send({ ...mail, attachments: [{ name, mediaType: 'application/pdf', content }] });
    const opened = await catcher.open(catcher.mails()[0]!.id);
    const [file, ...others] = opened!.attachments;
    expect(others).toEqual([]);
    expect(file).toMatchObject({ type: 'application/pdf', name: '..-报告 - a-b.pdf' });
    expect(Buffer.from(file!.content)).toEqual(content);
    expect(opened!.text).toContain('Zeit');
  });

  test('more than a server would take is not tried: it is refused and says why', async () => {
    const attached = (bytes: number) => ({ ...mail, attachments: [1, 2].map(() => ({ name: 'a.pdf', mediaType: 'application/pdf', content: Buffer.alloc(bytes / 2) })) }); // prettier-ignore
    const refusal = mailer.send(attached(MOST_ATTACHED_BYTES + 2));
    await expect(refusal).rejects.toThrow(MailRefused);
    await expect(refusal).rejects.toThrow('not sent: 7000002 bytes attached, at most 7000000 are');
    expect(catcher.mails()).toEqual([]);
  });

  test.each([
    ['a refused address', { recipient: () => ({ code: 550, text: 'No such user' }) }, MailRefused, /550.*No such user/],
    ['a refused message', { message: () => ({ code: 554, text: 'Not wanted' }) }, MailRefused, /554.*Not wanted/],
    ['a full mailbox', { recipient: () => ({ code: 452, text: 'Mailbox full' }) }, MailDelayed, /452.*Mailbox full/],
    ['a busy server', { message: () => ({ code: 421, text: 'Try later' }) }, MailDelayed, /421.*Try later/],
  ])('%s is told apart, with the server’s words', async (_, hooks, kind, answer) => {
    catcher.hooks = hooks;
    const error = await mailer.send(mail).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect((error as MailRefused).answer).toMatch(answer);
  });

  test('a server that is away or silent is waited for, not blamed on the address', async () => {
    const away = new Mailer({ smtpUrl: 'smtp://127.0.0.1:9', connections: 1, patienceMs: 500 });
    await expect(away.send(mail)).rejects.toBeInstanceOf(MailDelayed);
    away.close();

    const silent: Server = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const waiting = new Mailer({
      smtpUrl: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      connections: 1,
      patienceMs: 300,
    });
    await expect(waiting.send(mail)).rejects.toBeInstanceOf(MailDelayed);
    waiting.close();
    silent.close();
  });

  test('line breaks in names and subjects cannot start a header', async () => {
    await mailer.send({
      ...mail,
      subject: 'Hello\r\nBcc: thief@evil.example',
      from: { name: 'A\r\nBcc: thief@evil.example', email: mail.from.email },
    });
    const [caught] = catcher.mails();
    const { source } = (await catcher.open(caught!.id))!;
    expect(caught!.to).toEqual(['wang@mingchi.example']);
    expect(source).not.toMatch(/^Bcc:/im);
    expect(oneLine('a\u0000\r\n\u2028b')).toBe('a b');
  });
});
