import { Readable } from 'node:stream';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { roleUrl } from '#database/roles';
import { CheckImport } from '#features/register-import/check-import';
import { sweepImports } from '#features/register-import/import-sweep';
import type { ImportFaultPage, ImportPage, ImportReaders, ImportSheetRows, ImportView, ImportWarningPage } from '#features/register-import/register-import.dto'; // prettier-ignore
import { RunImport } from '#features/register-import/run-import';
import { openSpreadsheet } from '#platform/spreadsheet/spreadsheet';
import { book, bookParts, tableBook, zip } from '../fixtures/registers/make-file.js';
import { startApi, type Agent, type TestApi } from '../support/test-app.js';

const FIXTURES = 'test/fixtures/registers';
const REGISTER = readFileSync(`${FIXTURES}/certificate-register.xlsx`);
const FAULTY = readFileSync(`${FIXTURES}/certificate-register-faulty.xlsx`);
const ZONES = { zones: { US: 'America/New_York' } };

let api: TestApi;

beforeAll(async () => {
  // The day the sample was written for: the declarations have six weeks left.
  api = await startApi({ clock: '2026-11-20T09:00:00+01:00' });
});
afterAll(() => api.close());

interface Desk {
  tenant: Tenant;
  consultant: Member;
  agent: Agent;
}

async function desk(fields: Partial<Tenant> = {}): Promise<Desk> {
  const tenant = await api.make.tenant(fields);
  const consultant = await api.make.member({ tenant });
  return { tenant, consultant, agent: await api.as(consultant) };
}

async function upload({ agent }: Desk, content: Buffer, name = 'register.xlsx'): Promise<ImportView> {
  return (await agent.post('/api/imports').attach('file', content, name).expect(202)).body as ImportView;
}

async function view({ agent }: Desk, id: string): Promise<ImportView> {
  return (await agent.get(`/api/imports/${id}`).expect(200)).body as ImportView;
}

/** What the worker does for the bell `check-import`. */
const workOnCheck = (at: Desk, id: string) => api.app.get(CheckImport).run(at.tenant.id, id);
const workOnRun = (at: Desk, id: string) => api.app.get(RunImport).run(at.tenant.id, id);

async function check(at: Desk, content: Buffer, name?: string): Promise<ImportView> {
  const { id } = await upload(at, content, name);
  await workOnCheck(at, id);
  return view(at, id);
}

async function execute(at: Desk, id: string, body: object = ZONES): Promise<ImportView> {
  await at.agent.post(`/api/imports/${id}/execution`).send(body).expect(202);
  await workOnRun(at, id);
  return view(at, id);
}

/** Rows of the tenant in each table that an import writes, and the sum of their versions: neither may move by itself. */
async function inventory(at: Desk): Promise<Record<string, string>> {
  const tables = [
    'clients',
    'contacts',
    'factories',
    'client_factories',
    'products',
    'certificates',
    'deadlines',
    'reminders',
    'mails',
    'members',
    'notes',
  ];
  const counted = await Promise.all(
    tables.map(async (table) => {
      const version = table === 'client_factories' ? '0' : 'coalesce(sum(version), 0)';
      const [row] = await api.look<{ count: string }>(
        `select count(*) || ' rows, versions ' || ${version} as count from ${table} where tenant_id = $1`,
        [at.tenant.id],
      );
      return [table, row!.count];
    }),
  );
  return Object.fromEntries(counted) as Record<string, string>;
}

const countsOf = ({ counts }: ImportView) =>
  Object.fromEntries(counts.map(({ noun, new: made, known }) => [noun, [made, known]]));

const HEADINGS = [
  'Client',
  'Contact',
  'E-mail',
  'Factory',
  'Country',
  'Class',
  'Product',
  'Models',
  'Scheme',
  'Certificate no',
  'Issued',
  'Valid until',
  'Status',
  'Replaces',
  'Factory class',
  'Last follow-up',
  'Responsible',
  'Remarks',
];
type Line = Partial<
  Record<
    | 'client'
    | 'contact'
    | 'email'
    | 'factory'
    | 'country'
    | 'class'
    | 'product'
    | 'models'
    | 'scheme'
    | 'number'
    | 'issued'
    | 'valid'
    | 'status'
    | 'replaces'
    | 'factoryClass'
    | 'followUp'
    | 'responsible'
    | 'remarks',
    string | null
  >
>;

/** A register with these lines; a line names only what it is about. */
function register(...lines: Line[]): Buffer {
  return tableBook([
    HEADINGS,
    ...lines.map((line, index) => {
      const of = {
        client: 'Nordgurt AB', contact: 'Anna Rossi', email: 'anna@nordgurt.example.com', factory: 'Nordgurt AB – Gothenburg', country: 'SE', class: '1201', product: 'Tyre',
        models: `T-${index + 1}`, scheme: 'CCC', number: `C-${index + 1}`, issued: '2025-01-08', valid: '2030-01-07', status: 'valid', replaces: null, factoryClass: 'B',
        followUp: '2026-04-07', responsible: null, remarks: null, ...line,
      };
      return Object.values(of);
    }),
  ]); // prettier-ignore
}

