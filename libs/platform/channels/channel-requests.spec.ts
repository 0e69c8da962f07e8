import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  createVerify,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { ChannelTarget } from './channel-target.js';
import { hostsOf, isHostAllowed } from './channel-target.js';
import { outcomeOf, requestOf } from './channel-requests.js';
import { vapidKeyOf } from './web-push.js';

const MESSAGE = {
  title: '还剩7天：2022 0111 0910 0055 <b>换证</b> & "x"',
  from: '玉桥',
  link: 'https://homolog.test/certificates/1',
  linkLabel: '打开Homolog',
};
const now = new Date('2026-12-01T07:00:00Z');
const vapid = vapidKeyOf('a secret of this installation, long', 'mailto:owner@homolog.test');
const ask = (kind: Parameters<typeof requestOf>[0], target: ChannelTarget, message = MESSAGE) =>
  requestOf(kind, target, message, { now, vapid });
const json = async (...args: Parameters<typeof ask>) => JSON.parse(String((await ask(...args)).body)) as unknown;

test('WeCom gets text of three lines', async () => {
  expect(await json('wecom', { url: 'https://qyapi.weixin.qq.com/x?key=1' })).toEqual({
    msgtype: 'text',
    text: { content: '还剩7天：2022 0111 0910 0055 <b>换证</b> & "x"\n玉桥\nhttps://homolog.test/certificates/1' },
  });
});

test('DingTalk is signed over the time in milliseconds, as its documentation says', async () => {
  const { url } = await ask('dingtalk', {
    url: 'https://oapi.dingtalk.com/robot/send?access_token=1',
    secret: 'SECabc',
  });
  const { searchParams } = new URL(url);
  expect(searchParams.get('access_token')).toBe('1');
  expect(searchParams.get('timestamp')).toBe('1796108400000');
  const sign = createHmac('sha256', 'SECabc').update('1796108400000\nSECabc').digest('base64');
  expect(searchParams.get('sign')).toBe(sign);
  expect((await ask('dingtalk', { url: 'https://oapi.dingtalk.com/x' })).url).toBe('https://oapi.dingtalk.com/x');
});

test('Teams gets an adaptive card in which nothing typed is markup', async () => {
  const card = await json(
    'teams',
    { url: 'https://x.logic.azure.com/y' },
    { ...MESSAGE, title: '[a](https://evil.test) *b*' },
  );
  expect(card).toMatchObject({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          body: [{ text: '\\[a\\]\\(https://evil.test\\) \\*b\\*' }, { text: '玉桥' }],
          actions: [{ type: 'Action.OpenUrl', title: '打开Homolog', url: 'https://homolog.test/certificates/1' }],
        },
      },
    ],
  });
});

test('Slack gets its three signs escaped and one link', async () => {
  expect(
    await json('slack', { url: 'https://hooks.slack.com/x' }, { ...MESSAGE, title: 'a <!channel> & b\nc' }),
  ).toEqual({
    text: 'a &lt;!channel&gt; &amp; b c\n玉桥 · <https://homolog.test/certificates/1|打开Homolog>',
  });
});

test('an SMS gateway gets its template filled in; what is said cannot leave its place', async () => {
  const target = {
    url: 'https://sms.test/send',
    to: '+4915112345678',
    headers: { 'X-Key': 'k' },
    body: '{"to":"{{to}}","text":"{{text}}"}',
  };
  const post = await ask('sms', target);
  expect(post.headers).toEqual({ 'X-Key': 'k', 'content-type': 'application/json' });
  expect(JSON.parse(String(post.body))).toEqual({
    to: '+4915112345678',
    text: '玉桥: 还剩7天：2022 0111 0910 0055 <b>换证</b> & "x" https://homolog.test/certificates/1',
  });
  const form = await ask('sms', { ...target, contentType: 'application/x-www-form-urlencoded', body: 'to={{to}}&text={{text}}' }); // prettier-ignore
  const fields = new URLSearchParams(String(form.body));
  expect([...fields.keys()]).toEqual(['to', 'text']);
  expect(fields.get('text')).toContain('& "x"');
});

