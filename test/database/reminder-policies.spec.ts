import pg from 'pg';
import { newId } from '#database/db';
import { FROM_LADDERS } from '#database/migrations/1764000000001-reminder-policies';
import { createTestDatabase, type TestDatabase } from '../support/test-server.js';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client(database.url);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** As the first schema had them. */
const LADDERS = `
  create table ladders (tenant_id uuid not null, id uuid not null, kind text not null, offsets integer[] not null,
    overdue_every_days integer, version integer not null default 1)`;

it('a tenant’s own ladder becomes its policy, with the readers that were reminded until then', async () => {
  const tenantId = newId();
  await owner.query(
    `insert into tenants (id, kind, name, country, language, time_zone, created_at)
     values ($1, 'consultancy', 'Old', 'DE', 'en', 'Europe/Berlin', now())`,
    [tenantId],
  );
  await owner.query(LADDERS);
  await owner.query(
    `insert into ladders (tenant_id, id, kind, offsets, overdue_every_days, version) values
     ($1, $2, 'conversion', '{7,30,7}', 3, 4), ($1, $3, 'stage-due', '{2}', null, 1), ($1, $4, 'annual-fee', '{}', null, 2)`,
    [tenantId, newId(), newId(), newId()],
  );
  await owner.query(FROM_LADDERS);
  const { rows } = await owner.query(
    `select kind, basis, client_id, application_id, steps, overdue, version from reminder_policies order by kind`,
  );
  const place = { basis: null, client_id: null, application_id: null };
  const step = (days: number, to: string[]) => ({ days, unit: 'calendar', to, isUrgent: false });
  expect(rows).toEqual([
    { ...place, kind: 'annual-fee', steps: [], overdue: null, version: 2 },
    {
      ...{ ...place, kind: 'conversion', version: 4 },
      steps: [step(30, ['owner', 'deputy', 'client-contact']), step(7, ['owner', 'deputy', 'client-contact'])],
      overdue: { every: 3, unit: 'calendar', to: ['owner', 'deputy', 'client-contact', 'manager'] },
    },
    { ...place, kind: 'stage-due', steps: [step(2, ['owner', 'deputy'])], overdue: null, version: 1 },
  ]);
  const { rows: left } = await owner.query(`select to_regclass('ladders') as ladders`);
  expect(left).toEqual([{ ladders: null }]);
});
