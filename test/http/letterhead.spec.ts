import { deflateSync, crc32 } from 'node:zlib';
import type { Tenant } from '#database/entities/tenant.entity';
import { LetterheadService } from '#features/accounts/letterhead.service';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';
import { linesOf, readPdf } from '../support/pdf-text.js';

let api: TestApi;
let tenant: Tenant;
let owner: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
});
afterAll(() => api.close());
beforeEach(async () => {
  tenant = await api.make.tenant({ name: 'Jadebrücke Homologation', nameZh: '玉桥认证咨询', language: 'de' });
  owner = await api.as(await api.make.member({ tenant, role: 'owner', name: 'Lena Weiss' }));
});

const NOTHING = { address: null, phone: null, email: null, web: null, registration: null, footer: null, logo: null, version: 0 }; // prettier-ignore
const TEXTS = {
  address: 'Hafenstraße 12\n20457 Hamburg',
  phone: '+49 40 1234567',
  email: 'office@jade.test',
  web: 'www.jade.test',
  registration: 'Amtsgericht Hamburg HRB 1',
  footer: 'IBAN DE00',
};

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Grey, of one shade. */
function png(width: number, height: number, shade = 90): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width, shade)]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const putLogo = (agent: Agent, file: Buffer, name = 'logo.png') =>
  agent.put('/api/letterhead/logo').attach('file', file, name);
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

/** A PDF, whole. */
async function sample(agent: Agent, language?: string) {
  const answer = await agent
    .get('/api/letterhead/sample')
    .query(language ? { language } : {})
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (piece: Buffer) => chunks.push(piece));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  return {
    headers: answer.headers as Record<string, string>,
    lines: readPdf(answer.body as Buffer).pages.flatMap(linesOf),
  };
}