describe('the sample register', () => {
  let at: Desk;
  let dry: ImportView;
  let done: ImportView;

  beforeAll(async () => {
    at = await desk();
    dry = await check(at, REGISTER);
  });

  it('is clean: the dry run says what it would make and makes nothing', async () => {
    expect(dry).toMatchObject({
      state: 'ready',
      faults: 0,
      faultyRows: 0,
      failure: null,
      reading: { rows: 140, headingRow: 1, sheet: 'Certificates 证书' },
    });
    expect(countsOf(dry)).toEqual({
      client: [12, 0],
      contact: [24, 0],
      factory: [22, 0],
      product: [140, 0],
      certificate: [61, 0],
      declaration: [79, 0],
      member: [3, 0],
      note: [20, 0],
    });
    expect(dry.dates.find(({ kind }) => kind === 'conversion')).toMatchObject({
      count: 79,
      met: 3,
      firstOn: '2026-12-31',
    });
    expect(await inventory(at)).toMatchObject({
      clients: '0 rows, versions 0',
      certificates: '0 rows, versions 0',
      deadlines: '0 rows, versions 0',
      mails: '0 rows, versions 0',
    });
  });

  it('tells what was put right while reading', () => {
    expect(dry.tidied).toMatchObject({
      spaces: [{ as: 'client', count: 10 }],
      separators: [
        { sign: ';', count: 111 },
        { sign: '、', count: 5 },
      ],
    });
    expect(dry.tidied!.dates.map(({ shape, count }) => [shape, count])).toEqual([
      ['spreadsheet-date', 302],
      ['dots-year-first', 23],
      ['dots-day-first', 11],
      ['chinese', 5],
    ]);
  });

  it('asks for the clock of the United States, and only for that', async () => {
    expect(dry.questions.map(({ country, people }) => [country, people])).toEqual([['US', 2]]);
    const { body } = await at.agent.post(`/api/imports/${dry.id}/execution`).send({}).expect(400);
    expect(body).toMatchObject({
      code: 'import.zones-needed',
      errors: [{ field: 'zones.US', code: 'time-zone-needed' }],
    });
    await at.agent
      .post(`/api/imports/${dry.id}/execution`)
      .send({ zones: { US: 'Europe/Berlin' } })
      .expect(400);
    expect((await view(at, dry.id)).state).toBe('ready');
  });

  it('is imported whole', async () => {
    done = await execute(at, dry.id);
    expect(done).toMatchObject({ state: 'imported', failure: null, progress: { phase: null, total: 140 } });
    const counts = await api.look(
      `select (select count(*)::int from clients where tenant_id = $1) as clients, (select count(*)::int from contacts where tenant_id = $1) as contacts,
              (select count(*)::int from factories where tenant_id = $1) as factories, (select count(*)::int from certificates where tenant_id = $1) as certificates,
              (select count(*)::int from certificates where tenant_id = $1 and scheme = 'ccc-self-declaration-b') as declarations,
              (select count(*)::int from deadlines where tenant_id = $1 and kind = 'conversion') as conversions,
              (select count(*)::int from deadlines where tenant_id = $1 and kind = 'conversion' and state = 'met') as met,
              (select count(*)::int from notes where tenant_id = $1) as notes`,
      [at.tenant.id],
    );
    expect(counts).toEqual([
      {
        clients: 12,
        contacts: 24,
        factories: 22,
        certificates: 140,
        declarations: 79,
        conversions: 79,
        met: 3,
        notes: 20,
      },
    ]);
    expect(countsOf(done)).toEqual(countsOf(dry));
    expect(done.dates).toEqual(dry.dates);
  });

  it('keeps names, models, days and zones as they were meant', async () => {
    const rows = await api.look(
      `select k.legal_name, k.legal_name_zh, f.name as factory, f.factory_code, p.models, c.number, c.issued_on::text, c.valid_until::text, c.status, c.body, t.email, t.time_zone, m.email as responsible
         from certificates c join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
         join factories f on f.tenant_id = c.tenant_id and f.id = c.factory_id join contacts t on t.tenant_id = c.tenant_id and t.id = c.contact_id
         left join members m on m.tenant_id = c.tenant_id and m.id = c.responsible_id
        where c.tenant_id = $1 and c.number in ('2023011201100024', 'SDOC-2023011114100370') order by c.number`,
      [at.tenant.id],
    );
    expect(rows).toEqual([
      {
        legal_name: 'Kestrel Motors Ltd', legal_name_zh: '凯斯特汽车有限公司', factory: 'Kestrel Motors Ltd 2 – Coventry', factory_code: 'A588725',
        models: ['PA-749A', 'PA-870B'], number: '2023011201100024', issued_on: '2023-05-22', valid_until: '2028-05-21', status: 'valid', body: 'CCAP',
        email: 'certification@kestrel.example.com', time_zone: 'Europe/London', responsible: 'l.weiss@jadebruecke.example',
      },
      {
        legal_name: 'Pineridge Tire Corp.', legal_name_zh: '派恩里奇轮胎公司', factory: 'Pineridge Tire Corp. – Akron', factory_code: 'E152494',
        models: ['DR-749A', 'DR-400B', 'DR-882C', 'DR-200D'], number: 'SDOC-2023011114100370', issued_on: '2023-07-31', valid_until: null, status: 'valid', body: null,
        email: 'quality@pineridge.example.com', time_zone: 'America/New_York', responsible: 'm.kaya@jadebruecke.example',
      },
    ]); // prettier-ignore
  });

  it('names responsible people as members who cannot sign in and were not invited', async () => {
    const members = await api.look(
      `select email, role, user_id, invited_at from members where tenant_id = $1 and user_id is null order by email`,
      [at.tenant.id],
    );
    expect(members).toEqual([
      { email: 'l.weiss@jadebruecke.example', role: 'consultant', user_id: null, invited_at: null },
      { email: 'm.kaya@jadebruecke.example', role: 'consultant', user_id: null, invited_at: null },
      { email: 't.sun@jadebruecke.example', role: 'consultant', user_id: null, invited_at: null },
    ]);
  });

  it('changes nothing when it is imported a second time', async () => {
    const before = await inventory(at);
    const again = await check(at, REGISTER);
    expect(again).toMatchObject({
      state: 'ready',
      questions: [],
      mails: { mails: 0, people: 0, firstOn: null },
      dates: [],
    });
    expect(countsOf(again)).toEqual({
      client: [0, 12],
      contact: [0, 24],
      factory: [0, 22],
      product: [0, 140],
      certificate: [0, 61],
      declaration: [0, 79],
      member: [0, 3],
      note: [0, 0],
    });
    expect(again.counts.reduce((sum, { differs }) => sum + differs, 0)).toBe(0);
    expect((await execute(at, again.id, {})).state).toBe('imported');
    expect(await inventory(at)).toEqual(before);
  });

  it('sends nothing until a person has confirmed the figures as they are', async () => {
    const held = await api.look(`select distinct is_held from mails where tenant_id = $1 and state = 'owed'`, [
      at.tenant.id,
    ]);
    expect(held).toEqual([{ is_held: true }]);
    const { mails, people, firstOn } = done.mails!;
    expect(people).toBe(27); // 24 contacts and 3 consultants
    expect(firstOn).toBe('2026-11-20'); // New York has 08:00 still to come
    const readers = (await at.agent.get(`/api/imports/${done.id}/readers`).expect(200)).body as ImportReaders;
    expect(readers.items).toHaveLength(27);
    expect(readers.items.reduce((sum, reader) => sum + reader.mails, 0)).toBe(mails);
    expect(readers.items[0]!.firstOn).toBe('2026-11-20');
    expect(readers.items.filter(({ clientName }) => clientName === null)).toHaveLength(3);
    const wrong = await at.agent
      .post(`/api/imports/${done.id}/mail-confirmation`)
      .send({ mails: mails + 1, people })
      .expect(409);
    expect(wrong.body).toMatchObject({ code: 'import.mails-changed', facts: { mails, people, firstOn } });
    const { body } = await at.agent
      .post(`/api/imports/${done.id}/mail-confirmation`)
      .send({ mails, people })
      .expect(200);
    expect(body).toMatchObject({ mails: { mails, people }, mailsConfirmedAt: expect.any(String) });
    expect(
      await api.look(`select is_held, count(*)::int from mails where tenant_id = $1 and state = 'owed' group by 1`, [
        at.tenant.id,
      ]),
    ).toEqual([{ is_held: false, count: mails }]);
    await at.agent.post(`/api/imports/${done.id}/mail-confirmation`).send({ mails, people }).expect(409);
  });

  it('leaves its trace: who uploaded, ran and released it', async () => {
    const events = await api.look<{ what: string; actor_id: string }>(
      `select what, actor_id from events where tenant_id = $1 and import_id = $2 and what like 'import.%' order by at, id`,
      [at.tenant.id, done.id],
    );
    expect(events).toEqual(
      ['import.uploaded', 'import.executed', 'import.mails-released'].map((what) => ({
        what,
        actor_id: at.consultant.id,
      })),
    );
  });

  it('stands in the list of imports, newest first', async () => {
    const { body } = await at.agent.get('/api/imports?limit=1').expect(200);
    const page = body as ImportPage;
    expect(page.items).toHaveLength(1);
    expect(page.items[0]).toMatchObject({
      fileName: 'register.xlsx',
      state: 'imported',
      rows: 140,
      faults: 0,
      holdsMails: false,
    });
    const next = await at.agent.get(`/api/imports?cursor=${page.nextCursor}`).expect(200);
    expect((next.body as ImportPage).items.map(({ id }) => id)).toEqual([done.id]);
  });
});

