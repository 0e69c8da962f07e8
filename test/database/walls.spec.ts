import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Db, newId } from '#database/db';
import { roleUrl } from '#database/roles';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '../support/test-server.js';

/**
 * The walls as SQL meets them, without the program in front: two tenants with a row in every table, two client companies
 * in the first one.
 */
const [A, B] = [newId(), newId()];
const tables: string[] = [];
/** What a row is told by, of tables whose rows have no id. */
const KEY_OF: Record<string, string> = {
  client_factories: 'factory_id',
  application_units: 'product_id',
  vehicle_project_products: 'product_id',
  application_counters: 'year',
  audit_certificates: 'certificate_id',
  bench_places: 'place',
  search_words: 'subject_id',
  certificate_checks: 'certificate_id',
  mail_attempts: 'mail_id',
  due_mails: 'mail_id',
};
let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;

/** Ids of one tenant's rows. */
function idsOf() {
  const id = () => newId();
  return {
    member: id(),
    x: id(),
    y: id(),
    contactX: id(),
    contactY: id(),
    factoryX: id(),
    factoryY: id(),
    productX: id(),
    productY: id(),
    certX: id(),
    certY: id(),
    caseX: id(),
    caseY: id(),
    stageX: id(),
    stageY: id(),
    requestX: id(),
    requestY: id(),
    versionX: id(),
    versionY: id(),
    fileX: id(),
    fileY: id(),
    deadlineX: id(),
    deadlineY: id(),
    deadlineFactory: id(),
    deadlineCaseX: id(),
    deadlineCaseY: id(),
    commentX: id(),
    commentY: id(),
    auditX: id(),
    auditShared: id(),
    findingX: id(),
    clientMember: id(),
    laboratory: id(),
    bench: id(),
    bookingX: id(),
    bookingY: id(),
    resultX: id(),
    sampleX: id(),
    determinationX: id(),
    reportX: id(),
    dischargeX: id(),
    projectX: id(),
    approvalX: id(),
    letterX: id(),
    paperX: id(),
    versionOfX: id(),
    statusX: id(),
    feeX: id(),
    markX: id(),
    changeX: id(),
    touchedX: id(),
  };
}
const a = idsOf();
const b = idsOf();

