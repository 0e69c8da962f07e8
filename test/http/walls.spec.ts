import { RequestMethod } from '@nestjs/common';
import type { NamedSql } from '#database/db';
import type { Tenant } from '#database/entities/tenant.entity';
import { routesOf, type Route } from '../support/routes.js';
import { type Agent, startApi, type TestApi } from '../support/test-app.js';
import { accountsWalls } from './walls/accounts.walls.js';
import { applicabilityWalls } from './walls/applicability.walls.js';
import { campaignsWalls } from './walls/campaigns.walls.js';
import { casesWalls } from './walls/cases.walls.js';
import { approvalsWalls } from './walls/approvals.walls.js';
import { auditsWalls } from './walls/audits.walls.js';
import { calendarWalls } from './walls/calendar.walls.js';
import { deadlinesWalls, eventsWalls, importsWalls } from './walls/deadlines.walls.js';
import { documentsWalls } from './walls/documents.walls.js';
import { filesWalls } from './walls/files.walls.js';
import { labWalls } from './walls/lab.walls.js';
import { operationsWalls } from './walls/operations.walls.js';
import { regulatoryWalls } from './walls/regulatory.walls.js';
import { referenceWalls } from './walls/reference.walls.js';
import { plansWalls } from './walls/plans.walls.js';
import {
  certificateRegisterWalls,
  certificatesWalls,
  clientsWalls,
  marksWalls,
  productsWalls,
} from './walls/registers.walls.js';
import { productChangesWalls, renewalsWalls } from './walls/renewals.walls.js';
import { releaseWalls } from './walls/release.walls.js';
import { mailWalls } from './walls/mail.walls.js';
import { talkWalls } from './walls/talk.walls.js';
import { portalWalls } from './walls/portal.walls.js';
import { workWalls } from './walls/work.walls.js';
import { makeSide } from './walls/sides.js';
import type { Side, Try, Wall, WallTable } from './walls/wall-table.js';

/** A new feature adds its table here. */
const TABLES: WallTable[] = [
  operationsWalls,
  referenceWalls,
  regulatoryWalls,
  calendarWalls,
  accountsWalls,
  eventsWalls,
  filesWalls,
  documentsWalls,
  clientsWalls,
  productsWalls,
  applicabilityWalls,
  plansWalls,
  certificatesWalls,
  certificateRegisterWalls,
  marksWalls,
  releaseWalls,
  auditsWalls,
  approvalsWalls,
  casesWalls,
  campaignsWalls,
  deadlinesWalls,
  importsWalls,
  labWalls,
  renewalsWalls,
  productChangesWalls,
  mailWalls,
  talkWalls,
  workWalls,
  portalWalls,
];
const WALLS: WallTable = Object.assign({}, ...TABLES) as WallTable;

/** Stand in every text of the other tenant, and of the other client of the same tenant. */
const MARKS = { otherTenant: 'ZQTENANT', otherClient: 'ZQCLIENT', own: 'ZQOWN' };

