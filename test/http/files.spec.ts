import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '#database/entities/client.entity';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { FilesSweep } from '#features/files/files-sweep';
import { HOLDERS, UploadsService } from '#features/files/uploads.service';
import { SweepPool } from '#platform/jobs/sweep-pool';
import { FilesService } from '#features/files/files.service';
import { sessionCookieName } from '#features/accounts/session-cookie';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';
import { startS3, type TestS3 } from '../support/test-s3.js';

const PIECE = 2_097_152;
const ALLOWED = 'pdf, docx, xlsx, pptx, doc, xls, jpg, jpeg, png, webp, heic, heif, tif, tiff, zip, csv, txt, mp4';

const filesDir = mkdtempSync(join(tmpdir(), 'homolog-files-'));
let api: TestApi;
let s3: TestS3;
let tenant: Tenant;
let client: Client;
let staff: Agent;

beforeAll(async () => {
  s3 = await startS3();
  api = await startApi({ clock: '2026-11-20T09:00:00Z', env: { HOMOLOG_FILES_DIR: filesDir } });
  tenant = await api.make.tenant();
  client = await api.make.client({ tenant });
  staff = await api.as(await api.make.member({ tenant }));
});
afterAll(async () => {
  await api.close();
  await s3.stop();
  rmSync(filesDir, { recursive: true, force: true });
});

/** A PDF of this many bytes, no two alike. */
const pdf = (sizeBytes: number) => {
  const content = randomBytes(sizeBytes);
  content.write('%PDF-1.7\n');
  return content;
};

const begin = async (agent: Agent, name: string, sizeBytes: number) =>
  (await agent.post('/api/uploads').send({ name, sizeBytes })) as { status: number; body: Record<string, never> };

const piece = (agent: Agent, id: string, offset: number, content: Buffer) =>
  agent
    .patch(`/api/uploads/${id}`)
    .set('content-type', 'application/offset+octet-stream')
    .set('upload-offset', String(offset))
    .send(content.subarray(offset, offset + PIECE));

/** Sends a whole file; gives the answer to its completion. */
async function upload(agent: Agent, name: string, content: Buffer) {
  const { body } = await begin(agent, name, content.length);
  for (let at = 0; at < content.length; at += PIECE) await piece(agent, body['id']!, at, content).expect(200);
  return agent.post(`/api/uploads/${body['id']}/completion`);
}

const save = (agent: Agent, url: string) =>
  agent
    .get(url)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });

/** What lies in the folder of the tenant's files, as `<file>/<part>`. */
function inFolder(): string[] {
  const root = join(filesDir, tenant.id);
  if (!existsSync(root)) return [];
  return (readdirSync(root, { recursive: true, withFileTypes: true }) as { name: string; isFile(): boolean }[])
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

describe.each([
  ['a folder', () => ({ HOMOLOG_FILES_DIR: filesDir })],
  ['a bucket', () => s3.env],
])('a file that goes to %s', (_, env) => {
  let there: TestApi;
  let agent: Agent;
  let member: Member;
  beforeAll(async () => {
    there = await startApi({ clock: '2026-11-20T09:00:00Z', env: env() });
    member = await there.make.member();
    agent = await there.as(member);
  });
  afterAll(() => there.close());

  it('comes back byte for byte, with its hash, its type and its name', async () => {
    const content = pdf(PIECE + 12_345);
    const file = await upload(agent, 'Prüfbericht 检测.PDF', content);
    expect([file.status, file.body]).toEqual([
      200,
      {
        id: expect.any(String),
        name: 'Prüfbericht 检测.PDF',
        sizeBytes: PIECE + 12_345,
        sha256: createHash('sha256').update(content).digest('hex'),
        mediaType: 'application/pdf',
      },
    ]);
    const link = await agent.post(`/api/files/${file.body.id}/links`).expect(200);
    expect(link.body.expiresAt).toMatch(/^2026-11-20T09:05:/);
    const saved = await save(there.nobody(), link.body.url).expect(200);
    expect((saved.body as Buffer).equals(content)).toBe(true);
    expect(saved.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PIECE + 12_345),
      'content-disposition': `attachment; filename="Pr_fbericht __.PDF"; filename*=UTF-8''Pr%C3%BCfbericht%20%E6%A3%80%E6%B5%8B.PDF`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
  });

  it('goes on after the connection broke in the middle of a piece', async () => {
    const content = pdf(PIECE + 500_000);
    const { body } = await begin(agent, 'large.pdf', content.length);
    const id = body['id'] as string;
    await piece(agent, id, 0, content).expect(200);

    // half of the second piece, then the cable is pulled
    const cookie = `${sessionCookieName(there.config.url)}=${await there.session(member)}`;
    await new Promise<void>((resolve) => {
      const half = httpRequest(`${there.url}/api/uploads/${id}`, {
        method: 'PATCH',
        headers: {
          cookie,
          'homolog-tenant': member.tenantId,
          'content-type': 'application/offset+octet-stream',
          'content-length': 500_000,
          'upload-offset': PIECE,
        },
      });
      half.on('error', () => resolve());
      half.on('close', () => resolve());
      half.write(content.subarray(PIECE, PIECE + 250_000), () => setTimeout(() => half.destroy(), 50));
    });

    const at = await agent.head(`/api/uploads/${id}`).expect(200);
    expect([at.headers['upload-offset'], at.headers['upload-length']]).toEqual([
      String(PIECE),
      String(PIECE + 500_000),
    ]);
    expect((await agent.post(`/api/uploads/${id}/completion`).expect(409)).body).toMatchObject({
      code: 'upload.incomplete',
      facts: { offsetBytes: PIECE, sizeBytes: PIECE + 500_000 },
    });
    await piece(agent, id, PIECE, content).expect(200);
    const file = await agent.post(`/api/uploads/${id}/completion`).expect(200);
    expect(file.body.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });
});

describe('an upload', () => {
  it('tells where it stands when the same piece comes twice, and takes it once', async () => {
    const content = pdf(PIECE + 10);
    const { body } = await begin(staff, 'a.pdf', content.length);
    const answers = await Promise.all([piece(staff, body['id']!, 0, content), piece(staff, body['id']!, 0, content)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'upload.offset-differs',
      facts: { offsetBytes: PIECE },
    });
    await piece(staff, body['id']!, PIECE, content).expect(200);
    const both = await Promise.all([0, 1].map(() => staff.post(`/api/uploads/${body['id']}/completion`)));
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(both.map(({ status, body: file }) => [status, file.sha256])).toEqual([
      [200, sha256],
      [200, sha256],
    ]);
  });

  it.each([
    ['shorter', 999],
    ['longer', 1001],
  ])('refuses a piece that is %s than what is left, and stands where it stood', async (_, sizeBytes) => {
    const { body } = await begin(staff, 'a.pdf', 1000);
    const answer = await piece(staff, body['id']!, 0, pdf(sizeBytes));
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { code: 'upload.piece-size', errors: [{ field: 'body', allowed: '1000 bytes' }] },
    ]);
    expect((await staff.get(`/api/uploads/${body['id']}`).expect(200)).body.offsetBytes).toBe(0);
  });

  it.each([
    ['of 0 bytes', 'a.pdf', 0, 'upload.empty', 'sizeBytes', `1 to 262144000 bytes; ${ALLOWED}`],
    ['of less than nothing', 'a.pdf', -1, 'upload.empty', 'sizeBytes', `1 to 262144000 bytes; ${ALLOWED}`],
    ['over 250 MB', 'a.pdf', 262_144_001, 'upload.too-large', 'sizeBytes', 'at most 250 MB (262144000 bytes)'],
    ['that is a program by its name', 'setup.exe', 10, 'upload.type-not-allowed', 'name', ALLOWED],
    ['that is a page by its name', 'page.html', 10, 'upload.type-not-allowed', 'name', ALLOWED],
    ['that has no ending', 'report', 10, 'upload.type-not-allowed', 'name', ALLOWED],
  ])('is refused for a file %s, with what is allowed', async (_, name, sizeBytes, code, field, allowed) => {
    const answer = await begin(staff, name, sizeBytes);
    expect([answer.status, answer.body]).toMatchObject([400, { code, errors: [{ field, code, allowed }] }]);
  });

  it('is taken at exactly 250 MB', async () => {
    expect((await begin(staff, 'video.mp4', 262_144_000)).status).toBe(201);
  });

  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  it.each([
    ['a program called a PDF', 'report.pdf', Buffer.concat([Buffer.from('MZ'), randomBytes(3000)]), 'exe'],
    ['a page called a text', 'notes.txt', Buffer.from('<!DOCTYPE html><body onload="x()">'), 'html'],
    ['a picture with a program called a text', 'notes.csv', Buffer.from(`name\n${script}`), 'html'],
    ['a picture with a program called a photo', 'plate.png', Buffer.from(script), /xml|html/],
    ['bytes that are no text called one', 'notes.txt', Buffer.from([0, 1, 2, 3]), 'unknown'],
    ['a photo called a PDF', 'plate.pdf', Buffer.from('ffd8ffe000104a46494600010100', 'hex'), 'jpg'],
    ['an installer called a document of old', 'old.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(5000)]), 'cfb'], // prettier-ignore
  ])(
    'refuses %s by its content, leaves nothing of it, and says so again when asked',
    async (_, name, content, found) => {
      const before = inFolder();
      const refused = await upload(staff, name, content);
      expect([refused.status, refused.body]).toMatchObject([
        409,
        {
          code: 'upload.disguised',
          facts: { name, found: typeof found === 'string' ? found : expect.stringMatching(found), allowed: ALLOWED },
        },
      ]);
      expect(inFolder()).toEqual(before);
      const [{ id }] = (await api.look(`select id from files where tenant_id = $1 order by created_at desc, id desc limit 1`, [tenant.id])) as [{ id: string }]; // prettier-ignore
      expect((await staff.post(`/api/uploads/${id}/completion`)).body).toMatchObject({ code: 'upload.disguised' });
      expect((await staff.post(`/api/files/${id}/links`)).body).toMatchObject({ code: 'file.not-stored' });
    },
  );

  const oldWord = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(PIECE),
    Buffer.from('WordDocument\0', 'utf16le'),
    Buffer.alloc(600),
  ]);
  it('takes a workbook, told from other archives by its inside', async () => {
    const file = await upload(
      staff,
      'register.xlsx',
      readFileSync('test/fixtures/registers/certificate-register.xlsx'),
    );
    expect([file.status, file.body.mediaType]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
  });

  it.each([
    ['a table whose first word begins like a picture', 'cars.csv', Buffer.from('BMW;i4\nVW;ID.3\n'), 'text/csv'],
    ['Chinese text of an old encoding', 'notes.txt', Buffer.from('b2e2cad4b1a8b8e60a', 'hex'), 'text/plain'],
    ['text as Excel writes it', 'a.txt', Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from('a\tб', 'utf16le')]), 'text/plain'], // prettier-ignore
    ['a PDF of nothing but letters', 'a.pdf', Buffer.from('%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n'), 'application/pdf'],
    ['a document of old, told by its inside', 'old.doc', oldWord, 'application/msword'],
  ])('takes %s', async (_, name, content, mediaType) => {
    const file = await upload(staff, name, content);
    expect([file.status, file.body.mediaType]).toEqual([200, mediaType]);
  });

  it('keeps only the last part of a path, and no name in the store', async () => {
    const file = await upload(staff, 'C:\\Users\\..\\secret plan.pdf', pdf(20));
    expect(file.body.name).toBe('secret plan.pdf');
    const [{ key }] = (await api.look('select storage_key as key from files where id = $1', [file.body.id])) as [
      { key: string },
    ];
    expect(key).toMatch(new RegExp(`^${tenant.id}/[0-9a-f]{64}$`));
  });

  it('that is given up leaves nothing', async () => {
    const before = inFolder();
    const content = pdf(PIECE + 1);
    const { body } = await begin(staff, 'a.pdf', content.length);
    await piece(staff, body['id']!, 0, content).expect(200);
    expect(inFolder().length).toBe(before.length + 1);
    await staff.delete(`/api/uploads/${body['id']}`).expect(204);
    expect(inFolder()).toEqual(before);
    await staff.get(`/api/uploads/${body['id']}`).expect(404);
  });

  it('is one of fifty at most that a person leaves unused', async () => {
    const agent = await api.as(await api.make.member({ tenant: await api.make.tenant() }));
    for (let count = 0; count < 50; count++) expect((await begin(agent, 'a.pdf', 10)).status).toBe(201);
    const answer = await begin(agent, 'a.pdf', 10);
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'upload.too-many', facts: { allowed: 50 } }]);
  });
});