/** Every table with a row; what belongs to a client company twice, once for X and once for Y. */
function rowsOf(tenant: string, ids: ReturnType<typeof idsOf>): [string, Record<string, unknown>][] {
  const at = new Date('2026-11-20T08:00:00Z');
  const row = (table: string, values: Record<string, unknown>): [string, Record<string, unknown>] => [
    table,
    { tenant_id: tenant, id: newId(), ...values },
  ];
  const person = { language: 'en', time_zone: 'Europe/Berlin', created_at: at };
  const registers = (['X', 'Y'] as const).flatMap((letter) => {
    const client = letter === 'X' ? ids.x : ids.y;
    const [contact, factory, product, certificate] = [
      ids[`contact${letter}`],
      ids[`factory${letter}`],
      ids[`product${letter}`],
      ids[`cert${letter}`],
    ];
    const link: [string, Record<string, unknown>] = [
      'client_factories',
      { tenant_id: tenant, client_id: client, factory_id: factory },
    ];
    return [
      row('clients', { id: client, legal_name: `Client ${letter}`, name_key: letter, country: 'DE', created_at: at }),
      row('contacts', { id: contact, client_id: client, name: letter, email: `${letter}@c.test`, ...person }),
      row('factories', { id: factory, name: letter, name_key: letter, country: 'DE', created_at: at }),
      link,
      row('products', {
        id: product,
        client_id: client,
        factory_id: factory,
        class_code: '1109',
        name: letter,
        manufacturer: letter,
        unit_key: letter,
        created_at: at,
      }),
      row('certificates', {
        id: certificate,
        client_id: client,
        product_id: product,
        factory_id: factory,
        contact_id: contact,
        scheme: 'ccc',
        number: letter,
        number_key: letter,
        status: 'valid',
        created_at: at,
      }),
      ...caseRows(tenant, ids, letter),
      ...documentRows(tenant, ids, letter),
      ...certificateRows(tenant, ids, letter),
    ];
  });
  const deadline = {
    kind: 'certificate-expiry',
    due_on: '2027-01-01',
    basis: 'legal',
    rule: 'r',
    source: 's',
    certainty: 'official',
    counted: {},
    state: 'open',
    created_at: at,
  };
  const importId = newId();
  const mailId = newId();
  const channelId = newId();
  const planId = newId();
  return [
    ['tenants', { id: tenant, kind: 'consultancy', name: tenant, country: 'DE', ...person }],
    ...registers,
    ...campaignRows(tenant, ids),
    ...labRows(tenant, ids),
    ...approvalRows(tenant, ids),
    ...auditRows(tenant, ids),
    row('members', { id: ids.member, email: 'staff@t.test', name: 'Staff', role: 'owner', country: 'DE', ...person }),
    row('members', {
      id: ids.clientMember,
      email: 'x@t.test',
      name: 'X',
      role: 'client',
      client_id: ids.x,
      country: 'DE',
      ...person,
    }),
    row('deadlines', { id: ids.deadlineX, certificate_id: ids.certX, client_id: ids.x, ...deadline }),
    row('deadlines', { id: ids.deadlineY, certificate_id: ids.certY, client_id: ids.y, ...deadline }),
    row('deadlines', { id: ids.deadlineFactory, factory_id: ids.factoryX, ...deadline }),
    row('imports', {
      id: importId,
      file_name: 'r.xlsx',
      file_hash: 'h',
      file_size_bytes: 1,
      state: 'ready',
      created_at: at,
    }),
    row('import_rows', { import_id: importId, row_number: 1, cells: {} }),
    row('reminder_policies', { kind: 'conversion', steps: '[]', client_id: ids.x }),
    row('reminder_layings', { laid_to: newId(), began_at: at }),
    row('reminder_settings', { morning_hour: 8, quiet_from: 20, quiet_to: 7, outlook_weekday: 1 }),
    row('calendar_feeds', {
      kind: 'person',
      member_id: ids.member,
      name: 'Phone',
      language: 'en',
      token_hash: tenant.replaceAll('-', '').repeat(2),
      created_at: at,
    }),
    row('absences', { member_id: ids.member, from_on: '2026-11-20', to_on: '2026-11-27', created_at: at }),
    row('mails', {
      id: mailId,
      to_email: 'x@c.test',
      to_name: 'X',
      language: 'en',
      time_zone: 'UTC',
      send_at: at,
      state: 'owed',
      next_attempt_at: at,
      message_id: tenant,
      created_at: at,
    }),
    row('mail_senders', { accent: '#0b6068' }),
    row('mail_reports', { mail_id: mailId, kind: 'delivered', came_by: 'smtp', at }),
    row('suppressed_addresses', { email: 'x@c.test', reason: 'bounce', since: at }),
    row('channels', {
      id: channelId,
      kind: 'slack',
      name: 'X',
      language: 'en',
      host: 'hooks.slack.com',
      sealed_target: 'v1.a.b.c',
      topics: '{news}',
      created_at: at,
    }),
    row('channel_sends', {
      channel_id: channelId,
      mail_id: mailId,
      title: 'X',
      link: 'https://homolog.test/',
      language: 'en',
      state: 'owed',
      next_attempt_at: at,
      created_at: at,
    }),
    ['mail_attempts', { tenant_id: tenant, mail_id: mailId, number: 1, at, outcome: 'delayed' }],
    ['due_mails', { tenant_id: tenant, mail_id: mailId, domain: 'c.test', due_at: at }],
    row('reminders', {
      deadline_id: ids.deadlineX,
      step_days: 30,
      contact_id: ids.contactX,
      reason: 'client-contact',
      send_on: '2026-11-20',
      send_at: at,
      time_zone: 'UTC',
      mail_id: mailId,
      state: 'planned',
      created_at: at,
    }),
    row('mail_choices', { member_id: ids.member, topic: 'mention', choice: 'digest', chosen_at: at }),
    row('mail_plans', {
      kind: 'daily-plan',
      member_id: ids.member,
      on_day: '2026-11-20',
      mail_id: mailId,
      state: 'planned',
      created_at: at,
    }),
    row('reminder_answers', {
      deadline_id: ids.deadlineX,
      contact_id: ids.contactX,
      name: 'X',
      answer: 'seen',
      given_on: '2026-11-20',
      given_at: at,
    }),
    row('reminder_proofs', {
      deadline_id: ids.deadlineX,
      readers: 'all',
      language: 'en',
      data: '{}',
      sha256: '0'.repeat(64),
      made_at: at,
      made_by: ids.member,
    }),
    row('notices', {
      kind: 'document-requested',
      application_id: ids.caseX,
      contact_id: ids.contactX,
      mail_id: mailId,
      state: 'planned',
      created_at: at,
    }),
    row('deadlines', { id: ids.deadlineCaseX, application_id: ids.caseX, client_id: ids.x, ...deadline }),
    row('deadlines', { id: ids.deadlineCaseY, application_id: ids.caseY, client_id: ids.y, ...deadline }),
    row('events', { at, what: 'certificate.created', certificate_id: ids.certX }),
    row('notes', { certificate_id: ids.certX, body: 'internal', created_at: at }),
    row('letterheads', { address: 'Street 1' }),
    row('applicability_checks', {
      year: 2026,
      sequence: 1,
      client_id: ids.x,
      day: '2026-11-20',
      facts: {},
      verdict: 'undecided',
      answer: {},
      reference_version: 1,
      created_at: at,
    }),
    row('regulatory_entries', {
      kind: 'consultation',
      status: 'draft',
      instrument: 'Notice',
      title: 'Draft',
      certainty: 'unverified',
      created_at: at,
    }),
    row('planning_values', { key: 'stage:ccc-standard/documents', amount: 25, set_at: at }),
    row('route_plans', {
      id: planId,
      client_id: ids.x,
      class_key: '1109',
      scheme_key: 'ccc-standard',
      name: 'Plan',
      direction: 'forward',
      anchor_on: '2026-11-20',
      options: {},
      computed: {},
      is_provisional: false,
      reference_version: 1,
      created_at: at,
    }),
    row('deadline_moves', {
      plan_id: planId,
      item: 'end',
      to_on: '2027-01-01',
      why: {},
      reference_version: 1,
      moved_at: at,
    }),
    ['application_counters', { tenant_id: tenant, year: 2026, last: 2 }],
    // on its way, and nobody's yet
    row('files', fileValues(at)),
    row('idempotency_keys', { member_id: ids.member, key: 'k', request_hash: 'h', status: 200, created_at: at }),
  ];
}

