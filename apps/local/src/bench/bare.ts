import { fastify } from 'fastify';
import pg from 'pg';
import { textTypes } from '#database/pool';

/**
 * The reference: the same list by hand, with everything known to make it fast and nothing else. Bare Fastify + pg,
 * prepared, pipelined, text dates, the same row-level security, the same session check (cookie -> person and place,
 * remembered in the process after the first look-up). Run as a child process: `node bare.js <appUrl> <authUrl>`.
 */
const [appUrl, authUrl] = process.argv.slice(2) as [string, string];
const options = '-c timezone=UTC';
const pool = new pg.Pool({
  connectionString: appUrl,
  max: 10,
  types: textTypes,
  options,
  pipeline: true,
} as pg.PoolConfig);
const authPool = new pg.Pool({ connectionString: authUrl, max: 1, options });

const LIST = `
  select c.id, c.number, c.scheme, c.status, c.issued_on as "issuedOn", c.valid_until as "validUntil", c.body,
         nullif(c.next_due_on, 'infinity') as "nextDueOn", c.next_due_kind as "nextDueKind", c.next_due_basis as "nextDueBasis",
         c.client_id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
         c.product_id as "productId", p.name as "productName", p.name_zh as "productNameZh", p.class_code as "classCode",
         c.responsible_id as "responsibleId"
  from (select * from certificates where tenant_id = current_tenant() order by next_due_on, id limit 51) c
  join clients k on k.id = c.client_id
  join products p on p.id = c.product_id
  order by c.next_due_on, c.id`;

interface Place {
  tenantId: string;
  memberId: string;
}

const places = new Map<string, Place>();

async function placeOf(cookie: string | undefined): Promise<Place | undefined> {
  const token = /homolog\.session_token=([^;]+)/.exec(cookie ?? '')?.[1];
  if (!token) return undefined;
  const known = places.get(token);
  if (known) return known;
  const { rows } = await authPool.query<{ tenant_id: string; member_id: string }>(
    `select m.tenant_id, m.member_id from auth.session s, memberships_of(s."userId") m where s.token = $1 and s."expiresAt" > now()`,
    [decodeURIComponent(token).split('.')[0]],
  );
  if (!rows[0]) return undefined;
  const place = { tenantId: rows[0].tenant_id, memberId: rows[0].member_id };
  places.set(token, place);
  return place;
}

const app = fastify();
app.get('/api/certificates', async (request, reply) => {
  const place = await placeOf(request.headers.cookie);
  if (!place) return reply.status(401).send();
  const client = await pool.connect();
  try {
    const [, page] = await Promise.all([
      client.query(
        `begin read only; set local app.tenant_id = '${place.tenantId}'; set local app.audience = 'staff'; set local app.member_id = '${place.memberId}'`,
      ),
      client.query({ name: 'list', text: LIST }),
      client.query('commit'),
    ]);
    const items = page.rows.slice(0, 50) as { id: string; nextDueOn: string }[];
    const last = items.at(-1)!;
    return { items, nextCursor: Buffer.from(JSON.stringify([last.nextDueOn, last.id])).toString('base64url') };
  } finally {
    client.release();
  }
});
process.on('disconnect', () => process.exit(0));
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