describe('the sweep', () => {
  it('takes away after a day what nobody used, whole or not, and leaves what something holds', async () => {
    const home = await api.make.tenant();
    const agent = await api.as(await api.make.member({ tenant: home }));
    const content = pdf(PIECE + 1);
    const begun = (await begin(agent, 'begun.pdf', content.length)).body;
    await piece(agent, begun['id']!, 0, content).expect(200);
    const unused = (await upload(agent, 'unused.pdf', pdf(50))).body;
    const used = (await upload(agent, 'used.pdf', pdf(50))).body;
    const files = api.app.get(FilesService);
    await api.make.inside(home, async () =>
      files.attach(await files.requireStored(used.id as string), { clientId: null, isClientVisible: false }),
    );
    const pool = new SweepPool(api.config);
    const sweep = new FilesSweep(api.db, api.clock, api.app.get(UploadsService), pool);
    const left = () => api.look('select name from files where tenant_id = $1 order by name', [home.id]);

    const now = jest.spyOn(api.clock, 'now').mockReturnValue(new Date('2026-11-21T08:00:00Z'));
    await sweep.run();
    expect(await left()).toHaveLength(3);
    now.mockReturnValue(new Date('2026-11-21T10:00:00Z'));
    await Promise.all([sweep.run(), sweep.run()]);
    now.mockRestore();
    await pool.onApplicationShutdown();

    expect(await left()).toEqual([{ name: 'used.pdf' }]);
    expect(readdirSync(join(filesDir, home.id), { recursive: true })).toHaveLength(2); // one folder, one content
    await agent.post(`/api/files/${unused.id}/links`).expect(404);
    await agent.post(`/api/files/${used.id}/links`).expect(200);
  });
});