/**
 * Audits of both clients with a finding each; one of Y on which a certificate of X hangs, and one of X that nobody
 * announces.
 */
function auditRows(tenant: string, ids: ReturnType<typeof idsOf>): [string, Record<string, unknown>][] {
  const at = new Date('2026-11-20T08:00:00Z');
  const row = (table: string, values: Record<string, unknown>): [string, Record<string, unknown>] => [
    table,
    { tenant_id: tenant, ...values },
  ];
  const auditY = newId();
  const ofX = { client_id: ids.x, factory_id: ids.factoryX, kind: 'follow-up', created_at: at };
  const ofY = { ...ofX, client_id: ids.y, factory_id: ids.factoryY };
  const finding = { number: 1, grade: 'major', description: 'No records', status: 'open', created_at: at };
  return [
    row('audits', { ...ofX, id: ids.auditX, status: 'held' }),
    row('audits', { ...ofX, id: newId(), status: 'confirmed', is_unannounced: true }),
    row('audits', { ...ofY, id: auditY, status: 'held' }),
    row('audits', { ...ofY, id: ids.auditShared, status: 'planned' }),
    row('audit_certificates', { audit_id: ids.auditX, certificate_id: ids.certX, client_id: ids.x }),
    row('audit_certificates', { audit_id: auditY, certificate_id: ids.certY, client_id: ids.y }),
    row('audit_certificates', { audit_id: ids.auditShared, certificate_id: ids.certX, client_id: ids.x }),
    row('audit_findings', { ...finding, id: ids.findingX, audit_id: ids.auditX, client_id: ids.x }),
    row('audit_findings', { ...finding, id: newId(), audit_id: auditY, client_id: ids.y }),
  ];
}

/** A laboratory with a bench of one place; of each client a booking, its result and a sample. */
function labRows(tenant: string, ids: ReturnType<typeof idsOf>): [string, Record<string, unknown>][] {
  const at = new Date('2026-11-20T08:00:00Z');
  const row = (table: string, values: Record<string, unknown>): [string, Record<string, unknown>] => [
    table,
    { tenant_id: tenant, ...values },
  ];
  const unknown = { ccc_designated: 'unknown', cnas: 'unknown', cma: 'unknown' };
  const place = { country: 'CN', time_zone: 'Asia/Shanghai', created_at: at };
  return [
    row('laboratories', { id: ids.laboratory, name: 'Laboratory', ...unknown, ...place }),
    row('benches', { id: ids.bench, laboratory_id: ids.laboratory, name: 'Bench', capacity: 1, created_at: at }),
    row('bench_places', { bench_id: ids.bench, place: 1 }),
    ...(['X', 'Y'] as const).flatMap((letter) => {
      const of = { client_id: letter === 'X' ? ids.x : ids.y, created_at: at };
      const booking = letter === 'X' ? ids.bookingX : ids.bookingY;
      const [result, sample] = letter === 'X' ? [ids.resultX, ids.sampleX] : [newId(), newId()];
      const unit = { ...of, product_id: ids[`product${letter}`] };
      return [
        row('bookings', { ...unit, id: booking, laboratory_id: ids.laboratory, status: 'requested', eligibility: {} }),
        row('test_results', { ...of, id: result, booking_id: booking, number: 1, outcome: 'passed', reported_on: '2026-11-20' }), // prettier-ignore
        row('samples', { ...unit, id: sample, booking_id: booking, label: letter, status: 'planned' }),
      ];
    }),
  ];
}

