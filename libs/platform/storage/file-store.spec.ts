import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { startS3, type TestS3 } from '../../../test/support/test-s3.js';
import { type FileStore, NotStored, SizeDiffers } from './file-store.js';
import { FolderStore } from './folder-store.js';
import { S3Store } from './s3-store.js';

const folder = mkdtempSync(join(tmpdir(), 'homolog-store-'));
let s3: TestS3;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (content: Buffer | string) => Readable.from([Buffer.from(content)]);

/** What comes before the connection breaks. */
async function* cut(content: string) {
  yield Buffer.from(content);
  throw new Error('connection lost');
}

describe.each([
  ['a folder', () => new FolderStore(join(folder, 'files'))],
  ['a bucket of a real S3 server', () => new S3Store(s3.settings)],
] satisfies [string, () => FileStore][])('the store of files in %s', (_, open) => {
  let store: FileStore;
  beforeAll(() => {
    store = open();
  });
  afterAll(() => store.close());

  it('gives back exactly what was put in', async () => {
    await store.put('tenant/one', bytes('what was put in'), 15);
    expect((await buffer(await store.read('tenant/one'))).toString()).toBe('what was put in');
    expect(await store.stat('tenant/one')).toEqual({ sizeBytes: 15 });
  });

  it('takes more than fits into one request to the server', async () => {
    const piece = Buffer.alloc(1024 * 1024, 7);
    await store.put('tenant/large', Readable.from(Array.from({ length: 19 }, () => piece)), 19 * 1024 * 1024);
    let [sizeBytes, isRight] = [0, true];
    for await (const chunk of (await store.read('tenant/large')) as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      isRight &&= chunk.every((byte) => byte === 7);
    }
    expect([sizeBytes, isRight]).toEqual([19 * 1024 * 1024, true]);
  });

  it('replaces what lay under the key', async () => {
    await store.put('tenant/twice', bytes('first'), 5);
    await store.put('tenant/twice', bytes('second'), 6);
    expect((await buffer(await store.read('tenant/twice'))).toString()).toBe('second');
  });

  it.each([
    ['fewer', 4],
    ['more', 2],
  ])('keeps nothing when %s bytes come than announced', async (how, announced) => {
    await expect(store.put(`tenant/${how}`, bytes('abc'), announced)).rejects.toThrow(new SizeDiffers(announced, 3));
    expect(await store.stat(`tenant/${how}`)).toBeNull();
  });

  it('keeps nothing of a stream that breaks', async () => {
    await expect(store.put('tenant/cut', Readable.from(cut('half')), 8)).rejects.toThrow('connection lost');
    expect(await store.stat('tenant/cut')).toBeNull();
  });

  it('says when nothing lies under a key, also below the key of a file', async () => {
    await expect(store.read('tenant/none')).rejects.toThrow(NotStored);
    await store.put('tenant/file', bytes('x'), 1);
    expect(await store.stat('tenant/file/below')).toBeNull();
  });

  it('removes one key, or all below one, and does not mind what is gone', async () => {
    for (const key of ['tenant/a/parts/0', 'tenant/a/parts/1', 'tenant/a/content', 'tenant/ab'])
      await store.put(key, bytes('x'), 1);
    await store.remove('tenant/a/parts/0');
    await store.remove('tenant/a/parts/0');
    expect(await store.stat('tenant/a/parts/0')).toBeNull();
    await store.removeUnder('tenant/a');
    await store.removeUnder('tenant/a');
    expect(await store.stat('tenant/a/parts/1')).toBeNull();
    expect(await store.stat('tenant/a/content')).toBeNull();
    expect(await store.stat('tenant/ab')).toEqual({ sizeBytes: 1 });
  });

  it.each([
    '../outside',
    'tenant/../../outside',
    '/etc/passwd',
    'tenant//x',
    'tenant/x.pdf',
    'Tenant/x',
    '',
    'a\0b',
    'a\\b',
  ])('refuses %j, which is no key', async (key) => {
    await expect(store.put(key, bytes('x'), 1)).rejects.toThrow(TypeError);
    await expect(store.read(key)).rejects.toThrow(TypeError);
    await expect(store.stat(key)).rejects.toThrow(TypeError);
    await expect(store.remove(key)).rejects.toThrow(TypeError);
    await expect(store.removeUnder(key)).rejects.toThrow(TypeError);
  });
});

it('leaves no half file in the folder and lets no other account read', async () => {
  const root = join(folder, 'own');
  const store = new FolderStore(root);
  await store.put('tenant/whole', bytes('x'), 1);
  await expect(store.put('tenant/half', Readable.from(cut('half')), 8)).rejects.toThrow('connection lost');
  expect(readdirSync(join(root, 'tenant'))).toEqual(['whole']);
  expect(statSync(join(root, 'tenant')).mode & 0o777).toBe(0o700);
  expect(statSync(join(root, 'tenant/whole')).mode & 0o777).toBe(0o600);
});