describe('the faulty register', () => {
  let at: Desk;
  let dry: ImportView;

  beforeAll(async () => {
    at = await desk();
    dry = await check(at, FAULTY);
  });

  it('is refused whole, with one line for each of its twelve faults', async () => {
    expect(dry).toMatchObject({ state: 'faulty', faults: 12, faultyRows: 11 });
    const { body } = await at.agent.get(`/api/imports/${dry.id}/faults`).expect(200);
    const { items, nextCursor } = body as ImportFaultPage;
    expect(items.map(({ row, column, code, found }) => [row, column, code, found])).toEqual([
      [5, 'T', 'date.no-such-day', '31.02.2024'],
      [10, 'R', 'number.twice', '2024012207100077'],
      [12, 'L', 'product-class.unknown', '1999'],
      [14, 'D', 'email.not-an-address', 'certification(at)example.com'],
      [14, 'U', 'date.before-issued', '2019-01-01'],
      [16, 'A', 'cell.empty', ''],
      [18, 'V', 'status.unknown', 'maybe'],
      [20, 'P', 'scheme.unknown', 'CE'],
      [22, 'J', 'factory-class.unknown', 'E'],
      [24, 'T', 'date.not-a-date', 'soon'],
      [26, 'R', 'cell.formula', '=CONCATENATE("2026","01")'],
      [28, 'M', 'cell.too-long', `${'x'.repeat(79)}…`],
    ]);
    expect(nextCursor).toBeNull();
    expect(items[0]).toMatchObject({
      heading: 'Issued / 发证日期',
      detail: 'There is no 31 February 2024.',
      allowed: 'A day that exists; this month ended with day 29',
    });
  });

  it('cannot be run', async () => {
    const { body } = await at.agent.post(`/api/imports/${dry.id}/execution`).send(ZONES).expect(409);
    expect(body).toMatchObject({ code: 'import.not-ready', facts: { state: 'faulty' } });
    expect(await inventory(at)).toMatchObject({ clients: '0 rows, versions 0', certificates: '0 rows, versions 0' });
  });

  it('lists its faults page by page, by row and by kind', async () => {
    for (const sort of ['row', 'kind']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await at.agent
          .get(`/api/imports/${dry.id}/faults?sort=${sort}&limit=5${cursor && `&cursor=${cursor}`}`)
          .expect(200);
        const page = body as ImportFaultPage;
        seen.push(
          ...page.items.map(({ row, column, code }) =>
            sort === 'row' ? `${String(row).padStart(3)} ${column}` : code,
          ),
        );
        expect(page.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(12);
        cursor = page.nextCursor ?? '';
      } while (cursor);
      expect(seen).toHaveLength(12);
      expect(seen).toEqual([...seen].sort());
    }
    await at.agent.get(`/api/imports/${dry.id}/faults?cursor=forged`).expect(400);
  });

  it('shows a fault among its neighbours, spaces and all', async () => {
    const { body } = await at.agent.get(`/api/imports/${dry.id}/rows?around=12`).expect(200);
    const { rows, headings } = body as ImportSheetRows;
    expect(rows.map(({ row, faulty }) => [row, faulty])).toEqual([
      [10, ['R']],
      [11, []],
      [12, ['L']],
      [13, []],
      [14, ['D', 'U']],
    ]);
    expect(rows[1]!.cells.A).toBe('Nordgurt AB ');
    expect(headings[0]).toEqual({ letter: 'A', heading: 'Client / 客户', as: 'client' });
  });

  it('gives its faults as a workbook in which no text is a formula', async () => {
    const response = await at.agent
      .get(`/api/imports/${dry.id}/faults.xlsx`)
      .buffer()
      .parse(binary as never)
      .expect(200);
    expect(response.headers['content-disposition']).toContain('faults.xlsx');
    const cells: string[][] = [];
    for await (const row of (await openSpreadsheet(response.body as Buffer)).sheets[0]!.rows())
      cells.push(row.cells.map((cell) => cell?.text ?? ''));
    expect(cells).toHaveLength(13);
    expect(cells[1]!.slice(0, 5)).toEqual([
      '5',
      'T',
      'Issued / 发证日期',
      '31.02.2024',
      'There is no 31 February 2024.',
    ]);
    expect(cells[11]![3]).toBe(`'=CONCATENATE("2026","01")`);
  });
});