/** Of each client an exemption with a discharge, a vehicle project with a product and an approval, and a CB test report. */
function approvalRows(tenant: string, ids: ReturnType<typeof idsOf>): [string, Record<string, unknown>][] {
  const at = new Date('2026-11-20T08:00:00Z');
  return (['X', 'Y'] as const).flatMap((letter) => {
    const of = { tenant_id: tenant, client_id: letter === 'X' ? ids.x : ids.y };
    const product = ids[`product${letter}`];
    const [determination, discharge, project, approval, report] =
      letter === 'X'
        ? [ids.determinationX, ids.dischargeX, ids.projectX, ids.approvalX, ids.reportX]
        : [newId(), newId(), newId(), newId(), newId()];
    const tested = { number: letter, issuer: 'NCB', issued_on: '2026-11-20' };
    const goods = { kind: 'exempt', ground: 'exhibition', status: 'used', purpose: 'x', quantity: 2 };
    const done = { manner: 'exported', discharged_on: '2026-11-20', quantity: 1, proof_file_id: ids[`file${letter}`] };
    const [made, drafted] = [
      { ...of, created_at: at },
      { kind: 'nal', status: 'planned' },
    ];
    return [
      ['determinations', { ...made, ...goods, id: determination, product_id: product }],
      ['determination_discharges', { ...made, ...done, id: discharge, determination_id: determination }],
      ['vehicle_projects', { ...made, id: project, name: letter }],
      ['vehicle_project_products', { ...of, project_id: project, product_id: product }],
      ['approvals', { ...made, ...drafted, id: approval, project_id: project }],
      ['cb_reports', { ...made, ...tested, id: report, product_id: product }],
    ] as [string, Record<string, unknown>][];
  });
}

/** A case with its unit, a stage and a move. */
function caseRows(
  tenant: string,
  ids: ReturnType<typeof idsOf>,
  letter: 'X' | 'Y',
): [string, Record<string, unknown>][] {
  const at = new Date('2026-11-20T08:00:00Z');
  const client = letter === 'X' ? ids.x : ids.y;
  const [application, stage, product] = [ids[`case${letter}`], ids[`stage${letter}`], ids[`product${letter}`]];
  const of = { tenant_id: tenant, application_id: application };
  return [
    [
      'applications',
      {
        tenant_id: tenant,
        id: application,
        number_year: 2026,
        number_seq: letter === 'X' ? 1 : 2,
        client_id: client,
        product_id: product,
        kind: 'new',
        scheme_key: 'ccc-standard',
        reference_version: 1,
        applicant_name: letter,
        manufacturer_name: letter,
        status: 'running',
        started_on: '2026-10-01',
        turn: 'client',
        turn_since: '2026-11-02',
        created_at: at,
      },
    ],
    ['application_units', { ...of, product_id: product, client_id: client, position: 1 }],
    [
      'application_stages',
      {
        ...of,
        id: stage,
        client_id: client,
        key: 'documents',
        position: 1,
        names: {},
        party: 'client',
        needs: [],
        status: 'running',
      },
    ],
    [
      'case_moves',
      {
        ...of,
        id: newId(),
        stage_id: stage,
        act: 'start',
        from_status: 'not-started',
        to_status: 'running',
        moved_on: '2026-11-02',
        moved_at: at,
      },
    ],
    ...(['client', 'internal'] as const).map((audience): [string, Record<string, unknown>] => [
      'comments',
      {
        ...of,
        id: audience === 'client' ? ids[`comment${letter}`] : newId(),
        client_id: client,
        audience,
        body: 'Said',
        author_name: 'Staff',
        created_at: at,
      },
    ]),
  ];
}

const fileValues = (at: Date) => ({
  name: 'licence.pdf',
  size_bytes: 10,
  storage_key: newId(),
  state: 'uploading',
  created_at: at,
});

/** What is asked of the client for a case, handed in once. */
function documentRows(
  tenant: string,
  ids: ReturnType<typeof idsOf>,
  letter: 'X' | 'Y',
): [string, Record<string, unknown>][] {
  const at = new Date('2026-11-20T08:00:00Z');
  const of = { tenant_id: tenant, client_id: letter === 'X' ? ids.x : ids.y };
  const [file, request] = [ids[`file${letter}`], ids[`request${letter}`]];
  return [
    ['files', { ...of, id: file, is_client_visible: true, ...fileValues(at) }],
    [
      'document_requests',
      {
        ...of,
        id: request,
        application_id: ids[`case${letter}`],
        stage_key: 'documents',
        title: letter,
        asked_on: '2026-11-02',
        due_on: '2026-11-30',
        status: 'received',
        created_at: at,
      },
    ],
    [
      'document_versions',
      { ...of, id: ids[`version${letter}`], request_id: request, number: 1, file_id: file, received_at: at },
    ],
  ];
}