describe('the texts', () => {
  it('are empty at first, and are what was saved last', async () => {
    expect((await owner.get('/api/letterhead').expect(200)).body).toEqual(NOTHING);
    const saved = await owner
      .put('/api/letterhead')
      .send({ ...TEXTS, version: 0 })
      .expect(200);
    expect(saved.body).toEqual({ ...TEXTS, logo: null, version: 1 });
    const cleared = await owner.put('/api/letterhead').send({ address: 'Hafenstraße 13', version: 1 }).expect(200);
    expect(cleared.body).toEqual({ ...NOTHING, address: 'Hafenstraße 13', version: 2 });
    expect((await owner.get('/api/letterhead').expect(200)).body).toEqual(cleared.body);
  });

  it('are tidied line by line', async () => {
    const { body } = await owner
      .put('/api/letterhead')
      .send({
        address: '  Hafenstraße   12 \r\n\r\n 20457\u202E Hamburg\n',
        phone: ' ',
        email: ' Office@Jade.test ',
        version: 0,
      })
      .expect(200);
    expect(body).toMatchObject({ address: TEXTS.address, phone: null, email: 'office@jade.test' });
  });

  it.each([
    ['address', Array(7).fill('Line').join('\n')],
    ['registration', 'X'.repeat(101)],
    ['footer', 42],
    ['email', 'nobody'],
    ['phone', '1'.repeat(101)],
    ['version', -1],
    ['version', 'one'],
    ['logo', 'a.png'],
  ])('%s: %j is refused and changes nothing', async (field, value) => {
    const answer = await owner.put('/api/letterhead').send({ ...TEXTS, version: 0, [field]: value });
    expect(codeOf(answer)).toEqual([400, 'invalid-input']);
    expect(answer.body.errors[0]).toMatchObject({ field });
    expect((await owner.get('/api/letterhead').expect(200)).body).toEqual(NOTHING);
  });

  it('a stale edit is told what changed, by whom', async () => {
    await owner
      .put('/api/letterhead')
      .send({ ...TEXTS, version: 0 })
      .expect(200);
    const { body } = await owner.put('/api/letterhead').send({ phone: '1', version: 0 }).expect(409);
    expect(body).toMatchObject({ code: 'stale-version', facts: { version: 1 } });
    expect(body.facts.changed.phone).toMatchObject({ from: null, to: '+49 40 1234567', by: 'Lena Weiss' });
    expect((await owner.get('/api/letterhead').expect(200)).body).toMatchObject(TEXTS);
  });

  it('two who save first at the same time: one is saved, the other told', async () => {
    const answers = await Promise.all(
      ['1', '2'].map((phone) => owner.put('/api/letterhead').send({ phone, version: 0 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('a change stands in the history, a save without one does not', async () => {
    await owner.put('/api/letterhead').send({ phone: '1', version: 0 }).expect(200);
    await owner.put('/api/letterhead').send({ phone: '1', version: 1 }).expect(200);
    const { body } = await owner.get('/api/events').expect(200);
    const events = (body.items as { what: string; facts: unknown }[]).filter(
      ({ what }) => what === 'tenant.letterhead-changed',
    );
    expect(events.map(({ facts }) => facts)).toEqual([{ changes: { phone: [null, '1'] }, version: 1 }]);
  });
});

describe('the logo', () => {
  it('is kept, shown, replaced and removed', async () => {
    const { body } = await putLogo(owner, png(40, 20)).expect(200);
    expect(body).toEqual({ ...NOTHING, logo: { kind: 'png', width: 40, height: 20, revision: expect.any(String) } });
    const shown = await owner.get('/api/letterhead/logo').expect(200);
    expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect((shown.body as Buffer).subarray(1, 4).toString()).toBe('PNG');

    const replaced = await putLogo(owner, png(30, 30, 10)).expect(200);
    expect(replaced.body.logo).toMatchObject({ width: 30, height: 30 });
    expect(replaced.body.logo.revision).not.toBe(body.logo.revision);

    expect((await owner.delete('/api/letterhead/logo').expect(200)).body).toEqual(NOTHING);
    expect((await owner.delete('/api/letterhead/logo').expect(200)).body).toEqual(NOTHING);
    await owner.get('/api/letterhead/logo').expect(404);
  });

  it('leaves a form that is open beside it good', async () => {
    await putLogo(owner, png(4, 4)).expect(200);
    const { body } = await owner
      .put('/api/letterhead')
      .send({ ...TEXTS, version: 0 })
      .expect(200);
    expect(body).toMatchObject({ ...TEXTS, version: 1, logo: { width: 4 } });
  });

  it.each([
    ['picture.unknown-kind', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['picture.too-large', Buffer.alloc(301 * 1024)],
    ['picture.too-many-pixels', png(2001, 1)],
    ['picture.broken', png(4, 4).subarray(0, 50)],
  ])('%s is refused, whatever its name says, and the old one stays', async (code, file) => {
    await putLogo(owner, png(4, 4)).expect(200);
    const answer = await putLogo(owner, file);
    expect(codeOf(answer)).toEqual([400, code]);
    expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'file', code, allowed: expect.any(String) })]);
    expect((await owner.get('/api/letterhead').expect(200)).body.logo).toMatchObject({ width: 4 });
  });

  it('a form without a file is refused', async () => {
    expect(codeOf(await owner.put('/api/letterhead/logo').field('name', 'x'))).toEqual([400, 'file.missing']);
    expect(codeOf(await owner.put('/api/letterhead/logo').send({}))).toEqual([400, 'file.missing']);
    expect(codeOf(await owner.put('/api/letterhead/logo').attach('other', png(4, 4), 'a.png'))).toEqual([
      400,
      'file.missing',
    ]);
  });
});

describe('the sample', () => {
  it('is a PDF under the own head, in the language asked for, else the own', async () => {
    await owner
      .put('/api/letterhead')
      .send({ ...TEXTS, version: 0 })
      .expect(200);
    await putLogo(owner, png(40, 20)).expect(200);
    const { headers, lines } = await sample(owner);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'inline; filename="sample-letter.pdf"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("object-src 'none'"),
    });
    const text = lines.join('\n');
    for (const shown of [
      'Jadebrücke Homologation',
      '玉桥认证咨询',
      '20457 Hamburg',
      'IBAN DE00',
      '20. November 2026',
      'Mit freundlichen Grüßen',
    ])
      // prettier-ignore
      expect(text).toContain(shown);
    expect((await sample(owner, 'zh')).lines.join('\n')).toContain('2026年11月20日');
    expect((await sample(owner, 'en')).lines.join('\n')).toContain('Yours faithfully');
    expect(codeOf(await owner.get('/api/letterhead/sample').query({ language: 'fr' }))).toEqual([400, 'invalid-input']);
  });

  it('names the country while no address is set', async () => {
    expect((await sample(owner, 'de')).lines).toContain('Deutschland');
  });
});

describe('who may', () => {
  it.each([
    ['owner', 200, 200],
    ['manager', 200, 200],
    ['consultant', 200, 403],
    ['viewer', 200, 403],
  ] as const)('%s: read %d, write %d', async (role, read, write) => {
    const agent = await api.as(await api.make.member({ tenant, role }));
    await agent.get('/api/letterhead').expect(read);
    await agent.put('/api/letterhead').send({ phone: '1', version: 0 }).expect(write);
    await putLogo(agent, png(4, 4)).expect(write);
    await agent.delete('/api/letterhead/logo').expect(write);
  });

  it('a client of the tenant asks for nothing of it, but its letters carry the head', async () => {
    await owner
      .put('/api/letterhead')
      .send({ ...TEXTS, version: 0 })
      .expect(200);
    const client = await api.make.client({ tenant });
    const member = await api.make.member({ tenant, client });
    const guest = await api.as(member);
    for (const path of ['', '/logo', '/sample']) await guest.get(`/api/letterhead${path}`).expect(403);
    await guest.put('/api/letterhead').send({ phone: '1', version: 1 }).expect(403);
    const scope = { tenantId: tenant.id, memberId: member.id, audience: client.id };
    const head = await api.db.inScope(scope, () => api.app.get(LetterheadService).forLetter('en'));
    expect(head.letterhead).toMatchObject({ lines: ['Hafenstraße 12', '20457 Hamburg'], phone: '+49 40 1234567' });
  });

  it('nobody sees the head of another tenant', async () => {
    await owner
      .put('/api/letterhead')
      .send({ ...TEXTS, version: 0 })
      .expect(200);
    await putLogo(owner, png(4, 4)).expect(200);
    const other = await api.as(await api.make.member({ role: 'owner' }));
    expect((await other.get('/api/letterhead').expect(200)).body).toEqual(NOTHING);
    await other.get('/api/letterhead/logo').expect(404);
    expect((await sample(other, 'en')).lines.join('\n')).not.toMatch(/Jade|Hafen|玉桥/);
    await api.nobody().get('/api/letterhead').expect(401);
    await api.nobody().get('/api/letterhead/sample').expect(401);
  });
});