describe('the same register as other programs save it', () => {
  it.each([
    ['certificate-register-gb18030.csv', { encoding: 'gb18030', delimiter: ',' }],
    ['certificate-register-semicolon.csv', { encoding: 'utf-8', delimiter: ';' }],
    ['certificate-register-utf16.csv', { encoding: 'utf-16le', delimiter: '\t' }],
  ])('brings the same: %s', async (file, text) => {
    const dry = await check(await desk(), readFileSync(`${FIXTURES}/${file}`), file);
    expect(dry).toMatchObject({ state: 'ready', faults: 0, reading: { format: 'csv', ...text } });
    expect(countsOf(dry)).toMatchObject({
      client: [12, 0],
      contact: [24, 0],
      factory: [22, 0],
      certificate: [61, 0],
      declaration: [79, 0],
    });
    expect(dry.dates.find(({ kind }) => kind === 'conversion')).toMatchObject({ count: 79, met: 3 });
  });
});

async function warningsOf({ agent }: Desk, { id }: ImportView): Promise<unknown[]> {
  const { body } = await agent.get(`/api/imports/${id}/warnings`).expect(200);
  return (body as ImportWarningPage).items.map(({ row, column, code, facts }) => [row, column, code, facts]);
}

describe('rules between the file and what is known', () => {
  it('leave known things as they are and list what differs', async () => {
    const at = await desk();
    await execute(at, (await check(at, register({}, { number: 'C-2' }))).id);
    const before = await inventory(at);
    const dry = await check(
      at,
      register({ status: 'suspended', followUp: '2026-09-01' }, { number: 'C-2', contact: 'A. Rossi' }),
    );
    expect(dry.counts.filter(({ differs }) => differs > 0).map(({ noun, differs }) => [noun, differs])).toEqual([
      ['factory', 1],
      ['certificate', 1],
    ]);
    const { body } = await at.agent.get(`/api/imports/${dry.id}/warnings`).expect(200);
    expect(
      (body as ImportWarningPage).items
        .filter(({ code }) => code === 'known.differs')
        .map(({ row, as, found, facts }) => [row, as, found, facts.known]),
    ).toEqual([
      [2, 'lastFollowUp', '2026-09-01', '2026-04-07'],
      [2, 'status', 'suspended', 'valid'],
    ]);
    await execute(at, dry.id, {});
    expect(await inventory(at)).toEqual(before);
  });

  it('update known things when a person says so, and still mail nothing unconfirmed', async () => {
    const at = await desk();
    await execute(at, (await check(at, register({}))).id);
    const first = (await at.agent.get('/api/imports').expect(200)).body as ImportPage;
    const { mails } = await view(at, first.items[0]!.id);
    await at.agent
      .post(`/api/imports/${first.items[0]!.id}/mail-confirmation`)
      .send({ mails: mails!.mails, people: mails!.people })
      .expect(200);
    const done = await execute(at, (await check(at, register({ status: 'suspended', followUp: '2026-09-01' }))).id, {
      updatesKnown: true,
    });
    expect(done.counts.filter(({ updated }) => updated > 0).map(({ noun, updated }) => [noun, updated])).toEqual([
      ['factory', 1],
      ['certificate', 1],
    ]);
    expect(await api.look(`select status from certificates where tenant_id = $1`, [at.tenant.id])).toEqual([
      { status: 'suspended' },
    ]);
    const followUp = await api.look(
      `select due_on::text, held_by_import_id from deadlines where tenant_id = $1 and kind = 'follow-up-inspection' and state = 'open'`,
      [at.tenant.id],
    );
    expect(followUp).toEqual([{ due_on: '2027-09-01', held_by_import_id: done.id }]);
  });

  it('never bring a revoked certificate back to life', async () => {
    const at = await desk();
    await execute(at, (await check(at, register({ status: 'revoked' }))).id);
    const done = await execute(at, (await check(at, register({ status: 'valid' }))).id, { updatesKnown: true });
    expect(done.state).toBe('imported');
    expect(await api.look(`select status from certificates where tenant_id = $1`, [at.tenant.id])).toEqual([
      { status: 'revoked' },
    ]);
  });

  it('refuse the number of another client', async () => {
    const at = await desk();
    await execute(at, (await check(at, register({}))).id);
    const dry = await check(at, register({ client: 'Kestrel Motors Ltd', email: 'a@kestrel.example.com' }));
    expect(dry).toMatchObject({ state: 'faulty', faults: 1 });
    const { body } = await at.agent.get(`/api/imports/${dry.id}/faults`).expect(200);
    expect((body as ImportFaultPage).items[0]).toMatchObject({
      row: 2,
      as: 'number',
      code: 'number.of-another-client',
      facts: { client: 'Nordgurt AB' },
    });
  });

  it('count a declaration that was imported earlier as converted by the certificate that replaces it', async () => {
    const at = await desk();
    const declaration = {
      scheme: 'CCC self-declaration B',
      class: '1104',
      number: 'SDOC-1',
      issued: '2022-01-08',
      valid: null,
    };
    await execute(at, (await check(at, register(declaration))).id);
    expect(
      await api.look(`select state from deadlines where tenant_id = $1 and kind = 'conversion'`, [at.tenant.id]),
    ).toEqual([{ state: 'open' }]);
    await execute(
      at,
      (
        await check(
          at,
          register({ class: '1104', number: 'C-9', issued: '2026-10-08', valid: '2031-10-07', replaces: 'SDOC-1' }),
        )
      ).id,
    );
    expect(
      await api.look(`select state from deadlines where tenant_id = $1 and kind = 'conversion'`, [at.tenant.id]),
    ).toEqual([{ state: 'met' }]);
  });

  it('keep a manufacturer to its own certificates', async () => {
    const at = await desk({ kind: 'manufacturer', name: 'Nordgurt AB', country: 'SE' });
    const dry = await check(at, register({}, { client: 'Kestrel Motors Ltd', number: 'C-2' }));
    const { body } = await at.agent.get(`/api/imports/${dry.id}/faults`).expect(200);
    expect((body as ImportFaultPage).items.map(({ row, code, allowed }) => [row, code, allowed])).toEqual([
      [3, 'client.not-own', 'Nordgurt AB'],
    ]);
  });

  it('join a factory without its code to the one of its name', async () => {
    const at = await desk();
    const dry = await check(at, register({}, { factory: 'NORDGURT AB - Gothenburg', number: 'C-2' }));
    expect(countsOf(dry)).toMatchObject({ factory: [1, 0], product: [2, 0] });
  });

  it('let the first product name of one unit win and list the other by row and column', async () => {
    const at = await desk();
    const dry = await check(at, register({ models: 'T-1; T-2' }, { models: 'T-2; T-1', product: 'Car tyre' }));
    expect(countsOf(dry)).toMatchObject({ product: [1, 0], certificate: [2, 0] });
    expect(await warningsOf(at, dry)).toEqual([
      [3, 'G', 'product.differs', { firstRow: 2, first: 'Tyre' }],
      [3, 'J', 'unit.second-certificate', { other: 'C-1' }],
    ]);
  });

  it('take one of several factories of a name where the code is left out, say so, and make no further one', async () => {
    const at = await desk();
    const factory = { name: 'Nordgurt AB – Gothenburg', country: 'SE' };
    await api.make.factory({ tenant: at.tenant, ...factory, factoryCode: 'R287003' });
    await api.make.factory({ tenant: at.tenant, ...factory, factoryCode: 'R287004' });
    const dry = await check(at, register({}, {}));
    expect(countsOf(dry)).toMatchObject({ factory: [0, 1] });
    expect(await warningsOf(at, dry)).toEqual([[2, 'D', 'factory.ambiguous', { factories: 2, taken: 'R287003' }]]);
    await execute(at, dry.id);
    expect(
      await api.look(
        `select f.factory_code as code, count(c.id)::int as certificates from factories f
           left join certificates c on c.factory_id = f.id where f.tenant_id = $1 group by 1 order by 1`,
        [at.tenant.id],
      ),
    ).toEqual([
      { code: 'R287003', certificates: 2 },
      { code: 'R287004', certificates: 0 },
    ]);
  });

  it('take the name of exactly one member for the responsible person', async () => {
    const at = await desk();
    const [weiss] = [
      await api.make.member({ tenant: at.tenant, name: 'Li Weiss' }),
      await api.make.member({ tenant: at.tenant, name: 'Jan Berg' }),
      await api.make.member({ tenant: at.tenant, name: 'Jan Berg' }),
    ];
    const dry = await check(at, register({ responsible: 'Li Weiss' }, { responsible: 'Jan Berg' }));
    expect(await warningsOf(at, dry)).toEqual([[3, 'Q', 'responsible.not-an-address', {}]]);
    await execute(at, dry.id);
    expect(
      await api.look(`select responsible_id from certificates where tenant_id = $1 order by number`, [at.tenant.id]),
    ).toEqual([{ responsible_id: weiss!.id }, { responsible_id: null }]);
  });

  it('take in long lists of models and long remarks whole', async () => {
    const at = await desk();
    const models = Array.from({ length: 200 }, (_, index) => `${'P'.repeat(40)}-${index}`).join('; ');
    await execute(at, (await check(at, register({ models, remarks: 'x'.repeat(10_000) }))).id);
    expect(
      await api.look(
        `select cardinality(p.models) as models, length(n.body) as remarks from products p
           join notes n on n.tenant_id = p.tenant_id where p.tenant_id = $1`,
        [at.tenant.id],
      ),
    ).toEqual([{ models: 200, remarks: 10_000 }]);
  });

  it('say of an empty cell that it is part of merged cells', async () => {
    const at = await desk();
    const cell = (text: string | null) => (text === null ? '<c/>' : `<c t="inlineStr"><is><t>${text}</t></is></c>`);
    const line = (client: string | null, number: string) =>
      `<row>${[client, null, null, 'Works', 'SE', '1201', 'Tyre', number, 'CCC', number, '2025-01-08', '2030-01-07', 'valid'].map(cell).join('')}</row>`;
    const data = `<sheetData><row>${HEADINGS.slice(0, 13).map(cell).join('')}</row>${line('Nordgurt AB', 'C-1')}${line(null, 'C-2')}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>`;
    const dry = await check(at, book({ sheets: { One: data } }));
    const { body } = await at.agent.get(`/api/imports/${dry.id}/faults`).expect(200);
    expect(
      (body as ImportFaultPage).items.map(({ row, column, code, facts }) => [row, column, code, facts.range]),
    ).toEqual([[3, 'A', 'cell.merged', 'A2:A3']]);
  });
});