/** A campaign with a member, a letter and a reader of its report at each client; only the letter is for the client's eyes. */
function campaignRows(tenant: string, ids: ReturnType<typeof idsOf>): [string, Record<string, unknown>][] {
  const at = new Date('2026-11-20T08:00:00Z');
  const campaign = { tenant_id: tenant, campaign_id: newId() };
  const letters = (['X', 'Y'] as const).flatMap((letter): [string, Record<string, unknown>][] => {
    const of = { ...campaign, client_id: letter === 'X' ? ids.x : ids.y, created_at: at };
    const id = letter === 'X' ? ids.letterX : newId();
    const memberId = newId();
    const text = { number: 1, kind: 'letter', language: 'en', subject: letter, body: letter };
    const subject = { certificate_id: ids[`cert${letter}`], product_id: ids[`product${letter}`] };
    return [
      ['campaign_letters', { ...of, ...text, id, written_on: '2026-11-20' }],
      ['campaign_members', { ...of, ...subject, id: memberId, step: 'open', step_since: '2026-11-20', todo: 'convert', letter_id: id }], // prettier-ignore
      ['campaign_step_moves', { tenant_id: tenant, id: newId(), member_id: memberId, from_step: 'open', to_step: 'told', moved_on: '2026-11-20' }], // prettier-ignore
      ['campaign_reports', { ...of, id: newId(), contact_id: ids[`contact${letter}`] }],
    ];
  });
  const { campaign_id: id } = campaign;
  const drafted = { name: 'Campaign', change_key: 'samr-57-2025', deadline_on: '2026-12-31', owner_rule: {} };
  return [['campaigns', { tenant_id: tenant, id, ...drafted, state: 'running', created_at: at }], ...letters];
}

/** What hangs on a certificate: a paper, a fee, a mark, and the address of its public check. */
function certificateRows(
  tenant: string,
  ids: ReturnType<typeof idsOf>,
  letter: 'X' | 'Y',
): [string, Record<string, unknown>][] {
  const at = new Date('2026-11-20T08:00:00Z');
  const client = letter === 'X' ? ids.x : ids.y;
  const [paper, fee, mark] = letter === 'X' ? [ids.paperX, ids.feeX, ids.markX] : [newId(), newId(), newId()];
  const of = { tenant_id: tenant, certificate_id: ids[`cert${letter}`], client_id: client };
  const [change, touched] = letter === 'X' ? [ids.changeX, ids.touchedX] : [newId(), newId()];
  return [
    [
      'certificate_versions',
      {
        ...of,
        id: letter === 'X' ? ids.versionOfX : newId(),
        number: 1,
        cause: 'recorded',
        facts: {},
        recorded_at: at,
      },
    ],
    [
      'certificate_status_changes',
      {
        ...of,
        id: letter === 'X' ? ids.statusX : newId(),
        act: 'suspend',
        from_status: 'valid',
        to_status: 'suspended',
        recorded_at: at,
      },
    ],
    ['certificate_papers', { ...of, id: paper, kind: 'certificate', file_id: ids[`file${letter}`], added_at: at }],
    ['certificate_fees', { ...of, id: fee, year: 2027, due_on: '2027-01-31', created_at: at }],
    ['marks', { ...of, id: mark, form: 'printed', created_at: at }],
    ['product_changes', { tenant_id: tenant, id: change, client_id: client, kind: 'name', title: letter, status: 'open', created_at: at }], // prettier-ignore
    ['product_change_certificates', { ...of, id: touched, change_id: change, code: '01', state: 'touched' }],
    ['release_keys', { tenant_id: tenant, client_id: client, id: newId(), name: 'SAP', key_hash: randomBytes(32).toString('hex'), created_at: at }], // prettier-ignore
    ['certificate_checks', { ...of, token: randomBytes(16).toString('base64url'), created_at: at }],
  ];
}

async function insert(client: pg.Client, table: string, row: Record<string, unknown>): Promise<pg.QueryResult> {
  const columns = Object.keys(row);
  const values = Object.values(row).map((value) =>
    value && typeof value === 'object' && !(value instanceof Date) && !Array.isArray(value)
      ? JSON.stringify(value)
      : value,
  );
  return client.query(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    values,
  );
}

/** The columns of a table that a statement may write: all but those that the database makes from others. */
async function writable(table: string): Promise<string> {
  const { rows } = await owner.query(
    `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO'`,
    [table],
  );
  return rows[0].columns as string;
}