test('web push is encrypted for the device and signed with the key of the installation', async () => {
  const device = createECDH('prime256v1');
  device.generateKeys();
  const auth = randomBytes(16);
  const post = await ask('web-push', {
    url: 'https://fcm.googleapis.com/fcm/send/abc',
    publicKey: device.getPublicKey('base64url'),
    secret: auth.toString('base64url'),
  });
  const headers = Object.fromEntries(Object.entries(post.headers).map(([name, value]) => [name.toLowerCase(), value]));
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
  expect(JSON.parse(decrypted(Buffer.from(post.body as Uint8Array), device, auth))).toMatchObject({
    title: MESSAGE.title,
    from: '玉桥',
    link: MESSAGE.link,
  });
  const token = /t=([^,\s]+)/.exec(headers['authorization']!)![1]!;
  const [head, claims, signature] = token.split('.') as [string, string, string];
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
    aud: 'https://fcm.googleapis.com',
    exp: 1796151600,
    sub: 'mailto:owner@homolog.test',
  });
  const key = { key: createPublicKey(vapid.privateKey), dsaEncoding: 'ieee-p1363' } as const;
  expect(createVerify('SHA256').update(`${head}.${claims}`).verify(key, signature, 'base64url')).toBe(true);
});

/** RFC 8291 and RFC 8188, as a browser opens it. */
function decrypted(body: Buffer, device: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const length = body[20]!;
  const sender = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), device.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', device.computeSecret(sender), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}

test('the key of the installation follows from its secret', () => {
  expect(vapidKeyOf('a secret of this installation, long', 'mailto:a@b.test').publicKey).toBe(vapid.publicKey);
  expect(vapidKeyOf('another secret of another house', 'mailto:a@b.test').publicKey).not.toBe(vapid.publicKey);
  expect(Buffer.from(vapid.publicKey, 'base64url')).toHaveLength(65);
});

test.each([
  ['wecom', 200, '{"errcode":0,"errmsg":"ok"}', 'sent'],
  ['wecom', 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', 'refused'],
  ['wecom', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', 'delayed'],
  ['dingtalk', 200, '{"errcode":310000,"errmsg":"sign not match"}', 'refused'],
  ['dingtalk', 200, '{"errcode":130101,"errmsg":"send too fast"}', 'delayed'],
  ['dingtalk', 200, '<html>', 'refused'],
  ['slack', 200, 'ok', 'sent'],
  ['slack', 404, 'no_service', 'refused'],
  ['slack', 429, '', 'delayed'],
  ['teams', 202, '', 'sent'],
  ['teams', 302, '', 'refused'],
  ['teams', 502, 'Bad Gateway', 'delayed'],
  ['web-push', 201, '', 'sent'],
  ['web-push', 410, 'gone', 'refused'],
  ['sms', 401, 'key', 'refused'],
] as const)('%s answers %d %s: %s', (kind, status, body, outcome) => {
  expect(outcomeOf(kind, { status, body })).toEqual({ outcome, answer: `${status} ${body}`.trim() });
});

test.each([
  ['wecom', 'qyapi.weixin.qq.com', true],
  ['wecom', 'qyapi.weixin.qq.com.evil.test', false],
  ['teams', 'prod-1.westeurope.logic.azure.com', true],
  ['teams', 'evillogic.azure.com', false],
  ['teams', '.logic.azure.com', false],
  ['slack', 'evil.test', false],
  ['sms', 'sms.example.com', true],
  ['sms', 'sms.evil.test', false],
] as const)('%s may lead to %s: %s', (kind, host, isAllowed) => {
  expect(isHostAllowed(host, hostsOf(kind, ['sms.example.com']))).toBe(isAllowed);
});