describe('headings', () => {
  it('that are missing are named; the reader may say which one stands for them, and that is remembered', async () => {
    const at = await desk();
    const table = (number: string) =>
      tableBook([
        [
          'Client',
          'Certificate no',
          'Status',
          'Class',
          'Zulassung',
          'Werk',
          'Land',
          'Produkt',
          'Typen',
          'Issued',
          'Valid until',
        ],
        [
          'Nordgurt AB',
          number,
          'valid',
          '1201',
          'CCC',
          'Works',
          'Schweden',
          'Reifen',
          'T-1',
          '2025-01-08',
          '2030-01-07',
        ],
      ]);
    const dry = await check(at, table('C-1'));
    expect(dry).toMatchObject({
      state: 'failed',
      failure: {
        code: 'register.columns-missing',
        facts: { columns: ['scheme'] },
        detail: 'These columns are missing: Scheme / 认证方式.',
      },
    });
    expect(dry.reading!.headings.find(({ heading }) => heading === 'Zulassung')).toEqual({
      letter: 'E',
      heading: 'Zulassung',
      as: null,
    });
    await at.agent
      .put(`/api/imports/${dry.id}/columns`)
      .send({ choices: { Zulassung: 'colour' } })
      .expect(400);
    await at.agent
      .put(`/api/imports/${dry.id}/columns`)
      .send({ choices: { Zulassung: 'scheme' } })
      .expect(202);
    await workOnCheck(at, dry.id);
    expect(await view(at, dry.id)).toMatchObject({ state: 'ready', failure: null });
    expect(await check(at, table('C-2'))).toMatchObject({ state: 'ready', failure: null });
  });

  it('without the number are told all the same, and the reader may say which one stands for it', async () => {
    const at = await desk();
    const headings = HEADINGS.map((heading) => (heading === 'Certificate no' ? 'Aktenzeichen' : heading));
    const line = ['Nordgurt AB', null, null, 'Works', 'SE', '1201', 'Tyre', 'T-1', 'CCC', 'C-1', '2025-01-08', '2030-01-07', 'valid']; // prettier-ignore
    const dry = await check(at, tableBook([headings, line]));
    expect(dry).toMatchObject({
      state: 'failed',
      failure: { code: 'register.columns-missing', facts: { columns: ['number'] } },
      reading: { headingRow: 1 },
    });
    await at.agent
      .put(`/api/imports/${dry.id}/columns`)
      .send({ choices: { Aktenzeichen: 'number' } })
      .expect(202);
    await workOnCheck(at, dry.id);
    expect(await view(at, dry.id)).toMatchObject({ state: 'ready', failure: null });
  });

  it.each([
    [
      'a table without them',
      tableBook([
        ['a', 'b'],
        ['c', 'd'],
      ]),
      'register.no-headings',
    ],
    ['two that claim to be the same', tableBook([[...HEADINGS, '状态'], []]), 'register.column-twice'],
    ['nothing below them', tableBook([HEADINGS]), 'register.no-rows'],
  ])('refuse %s', async (_, file, code) => {
    expect(await check(await desk(), file)).toMatchObject({ state: 'failed', failure: { code } });
  });

  it('are found on another sheet, below a title', async () => {
    const rows = '<row r="1"><c t="inlineStr"><is><t>Our register</t></is></c></row>';
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const data = [
      'Nordgurt AB',
      '',
      '',
      'Works',
      'SE',
      '1201',
      'Tyre',
      'T-1',
      'CCC',
      'C-1',
      '2025-01-08',
      '2030-01-07',
      'valid',
    ];
    const dry = await check(
      await desk(),
      book({
        sheets: {
          Cover: `<sheetData>${rows}</sheetData>`,
          Data: `<sheetData>${rows}<row r="4">${HEADINGS.slice(0, 13).map(cell).join('')}</row><row r="6">${data.map(cell).join('')}</row></sheetData>`,
        },
      }),
    );
    expect(dry).toMatchObject({
      state: 'ready',
      reading: { sheet: 'Data', otherSheets: ['Cover'], headingRow: 4, rows: 1 },
    });
  });
});