/** Runs work as the app role with the settings of a session, and takes everything back. */
async function within<T>(settings: Record<string, string>, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(settings))
      await app.query('select set_config($1, $2, true)', [name, value]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}

const staffOf = (tenant: string) => ({ 'app.tenant_id': tenant, 'app.audience': 'staff', 'app.member_id': '' });
const clientX = { 'app.tenant_id': A, 'app.audience': a.x, 'app.member_id': a.clientMember };

/** What a statement comes to: its number of rows, or why it is refused. */
async function outcome(sql: string, params: unknown[] = []): Promise<number | string> {
  await app.query('savepoint attempt');
  try {
    return (await app.query(sql, params)).rowCount ?? 0;
  } catch (error) {
    await app.query('rollback to attempt');
    const { code } = error as { code: string };
    return { 42501: 'not allowed', 23503: 'no such parent' }[code] ?? (error as Error).message;
  }
}

const count = async (table: string) => (await app.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.url);
  app = new pg.Client(roleUrl(database.url, TEST_SECRET, 'app'));
  await Promise.all([owner.connect(), app.connect()]);
  for (const [tenant, ids] of [
    [A, a],
    [B, b],
  ] as const)
    for (const [table, row] of rowsOf(tenant, ids)) await insert(owner, table, row);
  const { rows } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
  );
  tables.push(...rows.map(({ name }) => name));
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

