import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CASE_SEARCH_FINDS } from './case-search-finds.js';
import { SEARCH_TEXT_FUNCTIONS } from './case-search-words.js';
import { internalTable } from './wall.js';

/**
 * The beginnings of words that cases, certificates, products, clients, factories and laboratories are found by while
 * somebody types. LIKE over every row, as the lists of the registers do it, costs the more the larger the tenant is;
 * a range of an index costs what is shown, so a tenant with 50,000 cases waits as long as one with 500.
 *
 * Each subject keeps its own words only: what a case is found by beside its number (product, client) is looked up along
 * the way, so that a renamed client does not rewrite its 50,000 cases.
 */
export class CaseSearch1763800000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(SEARCH_TEXT_FUNCTIONS);
    await db.query(TABLE);
    for (const kept of KEPT) {
      await db.query(triggers(kept));
      await db.query(backfill(kept));
    }
    await db.query(CASE_SEARCH_FINDS);
    await db.query('analyze search_words');
  }

  async down(): Promise<void> {
    throw new Error('The search of cases has no way back: drop the table instead.');
  }
}

const TABLE = `
  create table search_words (
    tenant_id uuid not null default current_tenant() references tenants (id),
    kind text not null check (kind in ('application', 'certificate', 'product', 'client', 'factory', 'laboratory')),
    word text collate "C" not null check (length(word) between 1 and 40),
    subject_id uuid not null,
    primary key (tenant_id, kind, word, subject_id)
  );
  comment on table search_words is 'where a word of a subject begins: the text from there on, folded, without separators, 40 characters at most. Written by triggers';
  create index search_words_of_subject on search_words (tenant_id, subject_id, word);
  ${internalTable('search_words', 'select')}

  create function keep_search_words() returns trigger language plpgsql security definer set search_path = public, pg_temp
  as $$
    begin
      if tg_op <> 'INSERT' then
        delete from search_words where tenant_id = old.tenant_id and subject_id = old.id;
      end if;
      if tg_op <> 'DELETE' then
        insert into search_words (tenant_id, kind, word, subject_id)
        select distinct new.tenant_id, tg_argv[0], w, new.id
        from unnest(search_words_of(to_jsonb(new), string_to_array(tg_argv[1], ','), string_to_array(tg_argv[2], ','))) w;
      end if;
      return null;
    end $$;
  revoke all on function keep_search_words() from public;
`;

interface Kept {
  kind: string;
  table: string;
  /** numbers and models: written with and without separators, so the whole is one word */
  codes: string[];
  names: string[];
}

const KEPT: Kept[] = [
  {
    kind: 'application',
    table: 'applications',
    codes: ['number'],
    names: ['applicant_name', 'applicant_name_zh', 'manufacturer_name', 'manufacturer_name_zh'],
  },
  { kind: 'certificate', table: 'certificates', codes: ['number'], names: [] },
  { kind: 'product', table: 'products', codes: ['models', 'class_code'], names: ['name', 'name_zh'] },
  { kind: 'client', table: 'clients', codes: [], names: ['legal_name', 'legal_name_zh'] },
  { kind: 'factory', table: 'factories', codes: ['factory_code'], names: ['name', 'name_zh'] },
  { kind: 'laboratory', table: 'laboratories', codes: [], names: ['name', 'name_zh'] },
];

const triggers = ({ kind, table, codes, names }: Kept) => {
  // A number that the database makes from others cannot be named as updated; it never changes either.
  const columns = [...codes, ...names].filter((column) => !(table === 'applications' && column === 'number'));
  const keep = `execute function keep_search_words('${kind}', '${codes.join(',')}', '${names.join(',')}')`;
  const rows = (row: string) => `row(${columns.map((column) => `${row}.${column}`).join(', ')})`;
  return `
    create trigger search_words_kept after insert or delete on ${table} for each row ${keep};
    create trigger search_words_changed after update of ${columns.join(', ')} on ${table} for each row
      when (${rows('old')} is distinct from ${rows('new')}) ${keep};`;
};

const backfill = ({ kind, table, codes, names }: Kept) => `
  insert into search_words (tenant_id, kind, word, subject_id)
  select distinct t.tenant_id, '${kind}', w, t.id
  from ${table} t,
    unnest(search_words_of(to_jsonb(t), string_to_array('${codes.join(',')}', ','), string_to_array('${names.join(',')}', ','))) w`;