it('the sweep knows every table that can hold a file', async () => {
  const keys = await api.look<{ table: string; column: string }>(
    `select c.conrelid::regclass::text as "table", a.attname as "column" from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
     where c.contype = 'f' and c.confrelid = 'files'::regclass`,
  );
  expect(keys.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
    HOLDERS.map(([table, column]) => `${table}.${column}`).sort(),
  );
});

describe('a download address', () => {
  it('opens nothing once it is over, changed, or its file is gone', async () => {
    const file = await upload(staff, 'a.pdf', pdf(50));
    const { url } = (await staff.post(`/api/files/${file.body.id}/links`).expect(200)).body as { url: string };
    const nobody = api.nobody();
    await nobody.get(url).expect(200);
    await nobody.get(`${url.slice(0, -2)}${url.endsWith('AA') ? 'BB' : 'AA'}`).expect(404);
    await nobody.get('/api/downloads/x').expect(404);
    const now = jest.spyOn(api.clock, 'now').mockReturnValue(new Date('2026-11-20T10:00:00Z'));
    expect((await nobody.get(url).expect(409)).body.code).toBe('download.expired');
    now.mockRestore();
    await staff.delete(`/api/uploads/${file.body.id}`).expect(204);
    await nobody.get(url).expect(404);
  });
});

describe('a client-role session', () => {
  it('uploads what is its own company’s, and sees of the rest only what was given to it', async () => {
    const guest = await api.as(await api.make.member({ tenant, client }));
    const other = await api.as(await api.make.member({ tenant, client: await api.make.client({ tenant }) }));
    const mine = await upload(guest, 'a.pdf', pdf(50));
    expect(mine.status).toBe(200);
    await guest.post(`/api/files/${mine.body.id}/links`).expect(200);
    await staff.post(`/api/files/${mine.body.id}/links`).expect(200);
    await other.post(`/api/files/${mine.body.id}/links`).expect(404);
    await other.get(`/api/uploads/${mine.body.id}`).expect(404);

    const internal = await upload(staff, 'b.pdf', pdf(50));
    await guest.post(`/api/files/${internal.body.id}/links`).expect(404);
    await api.make.inside(tenant, async () => {
      const files = api.app.get(FilesService);
      const file = await files.requireStored(internal.body.id as string);
      await files.attach(file, { clientId: client.id, isClientVisible: true });
      await expect(files.attach(file, { clientId: client.id, isClientVisible: true })).rejects.toThrow('file.in-use');
    });
    await guest.post(`/api/files/${internal.body.id}/links`).expect(200);
    await other.post(`/api/files/${internal.body.id}/links`).expect(404);
    expect((await guest.delete(`/api/uploads/${internal.body.id}`).expect(409)).body.code).toBe('file.in-use');
  });

  it('cannot upload with a viewer’s role', async () => {
    const viewer = await api.as(await api.make.member({ tenant, role: 'viewer' }));
    expect((await begin(viewer, 'a.pdf', 10)).status).toBe(403);
  });
});