describe('a session of the app role', () => {
  it('is tried against every tenant table, each with rows of both tenants', async () => {
    const empty: string[] = [];
    for (const table of tables) {
      const { rows } = await owner.query(`select distinct tenant_id from ${table}`);
      if (rows.length !== 2) empty.push(table);
    }
    expect(empty).toEqual([]);
    expect(tables.length).toBeGreaterThanOrEqual(16);
  });

  it.each([
    ['no settings at all', {}],
    ['an audience and no tenant', { 'app.audience': 'staff' }],
    ['settings that have ended', { 'app.tenant_id': '', 'app.audience': '', 'app.member_id': '' }],
    ['a tenant and no audience', { 'app.tenant_id': A }],
    [
      'a tenant and an audience that is neither staff nor a client',
      { 'app.tenant_id': A, 'app.audience': 'everybody' },
    ],
  ])('sees nothing with %s', async (_, settings) => {
    await within(settings as Record<string, string>, async () => {
      const seen: string[] = [];
      for (const table of tables) if ((await count(table)) > 0) seen.push(table);
      expect(seen).toEqual([]);
    });
  });

  it('sees as staff every row of its tenant and none of another', async () => {
    for (const table of tables) {
      const { rows } = await owner.query(`select count(*)::int as n from ${table} where tenant_id = $1`, [A]);
      const seen = await within(staffOf(A), () => app.query(`select tenant_id from ${table}`));
      expect([table, seen.rows.length, ...new Set(seen.rows.map((row) => row.tenant_id))]).toEqual([
        table,
        rows[0].n,
        A,
      ]);
    }
    await within(staffOf(A), async () => expect((await app.query('select id from tenants')).rows).toEqual([{ id: A }]));
  });

  it('sees as a client company its own rows and nothing internal', async () => {
    const seen = await within(clientX, async () => {
      const lists: Record<string, unknown[]> = {};
      for (const table of tables)
        lists[table] = (await app.query(`select ${KEY_OF[table] ?? 'id'} as id from ${table} order by 1`)).rows.map(
          ({ id }) => id,
        );
      return lists;
    });
    expect(seen).toEqual({
      applicability_checks: [],
      deadline_moves: [],
      planning_values: [],
      product_changes: [a.changeX],
      product_change_certificates: [a.touchedX],
      regulatory_entries: [],
      release_keys: [],
      route_plans: [],
      // Who writes to them, in whose name: it stands on every letter.
      letterheads: [expect.any(String)],
      clients: [a.x],
      members: [a.clientMember],
      contacts: [a.contactX],
      factories: [a.factoryX],
      client_factories: [a.factoryX],
      products: [a.productX],
      certificates: [a.certX],
      applications: [a.caseX],
      application_units: [a.productX],
      application_stages: [a.stageX],
      case_moves: [],
      // what the team says among itself is not there
      comments: [a.commentX],
      // written by triggers; asked by functions that keep both walls
      search_words: [],
      application_counters: [],
      laboratories: [],
      benches: [],
      bench_places: [],
      bookings: [a.bookingX],
      test_results: [a.resultX],
      samples: [a.sampleX],
      determinations: [a.determinationX],
      determination_discharges: [a.dischargeX],
      vehicle_projects: [a.projectX],
      vehicle_project_products: [a.productX],
      approvals: [a.approvalX],
      cb_reports: [a.reportX],
      // its own, and one of another company on which its certificate hangs; none that nobody announces
      audits: [a.auditX, a.auditShared].sort(),
      audit_certificates: [a.certX, a.certX],
      audit_findings: [a.findingX],
      files: [a.fileX],
      document_requests: [a.requestX],
      document_versions: [a.versionX],
      certificate_versions: [a.versionOfX],
      certificate_status_changes: [a.statusX],
      certificate_papers: [a.paperX],
      certificate_fees: [a.feeX],
      marks: [a.markX],
      certificate_checks: [a.certX],
      deadlines: [a.deadlineX, a.deadlineFactory, a.deadlineCaseX].sort(),
      // what it was written; how far the team is with others, it does not learn
      campaign_letters: [a.letterX],
      campaigns: [],
      campaign_members: [],
      campaign_reports: [],
      campaign_step_moves: [],
      reminder_policies: [],
      reminder_layings: [],
      reminder_settings: [],
      reminder_answers: [],
      reminder_proofs: [],
      absences: [],
      calendar_feeds: [],
      mail_choices: [],
      mail_plans: [],
      mail_turns: [],
      mails: [],
      mail_attempts: [],
      due_mails: [],
      mail_senders: [],
      mail_reports: [],
      suppressed_addresses: [],
      channels: [],
      channel_sends: [],
      reminders: [],
      notices: [],
      events: [],
      notes: [],
      imports: [],
      import_rows: [],
      idempotency_keys: [],
    });
  });

  it('cannot write as a client company, not even its own rows', async () => {
    await within(clientX, async () => {
      const done: Record<string, unknown> = {};
      for (const table of tables) {
        const columns = await writable(table);
        const results = [
          await outcome(`update ${table} set tenant_id = tenant_id`),
          await outcome(`delete from ${table}`),
          await outcome(`insert into ${table} (${columns}) select ${columns} from ${table} where tenant_id = $1`, [A]),
        ];
        // Nothing visible to copy inserts nothing; a visible row is refused by the wall before its key is looked at.
        if (results.some((result) => result !== 0 && result !== 'not allowed')) done[table] = results;
      }
      expect(done).toEqual({});
      expect(await outcome('update tenants set name = name')).toBe('not allowed');
    });
  });

  it('cannot put a row into another tenant, nor move one there', async () => {
    const through: Record<string, unknown> = {};
    for (const table of tables) {
      const { rows } = await owner.query(`select to_jsonb(t) as row from ${table} t where tenant_id = $1 limit 1`, [B]);
      const columns = await writable(table);
      await within(staffOf(A), async () => {
        const results = [
          await outcome(
            `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1::jsonb)`,
            [JSON.stringify({ ...rows[0].row, id: newId() })],
          ),
          await outcome(`update ${table} set tenant_id = $1`, [B]),
          await outcome(`update ${table} set tenant_id = tenant_id where tenant_id = $1`, [B]),
          await outcome(`delete from ${table} where tenant_id = $1`, [B]),
        ];
        if (results.some((result) => result !== 0 && result !== 'not allowed')) through[table] = results;
      });
    }
    expect(through).toEqual({});
  });

  it('learns by an address of a check, whoever asks, what is told in public while address and tenant are on', async () => {
    const check = async (settings: Record<string, string>, token: unknown) =>
      (await within(settings, () => app.query('select * from public_certificate_check($1)', [token]))).rows;
    const tokenOf = async (certificate: string) =>
      (await owner.query('select token from certificate_checks where certificate_id = $1', [certificate])).rows[0]
        .token;
    const [mine, theirs] = [await tokenOf(a.certX), await tokenOf(b.certX)];
    expect([await check({}, mine), await check(staffOf(A), theirs)]).toEqual([[], []]);
    await owner.query('update tenants set has_public_checks = true where id = $1', [A]);
    const told = [{ number: 'X', scheme: 'ccc', status: 'valid', status_on: null, issued_on: null, valid_until: null }];
    expect([await check({}, mine), await check(staffOf(B), mine), await check(clientX, mine)]).toEqual([
      told,
      told,
      told,
    ]);
    expect([await check({}, theirs), await check({}, ''), await check({}, null)]).toEqual([[], [], []]);
    await owner.query('update certificate_checks set is_on = false where certificate_id = $1', [a.certX]);
    expect(await check({}, mine)).toEqual([]);
  });

  it('cannot tie a row of its own to a row of another tenant', async () => {
    await within(staffOf(A), async () => {
      expect(await outcome('update products set client_id = $1 where id = $2', [b.x, a.productX])).toBe(
        'no such parent',
      );
      expect(await outcome('update certificates set responsible_id = $1', [b.member])).toBe('no such parent');
      expect(await outcome('update certificates set replaces_id = $1 where id = $2', [b.certX, a.certX])).toBe(
        'no such parent',
      );
      expect(
        await outcome('insert into client_factories (client_id, factory_id) values ($1, $2)', [a.x, b.factoryX]),
      ).toBe('no such parent');
    });
  });

  it('cannot tie a product of one client to a certificate or contact of another', async () => {
    await within(staffOf(A), async () => {
      expect(await outcome('update certificates set product_id = $1 where id = $2', [a.productY, a.certX])).toBe(
        'no such parent',
      );
      expect(await outcome('update certificates set contact_id = $1 where id = $2', [a.contactY, a.certX])).toBe(
        'no such parent',
      );
    });
  });

  it('finds by searching only what it sees anyway', async () => {
    const found = async (settings: Record<string, string>, noun: string) =>
      within(settings, async () => {
        const { rows } = await app.query(`select ${noun}_matching(array['%']) as id`);
        return rows.map(({ id }) => id as string).sort();
      });
    const ids = {
      clients: 'x y',
      factories: 'factoryX factoryY',
      products: 'productX productY',
      certificates: 'certX certY',
    };
    for (const [noun, names] of Object.entries(ids)) {
      const own = names.split(' ').map((name) => a[name as keyof typeof a]);
      expect([noun, await found(staffOf(A), noun)]).toEqual([noun, [...own].sort()]);
      expect([noun, await found(clientX, noun)]).toEqual([noun, [own[0]]]);
      expect([noun, await found({}, noun)]).toEqual([noun, []]);
      expect([noun, await found({ 'app.tenant_id': A }, noun)]).toEqual([noun, []]);
    }
  });

  it('may not switch the walls off or become another role', async () => {
    await within(staffOf(A), async () => {
      expect(await outcome('alter table certificates disable row level security')).toBe('not allowed');
      expect(await outcome('set local role homolog_sweep')).toBe('not allowed');
      expect(await outcome('create table public.mine (id int)')).toBe('not allowed');
      expect(await outcome('select * from auth.session')).toBe('not allowed');
      await app.query('set local row_security = off');
      expect(await outcome('select * from certificates')).toBe('not allowed');
    });
  });
});