describe('an upload', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7'), 'file.pdf'],
    ['garbage', Buffer.from([1, 2, 3, 4, 5, 6]), 'file.no-table'],
    ['a web page named .xls', Buffer.from('<html><table><tr><td>1'), 'file.web-page'],
    ['an empty file', Buffer.alloc(0), 'file.empty'],
    ['21 MB', Buffer.alloc(21 * 1024 * 1024, 'a,b\n'), 'file.too-large'],
  ])('of %s is refused at once', async (_, content, code) => {
    const at = await desk();
    const { body } = await at.agent.post('/api/imports').attach('file', content, 'register.xlsx').expect(400);
    expect(body).toMatchObject({
      code,
      detail: expect.any(String),
      errors: [{ field: 'file', allowed: expect.any(String) }],
    });
    expect(((await at.agent.get('/api/imports').expect(200)).body as ImportPage).items).toEqual([]);
  });

  it('of 200 MB without a length is cut off after 20, and the memory of the api stays flat', async () => {
    const at = await desk();
    const before = process.memoryUsage().rss;
    const { status, body, sentBytes } = await stream(at, 200 * 1024 * 1024);
    const grownMb = (process.memoryUsage().rss - before) / 1024 / 1024;
    console.log(
      `200 MB upload: answered ${status} after ${(sentBytes / 1024 / 1024).toFixed(0)} MB sent, memory grew by ${grownMb.toFixed(0)} MB`,
    );
    expect([status, body.code]).toEqual([400, 'file.too-large']);
    expect(grownMb).toBeLessThan(150);
  });

  it('without a file says so', async () => {
    const at = await desk();
    expect((await at.agent.post('/api/imports').send({}).expect(400)).body).toMatchObject({ code: 'file.missing' });
    expect((await at.agent.post('/api/imports').field('other', 'x').expect(400)).body).toMatchObject({
      code: 'file.missing',
    });
  });

  it('of a zip bomb is refused while it unpacks', async () => {
    const row = `<row>${' '.repeat(900_000)}</row>`;
    const bomb = zip({
      ...bookParts({ sheets: { One: '' } }),
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${row.repeat(155)}</sheetData></worksheet>`,
    });
    expect(await check(await desk(), bomb)).toMatchObject({
      state: 'failed',
      failure: { code: 'file.unpacks-too-large' },
    });
  });

  it('keeps the name of the file without its path', async () => {
    const { fileName } = await upload(await desk(), register({}), '..\\..\\etc/passwd 证书.xlsx');
    expect(fileName).toBe('passwd 证书.xlsx');
  });

  it('sent twice under one key is one import; another file under that key is refused', async () => {
    const at = await desk();
    const send = (content: Buffer) =>
      at.agent.post('/api/imports').set('idempotency-key', 'upload-1').attach('file', content, 'register.xlsx');
    const first = await send(register({})).expect(202);
    const second = await send(register({})).expect(202);
    expect((second.body as ImportView).id).toBe((first.body as ImportView).id);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect((await send(register({ client: 'Other' })).expect(409)).body).toMatchObject({
      code: 'idempotency-key.reused',
    });
    expect(((await at.agent.get('/api/imports').expect(200)).body as ImportPage).items).toHaveLength(1);
  });
});

describe('a worker', () => {
  const sweepPool = () =>
    new pg.Pool({ connectionString: roleUrl(api.config.databaseUrl, api.config.secret, 'sweep'), max: 1 });

  it('that is cut off in the middle leaves nothing behind, and the next ring finishes the work', async () => {
    const at = await desk();
    const dry = await check(at, REGISTER);
    await at.agent.post(`/api/imports/${dry.id}/execution`).send(ZONES).expect(202);
    const running = workOnRun(at, dry.id).catch((error: unknown) => error);
    await until(async () => {
      const [row] = await api.look<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and usename = 'homolog_app' and state in ('active', 'idle in transaction') and xact_start < now() - interval '300 ms'`,
      );
      if (row) await api.look('select pg_terminate_backend($1)', [row.pid]);
      return row !== undefined;
    });
    expect(await running).toBeInstanceOf(Error);
    expect(await inventory(at)).toMatchObject({
      clients: '0 rows, versions 0',
      certificates: '0 rows, versions 0',
      mails: '0 rows, versions 0',
    });
    expect((await view(at, dry.id)).state).toBe('importing');

    const sweep = sweepPool();
    const rung: unknown[] = [];
    await sweepImports(sweep, { ring: async (...bell) => void rung.push(bell) }, api.clock);
    await sweep.end();
    expect(rung).toContainEqual(['run-import', { tenantId: at.tenant.id, importId: dry.id }]);
    await workOnRun(at, dry.id);
    expect(await view(at, dry.id)).toMatchObject({ state: 'imported' });
    expect((await inventory(at)).certificates).toMatch(/^140 rows/);
  });

  it('that vanished keeps its import for the time of its lease only', async () => {
    const at = await desk();
    const { id } = await upload(at, register({}));
    const sweep = sweepPool();
    const rungFor = async (): Promise<boolean> => {
      const rung: string[] = [];
      await sweepImports(
        sweep,
        { ring: async (_, data) => void rung.push((data as { importId: string }).importId) },
        api.clock,
      );
      return rung.includes(id);
    };
    const lease = (until: number) =>
      api.look('update imports set leased_until = $2 where id = $1', [id, new Date(api.clock.now().getTime() + until)]);
    await lease(60_000);
    expect(await rungFor()).toBe(false);
    await workOnCheck(at, id);
    expect((await view(at, id)).state).toBe('checking');
    await lease(-1_000);
    expect(await rungFor()).toBe(true);
    await workOnCheck(at, id);
    expect((await view(at, id)).state).toBe('ready');
    await sweep.end();
  });

  it('rung twice does the work once', async () => {
    const at = await desk();
    const dry = await check(at, register({}));
    await at.agent.post(`/api/imports/${dry.id}/execution`).send({}).expect(202);
    await Promise.all([workOnRun(at, dry.id), workOnRun(at, dry.id)]);
    await workOnRun(at, dry.id);
    expect((await inventory(at)).certificates).toBe('1 rows, versions 1');
    await at.agent.post(`/api/imports/${dry.id}/execution`).send({}).expect(409);
  });

  it('importing two registers of one tenant at once makes each thing once', async () => {
    const at = await desk();
    const [one, other] = [await check(at, REGISTER), await check(at, REGISTER)];
    for (const { id } of [one, other]) await at.agent.post(`/api/imports/${id}/execution`).send(ZONES).expect(202);
    await Promise.all([workOnRun(at, one.id), workOnRun(at, other.id)]);
    const made = await Promise.all([view(at, one.id), view(at, other.id)]);
    expect(made.map(({ state }) => state)).toEqual(['imported', 'imported']);
    expect(made.map((done) => countsOf(done).client![0]).sort((a, b) => a! - b!)).toEqual([0, 12]);
    expect((await inventory(at)).certificates).toMatch(/^140 rows/);
  });
});

