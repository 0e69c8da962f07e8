import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AddressRefused, isPublicAddress, postOut, publicUrl } from './post-out.js';

test.each([
  ['8.8.8.8', true],
  ['1.1.1.1', true],
  ['2606:4700:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001:db8::1', false],
  ['nonsense', false],
])('%s is an address of the public internet: %s', (ip, isPublic) => {
  expect(isPublicAddress(ip)).toBe(isPublic);
});

test.each([
  'http://hooks.slack.com/x',
  'ftp://hooks.slack.com/x',
  'file:///etc/passwd',
  'https://user:password@hooks.slack.com/x',
  'https://hooks.slack.com:22/x',
  'https://127.0.0.1/x',
  'https://0x7f.1/x',
  'https://2130706433/x',
  'https://[::1]/x',
  'https://[::ffff:127.0.0.1]/x',
  'https://169.254.169.254/latest/meta-data',
  'http://127.0.0.1:3000/x',
  'nonsense',
])('%s is not asked', async (url) => {
  expect(() => publicUrl(url, false)).toThrow(AddressRefused);
  await expect(postOut({ url, headers: {}, body: '' })).rejects.toThrow(AddressRefused);
});

test('a name that leads to this machine is not connected to', async () => {
  await expect(postOut({ url: 'https://localhost/x', headers: {}, body: '' })).rejects.toThrow(AddressRefused);
});

describe('a server', () => {
  let server: Server;
  let url: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (request.url === '/moved') return response.writeHead(302, { location: '/elsewhere' }).end();
      if (request.url === '/long') return response.end('x'.repeat(1_000_000));
      if (request.url === '/silent') return undefined;
      return response.end('ok');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const post = (path: string) =>
    postOut({ url: url + path, headers: {}, body: 'b' }, { isLoopbackAllowed: true, timeoutMs: 300 });

  test('leads nowhere else: a redirection is an answer and not followed', async () => {
    expect(await post('/moved')).toEqual({ status: 302, body: '' });
    expect(asked).toEqual(['POST /moved']);
  });

  test('is not read to the end when it does not stop, and not waited for when it is silent', async () => {
    expect((await post('/long')).body).toHaveLength(4096);
    await expect(post('/silent')).rejects.toMatchObject({ name: 'AbortError' });
  });
});
