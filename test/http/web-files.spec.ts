import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { startApi, type TestApi } from '../support/test-app.js';

const SCRIPT = `export const words = '${'many words '.repeat(200)}';`;
let api: TestApi;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'homolog-web-'));
  const web = join(folder, 'web');
  mkdirSync(join(web, 'assets'), { recursive: true });
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Homolog</title>');
  writeFileSync(join(web, 'assets', 'main-1a2b3c.js'), SCRIPT);
  writeFileSync(join(web, 'assets', 'main-1a2b3c.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(web, 'assets', 'main-1a2b3c.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  api = await startApi({ env: { HOMOLOG_WEB_DIR: web, HOMOLOG_URL: 'https://homolog.example' } });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, encoding = 'identity') => api.nobody().get(path).set('accept-encoding', encoding);

describe('the web app', () => {
  it('is there under every address that is not the api’s', async () => {
    for (const path of [
      '/',
      '/certificates',
      '/certificates/01890000-0000-7000-8000-000000000000?tab=history',
      '/invitations/x',
    ]) {
      const { text, headers } = await get(path).expect(200);
      expect(text).toContain('<title>Homolog</title>');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('public, max-age=0');
    }
  });

  it('is sent as it was compressed at the build, and kept for a year where its name carries its content', async () => {
    for (const encoding of ['br', 'gzip']) {
      const { headers, text } = await get('/assets/main-1a2b3c.js', encoding).expect(200);
      expect(headers['content-encoding']).toBe(encoding);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type']).toMatch(/^(text|application)\/javascript/);
      expect(text ?? '').toBe(encoding === 'gzip' ? SCRIPT : text);
    }
    expect((await get('/assets/main-1a2b3c.js').expect(200)).headers['content-encoding']).toBeUndefined();
  });

  it('leaves what is missing missing', async () => {
    for (const path of ['/assets/gone-1.js', '/nothing.png', '/api/nothing', '/health', '/api']) {
      const { body } = await get(path).expect(404);
      expect(body.code).toBe('not-found');
    }
  });

  it('gives no file from outside of its folder', async () => {
    for (const path of [
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
      '/%00.js',
    ]) {
      const answer = await get(path);
      expect(answer.status).not.toBe(200);
      expect(answer.text).not.toBe('secret');
    }
  });
});

describe('every answer', () => {
  it.each(['/', '/api/me', '/health/live', '/api/nothing', '/api/openapi.json'])(
    'of %s carries the headers that keep a page safe',
    async (path) => {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toContain("default-src 'self'; script-src 'self';");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    },
  );

  it('of the api is kept by nobody', async () => {
    expect((await get('/api/me')).headers['cache-control']).toBe('no-store');
  });

  it('is a problem document when a body is broken, too large or of no known type', async () => {
    const send = (type: string, body: string) =>
      api.nobody().post('/api/auth/sign-in/email').set('content-type', type).send(body);
    const broken = await send('application/json', '{"email":').expect(400);
    const large = await send('application/json', `{"email":"${'x'.repeat(1_100_000)}"}`).expect(413);
    const unknown = await send('application/x-other', 'x').expect(415);
    for (const { headers, body } of [broken, large, unknown]) {
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(body).toMatchObject({
        type: expect.stringMatching(/^urn:homolog:problem:/),
        requestId: headers['x-request-id'],
      });
    }
  });
});