it('5,000 rows go through with progress seen from outside and flat memory', async () => {
  const at = await desk();
  const lines = Array.from({ length: 5_000 }, (_, index): Line => {
    const client = index % 200;
    const isDeclaration = index % 2 === 0;
    return {
      client: `Client ${client} GmbH`,
      email: `quality@client-${client}.example.com`,
      country: 'DE',
      factory: `Client ${client} GmbH – Works ${index % 400}`,
      number: `N-${index}`,
      models: `M-${index}A; M-${index}B`,
      responsible: `consultant-${index % 10}@example.com`,
      ...(isDeclaration ? { scheme: 'CCC self-declaration B', class: '1104', issued: '12.07.2022', valid: null } : {}),
    };
  });
  const content = register(...lines);
  const memory = watchMemory();
  const { id } = await upload(at, content);
  const seen = new Set<string>();
  const watch = setInterval(() => {
    void view(at, id).then(
      ({ progress: { phase, done, total } }) => seen.add(`${phase} ${done} of ${total}`),
      () => {}, // the last one may come too late
    );
  }, 250);
  const started = performance.now();
  await workOnCheck(at, id);
  const checkedMs = performance.now() - started;
  expect(await view(at, id)).toMatchObject({ state: 'ready', faults: 0, progress: { done: 5_000, total: 5_000 } });
  await at.agent.post(`/api/imports/${id}/execution`).send({}).expect(202);
  const ran = performance.now();
  await workOnRun(at, id);
  const ranMs = performance.now() - ran;
  clearInterval(watch);
  const grownMb = memory.stop();
  const done = await view(at, id);
  expect(done).toMatchObject({ state: 'imported' });
  expect(countsOf(done)).toMatchObject({
    client: [200, 0],
    contact: [200, 0],
    factory: [400, 0],
    certificate: [2_500, 0],
    declaration: [2_500, 0],
  });
  console.log(
    `5,000 rows: checked in ${(checkedMs / 1000).toFixed(1)} s, imported in ${(ranMs / 1000).toFixed(1)} s, peak memory +${grownMb.toFixed(0)} MB; progress seen: ${[...seen].join(', ')}`,
  );
  expect([...seen].some((text) => /^reading [1-9]/.test(text)) || checkedMs < 1_500).toBe(true);
  expect([...seen].some((text) => /^importing [1-9]\d* of 5000/.test(text))).toBe(true);
  expect(grownMb).toBeLessThan(100);
}, 300_000);

