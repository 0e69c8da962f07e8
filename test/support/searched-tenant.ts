import { newId } from '#database/db';

/** A case as the reader of its page would describe it, for a search that reads every one. */
export interface SearchedCase {
  id: string;
  clientId: string;
  codes: string[];
  names: string[];
}

export interface Searched {
  tenantId: string;
  clientIds: string[];
  cases: SearchedCase[];
}

type Put = (sql: string, params?: unknown[]) => Promise<unknown>;

const AT = '2026-11-20T09:00:00Z';
const CASES = 1_400;
const PER_CLIENT = 6;
const COMPANIES = ['Nordlicht', 'Kestrel', 'Lindau 24', 'Oberland', 'Brandner', 'Falken', 'Weiss', 'Grenoble'];
/** Of companies of one form, and of those of the other. */
const GOODS = [
  ['Headlamp', 'Rear lamp', '前照灯'],
  ['LED adapter', 'Kettle', '电源适配器'],
];
/** A headlamp that is made for companies of the other form, and a product like no other. */
const SPECIAL: Record<number, string> = { 15: 'Headlamp for AG', 14: 'Hydrogen valve' };

/**
 * Gives a tenant 1,400 cases whose words are common and meet often, seldom or never: companies of two forms that make
 * different goods, numbers of three years, manufacturers beside the applicant, further units.
 */
export async function fillSearchedTenant(put: Put, tenantId: string): Promise<Searched> {
  const clients = COMPANIES.map((name, at) => ({
    id: newId(),
    name: `${name} ${at % 2 ? 'AG' : 'GmbH'}`,
    form: at % 2,
  }));
  const products = Array.from({ length: clients.length * PER_CLIENT }, (_, at) => {
    const number = at + 1;
    const client = clients[Math.floor(at / PER_CLIENT)]!;
    return {
      id: newId(),
      client,
      name: `${SPECIAL[number] ?? GOODS[client.form]![at % 3]!} ${number}`,
      model: `HL-${number}B`,
      classCode: client.form ? '1104' : '1109',
    };
  });
  const cases = Array.from({ length: CASES }, (_, at) => {
    // The first company has nearly half of them.
    const product = products[(at * 7) % (at % 5 < 2 ? PER_CLIENT : products.length)]!;
    const sisters = products.filter((other) => other.client === product.client && other !== product);
    return {
      id: newId(),
      seq: at + 1,
      year: 2024 + (at % 3),
      product,
      maker: at % 3 === 0 ? `Works Holding ${at % 2 ? 'Nantong' : '南通'}` : product.client.name,
      further: at % 7 === 0 ? sisters.slice(0, 1 + (at % 2)) : [],
    };
  });
  const rows = (list: object[]) => [tenantId, JSON.stringify(list)];
  await put(
    `insert into clients (tenant_id, id, legal_name, name_key, country, created_at)
     select $1, id, name, id, 'DE', '${AT}' from jsonb_to_recordset($2) c (id uuid, name text)`,
    rows(clients),
  );
  await put(
    `insert into products (tenant_id, id, client_id, class_code, name, models, manufacturer, unit_key, created_at)
     select $1, id, client, code, name, array[model], 'Works', id, '${AT}'
     from jsonb_to_recordset($2) p (id uuid, client uuid, code text, name text, model text)`,
    rows(products.map(({ client, classCode, ...product }) => ({ ...product, client: client.id, code: classCode }))),
  );
  await put(
    `insert into applications (tenant_id, id, number_year, number_seq, client_id, product_id, kind, scheme_key, reference_version,
       applicant_name, manufacturer_name, status, started_on, turn, turn_since, created_at)
     select $1, id, year, seq, client, product, 'new', 'ccc-standard', 1, name, maker, 'running',
       date '2026-10-01' - seq * 37 % 300, 'client', '2026-11-02', '${AT}'
     from jsonb_to_recordset($2) a (id uuid, year integer, seq integer, client uuid, product uuid, name text, maker text)`,
    rows(
      cases.map(({ product: { id, client }, ...one }) => ({
        ...one,
        client: client.id,
        product: id,
        name: client.name,
      })),
    ),
  );
  await put(
    `insert into application_units (tenant_id, application_id, product_id, client_id, position)
     select $1, application, product, client, position
     from jsonb_to_recordset($2) u (application uuid, product uuid, client uuid, position integer)`,
    rows(
      cases.flatMap(({ id, product, further }) =>
        [product, ...further].map((of, at) => ({
          application: id,
          product: of.id,
          client: of.client.id,
          position: at + 1,
        })),
      ),
    ),
  );
  // As the server does by itself within a minute; until then it takes every table for empty.
  await put('analyze clients, products, applications, application_units, search_words');
  return {
    tenantId,
    clientIds: clients.map(({ id }) => id),
    cases: cases.map(({ id, seq, year, product, maker, further }) => ({
      id,
      clientId: product.client.id,
      codes: [
        `${year}-${String(seq).padStart(4, '0')}`,
        ...[product, ...further].flatMap((of) => [of.model, of.classCode]),
      ],
      names: [product.client.name, maker, ...[product, ...further].map((of) => of.name)],
    })),
  };
}

/** Every place of the case where a typed word may begin: the text from there on. */
function startsOf({ codes, names }: SearchedCase): string[] {
  const pieces = (text: string) => text.toLowerCase().match(/[a-z]+|[0-9]+|[\u4e00-\u9fff]/gu) ?? [];
  const starts = (list: string[]) => list.map((_, at) => list.slice(at).join(''));
  return [
    ...codes.flatMap((code) => starts(pieces(code))).flatMap((start) => [start, start.replace(/^0+/, '')]),
    ...names.flatMap((name) => name.split(' ')).flatMap((chunk) => starts(pieces(chunk))),
  ];
}

/** By reading every case: the ids, sorted, of those of which each word begins a word. */
export function readThrough(searched: Searched): (words: readonly string[]) => string[] {
  const read = searched.cases.map((one) => ({ id: one.id, starts: startsOf(one) }));
  return (words) =>
    read
      .filter(({ starts }) => words.every((word) => starts.some((start) => start.startsWith(word))))
      .map(({ id }) => id)
      .sort();
}