let api: TestApi;
let routes: Route[];
let tenant: Tenant;
/** A's client X (the attacker's own side), A's client Y, and tenant B */
let own: Side;
let otherClient: Side;
let otherTenant: Side;
/** Reads every row of a tenant, as one sum per table. */
let fingerprint: NamedSql;
/** Where it is tried that a try does find what is the caller's own; apart, because A and B are read whole so often. */
let home: Tenant;
/** a side there that is only read */
let read: Side;
let keeper: Agent;
let staff: Agent;
let guest: Agent;
/** of the staff, looking with the eyes of A's client X */
let viewer: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  routes = routesOf(api.app);
  const { make } = api;
  tenant = await make.tenant();
  const x = await make.client({ tenant, legalName: MARKS.own });
  const y = await make.client({ tenant, legalName: MARKS.otherClient });
  const victim = await make.tenant({ name: MARKS.otherTenant });
  const theirs = await make.client({ tenant: victim, legalName: MARKS.otherTenant });
  own = await makeSide(api, tenant, x, MARKS.own);
  otherClient = await makeSide(api, tenant, y, MARKS.otherClient);
  otherTenant = await makeSide(api, victim, theirs, MARKS.otherTenant);
  home = await make.tenant();
  read = await homeSide(home);
  keeper = await api.as(await make.member({ tenant: home, role: 'owner' }));
  staff = await api.as(await make.member({ tenant, role: 'owner' }));
  guest = await api.as(await make.member({ tenant, client: x }));
  viewer = await api.as(await make.member({ tenant, role: 'manager' }));
  viewer.set('homolog-view-as', x.id);
  const tables = await api.look<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`,
  );
  const sums = [...tables.map(({ name }) => [name, 'tenant_id']), ['tenants', 'id']].map(
    ([name, key]) => `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as md5
                      from ${name} t where t.${key} = $1`,
  );
  fingerprint = { name: 'fingerprint', text: `${sums.join(' union all ')} order by 1` };
});
afterAll(() => api.close());

async function homeSide(of: Tenant): Promise<Side> {
  return makeSide(api, of, await api.make.client({ tenant: of }), MARKS.own);
}

/** Every row of a tenant, as one fingerprint per table. */
async function fingerprints(tenantId: string): Promise<unknown> {
  return api.look(fingerprint, [tenantId]);
}

function send(agent: Agent, route: Route, attempt: Try, there: Side, here: Side) {
  const values = attempt.path?.(there, here) ?? {};
  const path = route.path.replace(/:(\w+)/g, (_, param: string) => values[param]!);
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const request = agent[method](path).query(attempt.query?.(there, here) ?? {});
  if (route.path.endsWith('.xlsx')) request.buffer(true).parse(workbookOrText as never);
  return route.method === 'GET' || route.method === 'DELETE'
    ? request
    : request.send(attempt.body?.(there, here) ?? {});
}

/** A workbook as it is; a refusal in JSON as JSON. */
function workbookOrText(answer: NodeJS.ReadableStream, done: (error: Error | null, body: unknown) => void): void {
  const parts: Buffer[] = [];
  answer.on('data', (part: Buffer) => parts.push(part));
  answer.on('end', () => {
    const content = Buffer.concat(parts);
    done(null, content[0] === 0x7b ? JSON.parse(content.toString('utf8')) : content);
  });
}

type Answer = { status: number; text: string; body: Record<string, unknown> };

const isEmptyList = (body: Record<string, unknown>) => Array.isArray(body['items']) && body['items'].length === 0;

/** Nothing of the other side: neither its ids nor a text with its mark. */
function shows(answer: Answer, side: Side, mark: string): string[] {
  const text = answer.text ?? '';
  return [mark, ...Object.values(side).filter((id) => id !== own.tenant)].filter((piece) =>
    text.includes(piece as string),
  );
}

/** What an answer says, without what is new in each. */
function told({ body, text }: Answer): unknown {
  if (Object.keys(body ?? {}).length === 0) return text;
  const { requestId: _, ...rest } = body;
  return rest;
}

const triesOf = (wall: Wall | undefined): Try[] => (typeof wall === 'object' && 'tries' in wall ? wall.tries : []);

/** Places of a path that take a word and no id. */
const WORDS = ['kind'];

const uncovered = (list: Route[]) => list.map(({ name }) => name).filter((name) => !(name in WALLS));

/** An owner of a tenant that keeps another one when they leave. */
async function secondOwner(tenant: Tenant) {
  await api.make.member({ tenant, role: 'owner' });
  return api.make.member({ tenant, role: 'owner' });
}

describe('the table of walls', () => {
  it('has an entry for every route, and none for a route that is gone', () => {
    expect(uncovered(routes)).toEqual([]);
    expect(Object.keys(WALLS).filter((name) => !routes.some((route) => route.name === name))).toEqual([]);
    expect(TABLES.flatMap((table) => Object.keys(table))).toHaveLength(Object.keys(WALLS).length);
  });

  it('would miss a route that a feature adds', () => {
    const added: Route = { ...routes[0]!, name: 'GET /api/secrets/:id', method: RequestMethod[RequestMethod.GET]! };
    expect(uncovered([...routes, added])).toContain('GET /api/secrets/:id');
  });

  it('tries an id of the other side in every place of a route that takes one', () => {
    const untried = routes.flatMap((route) => {
      const wall = WALLS[route.name];
      if (typeof wall === 'object' && 'outside' in wall) return [];
      const tries = triesOf(wall);
      const ids = Object.values(otherTenant);
      const isTried = (values: object, field: string) =>
        [(values as Record<string, unknown>)[field]].flat().some((value) => ids.includes(value as string));
      const missingParams = route.params.filter(
        (param) =>
          !WORDS.includes(param) && !tries.some((attempt) => isTried(attempt.path?.(otherTenant, own) ?? {}, param)),
      );
      const missingFields = route.idFields.filter(
        (field) =>
          !tries.some((attempt) =>
            isTried({ ...attempt.body?.(otherTenant, own), ...attempt.query?.(otherTenant, own) }, field),
          ),
      );
      return [...missingParams, ...missingFields].map((field) => `${route.name}: ${field}`);
    });
    expect(untried).toEqual([]);
    expect(routes.find(({ name }) => name === 'POST /api/certificates')!.idFields.sort()).toEqual([
      'contactId',
      'factoryId',
      'productId',
      'replacesId',
      'responsibleId',
    ]);
  });
});

describe.each(Object.keys(WALLS))('%s', (name) => {
  const wall = WALLS[name]!;
  const routeOf = () => routes.find((route) => route.name === name)!;
  const tries = triesOf(wall);

  if (wall === 'lists') {
    it('shows nothing of another tenant or another client', async () => {
      for (const [agent, side, mark] of [
        [staff, otherTenant, MARKS.otherTenant],
        [guest, otherTenant, MARKS.otherTenant],
        [guest, otherClient, MARKS.otherClient],
      ] as const) {
        const answer = (await send(agent, routeOf(), {}, side, own)) as Answer;
        expect([200, 403]).toContain(answer.status);
        expect(shows(answer, side, mark)).toEqual([]);
      }
    });
  }

  // Who one is stays one's own: view-as.spec.ts
  if (name.startsWith('GET ') && name !== 'GET /api/me' && (wall === 'lists' || tries.length > 0)) {
    it('gives staff who look as the client exactly what its member gets', async () => {
      for (const attempt of tries.length > 0 ? tries : [{}]) {
        for (const side of [own, otherClient, otherTenant]) {
          // Both are asked at the same moment: an answer may say when it was given.
          const moment = jest.spyOn(api.clock, 'now').mockReturnValue(api.clock.now());
          const seen = (await send(viewer, routeOf(), attempt, side, own)) as Answer;
          const meant = (await send(guest, routeOf(), attempt, side, own)) as Answer;
          moment.mockRestore();
          expect([seen.status, told(seen)]).toEqual([meant.status, told(meant)]);
        }
      }
    });
  } else if (!name.startsWith('GET ') && tries.length > 0) {
    it('is refused to staff who look as a client', async () => {
      const answer = (await send(viewer, routeOf(), tries[0]!, own, own)) as Answer;
      expect([answer.status, answer.body['code']]).toEqual([403, 'view-as.read-only']);
    });
  }

  if (tries.length > 0) {
    it('finds nothing of another tenant and changes nothing there', async () => {
      const before = await fingerprints(otherTenant.tenant);
      for (const attempt of tries) {
        const answer = (await send(staff, routeOf(), attempt, otherTenant, own)) as Answer;
        if (answer.status === 200) expect((attempt.isNothing ?? isEmptyList)(answer.body)).toBe(true);
        else expect([answer.status, answer.body['code']]).toEqual([404, 'not-found']);
        expect(shows(answer, otherTenant, MARKS.otherTenant)).toEqual([]);
      }
      expect(await fingerprints(otherTenant.tenant)).toEqual(before);
    });

    it('finds nothing of another client for a client-role member, who changes nothing at all', async () => {
      const before = await fingerprints(tenant.id);
      for (const attempt of tries.filter(({ isOfTenant }) => !isOfTenant)) {
        const answer = (await send(guest, routeOf(), attempt, otherClient, own)) as Answer;
        if (answer.status === 200) expect((attempt.isNothing ?? isEmptyList)(answer.body)).toBe(true);
        else expect([403, 404]).toContain(answer.status);
        expect(shows(answer, otherClient, MARKS.otherClient)).toEqual([]);
      }
      expect(await fingerprints(tenant.id)).toEqual(before);
    });

    it('does find it on the own side, so that the tries above are not refused for their form', async () => {
      for (const attempt of tries) {
        const of = attempt.isOfTenant ? await api.make.tenant() : home;
        const side = name.startsWith('GET ') && of === home ? read : await homeSide(of);
        const agent = of === home ? keeper : await api.as(await secondOwner(of));
        const answer = (await send(agent, routeOf(), attempt, side, side)) as Answer;
        expect([name, answer.status, answer.body['code']]).not.toEqual([name, 404, 'not-found']);
        expect([200, 201, 202, 204, 409]).toContain(answer.status);
      }
    });
  }
});