describe('walls', () => {
  let at: Desk;
  let id: string;

  beforeAll(async () => {
    at = await desk();
    id = (await check(at, register({}))).id;
  });

  const requests = (of: () => string): [string, string, () => object | undefined][] =>
    [
      ['get', '', () => undefined],
      ['get', '/faults', () => undefined],
      ['get', '/faults.xlsx', () => undefined],
      ['get', '/warnings', () => undefined],
      ['get', '/rows?around=2', () => undefined],
      ['get', '/readers', () => undefined],
      ['put', '/columns', () => ({ choices: {} })],
      ['post', '/execution', () => ({})],
      ['post', '/mail-confirmation', () => ({ mails: 0, people: 0 })],
    ].map(([method, path, body]) => [method as string, `${of()}${path as string}`, body as () => object | undefined]);

  const send = (agent: Agent, method: string, path: string, body: object | undefined) => {
    const request = agent[method as 'get' | 'put' | 'post'](`/api/imports/${path}`);
    return body ? request.send(body) : request;
  };

  it('another tenant’s import is not found, read or changed', async () => {
    const other = await desk();
    for (const [method, path, body] of requests(() => id)) {
      expect([path, (await send(other.agent, method, path, body())).status]).toEqual([path, 404]);
    }
    expect(((await other.agent.get('/api/imports').expect(200)).body as ImportPage).items).toEqual([]);
    expect((await view(at, id)).state).toBe('ready');
  });

  it('a client-role session may do nothing here', async () => {
    const client = await api.make.client({ tenant: at.tenant });
    const agent = await api.as(await api.make.member({ tenant: at.tenant, client }));
    for (const [method, path, body] of requests(() => id))
      expect([path, (await send(agent, method, path, body())).status]).toEqual([path, 403]);
    await agent.get('/api/imports').expect(403);
    await agent.post('/api/imports').attach('file', register({}), 'register.xlsx').expect(403);
  });

  it('a viewer reads and does not run', async () => {
    const agent = await api.as(await api.make.member({ tenant: at.tenant, role: 'viewer' }));
    for (const [method, path, body] of requests(() => id)) {
      expect([path, (await send(agent, method, path, body())).status]).toEqual([path, method === 'get' ? 200 : 403]);
    }
    await agent.post('/api/imports').attach('file', register({}), 'register.xlsx').expect(403);
  });

  it('nobody gets anything without a session', async () => {
    for (const [method, path, body] of requests(() => id))
      expect([path, (await send(api.nobody(), method, path, body())).status]).toEqual([path, 401]);
    await api.nobody().post('/api/imports').attach('file', register({}), 'register.xlsx').expect(401);
  });

  it('unknown fields and ids that are none are refused', async () => {
    await at.agent.post(`/api/imports/${id}/execution`).send({ tenantId: at.tenant.id }).expect(400);
    await at.agent.post(`/api/imports/${id}/mail-confirmation`).send({ mails: 1 }).expect(400);
    await at.agent.put(`/api/imports/${id}/columns`).send({}).expect(400);
    await at.agent.get(`/api/imports/${id}/rows?around=0`).expect(400);
    await at.agent.get('/api/imports/1').expect(404);
  });
});

/** Sends a form with a file of that size in pieces, without saying its length. */
function stream(at: Desk, sizeBytes: number): Promise<{ status: number; body: { code?: string }; sentBytes: number }> {
  return new Promise((resolve, reject) => {
    let sentBytes = 0;
    void at.agent.get('/api/imports').then((known) => {
      const { cookie, 'homolog-tenant': tenant } = (known as unknown as { request: { header: Record<string, string> } })
        .request.header;
      const { hostname, port } = new URL(api.url);
      const request = httpRequest(
        {
          hostname,
          port,
          path: '/api/imports',
          method: 'POST',
          headers: { cookie, 'homolog-tenant': tenant, 'content-type': 'multipart/form-data; boundary=x' },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => {
            resolve({ status: response.statusCode!, body: JSON.parse(text) as { code?: string }, sentBytes });
            request.destroy();
          });
        },
      );
      request.on('error', reject);
      const piece = Buffer.alloc(1024 * 1024, 'a,b,c\n');
      const pieces = function* (): Generator<Buffer> {
        yield Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
        for (; sentBytes < sizeBytes; sentBytes += piece.length) yield piece;
      };
      Readable.from(pieces()).pipe(request);
    });
  });
}

/** Memory in use after garbage collection: what the program needs, not what the engine has not bothered to free yet. */
function watchMemory(): { stop: () => number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = inUse();
  let peak = before;
  // Collecting the heap of a test run that has grown takes half a second: watching must not be most of the work.
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const begun = performance.now();
    peak = Math.max(peak, inUse());
    timer = setTimeout(look, Math.max(500, 10 * (performance.now() - begun)));
  };
  look();
  return {
    stop: () => {
      clearTimeout(timer);
      return (peak - before) / 1024 / 1024;
    },
  };
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let times = 0; times < 500; times += 1) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('waited in vain');
}

function binary(response: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