describe('the sweep role', () => {
  it('sees that something is owed in every tenant and cannot read what', async () => {
    const sweep = new pg.Client(roleUrl(database.url, TEST_SECRET, 'sweep'));
    await sweep.connect();
    try {
      const { rows } = await sweep.query('select tenant_id from mails');
      expect(rows.map((row) => row.tenant_id).sort()).toEqual([A, B].sort());
      for (const sql of ['select to_email from mails', 'select file_name from imports', 'select * from certificates'])
        await expect(sweep.query(sql)).rejects.toThrow('permission denied');
      await expect(sweep.query(`update mails set state = 'sent'`)).rejects.toThrow('permission denied');
    } finally {
      await sweep.end();
    }
  });
});

describe('opening the database', () => {
  it('is refused while row security is off on any table', async () => {
    const open = () => Db.open({ databaseUrl: database.url, secret: TEST_SECRET, poolSize: 2 });
    await owner.query('alter table products disable row level security');
    await expect(open()).rejects.toThrow(
      'Row-level security is not in force for this database role on: products. Homolog does not run without its walls.',
    );
    await owner.query('alter table products enable row level security');
    await (await open()).close();
  });

  it('is refused for a role that owns a table', async () => {
    await owner.query('create table stray (id int); alter table stray owner to homolog_app');
    await expect(Db.open({ databaseUrl: database.url, secret: TEST_SECRET, poolSize: 2 })).rejects.toThrow(
      'Homolog does not run without its walls.',
    );
    await owner.query('drop table stray');
  });
});

describe('one request', () => {
  it('leaves no tenant behind on the connection it used', async () => {
    const db = await Db.open({ databaseUrl: database.url, secret: TEST_SECRET, poolSize: 1 });
    const counting = { name: 'test.count', text: 'select count(*)::int as n from certificates' };
    const scope = { tenantId: A, audience: 'staff', memberId: null } as const;
    const seen = await db.inTenant(scope, () => db.query<{ n: number }>(counting.text));
    const nextOnTheSame = await db.inScope({ ...scope, audience: a.x }, () => db.read<{ n: number }>(counting));
    const other = await db.inTenant({ ...scope, audience: a.y }, () => db.query<{ n: number }>(counting.text));
    expect([seen, nextOnTheSame, other]).toEqual([[{ n: 2 }], [{ n: 1 }], [{ n: 1 }]]);
    expect(() => db.repo('Certificate')).toThrow('no tenant');
    await expect(db.read(counting)).rejects.toThrow('no tenant');
    await db.close();
  });
});
