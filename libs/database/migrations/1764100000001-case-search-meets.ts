import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CASE_FINDS } from './case-search-cases.js';
import { CASE_MEETS } from './case-search-meets.js';

/**
 * Two common words that no case has both of: to say so, the list had to pass every case of the tenant.
 *
 * Names of applicant and manufacturer were words of each case; the cases of one client nearly all have the same, so they
 * become words of the names, once, as those of a product are. A number's part behind the year gets a kind of its own:
 * with the year a property of the case, two years need no look at their cases. What is left of words meets among products,
 * whose words carry their client; see case-search-meets.ts.
 */
export class CaseSearchMeets1764100000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(TRIGGERS);
    await db.query(WORDS);
    await db.query(KEYS);
    await db.query(CASE_FINDS);
    await db.query(CASE_MEETS);
    await db.query('analyze search_words');
    await db.query('analyze applications');
  }

  async down(): Promise<void> {
    throw new Error('The search of cases has no way back: restore the backup instead.');
  }
}

/** Between names, so that no two sets of them read the same. */
const NEXT = `|| chr(31) ||`;

const COLUMNS = `
  alter table applications add column names_id uuid not null generated always as (md5(
    client_id::text ${NEXT} applicant_name ${NEXT} coalesce(applicant_name_zh, '') ${NEXT} manufacturer_name ${NEXT}
    coalesce(manufacturer_name_zh, ''))::uuid) stored;
  comment on column applications.names_id is 'the same for cases of one client with the same applicant and manufacturer; the subject of their words';
  create index applications_by_kind on applications (tenant_id, kind, next_due_on, id);
  create index applications_by_names on applications (tenant_id, names_id);
  drop index applications_by_product;
  create index applications_by_product on applications (tenant_id, product_id, number_year) include (id);

  alter table search_words
    drop constraint search_words_pkey,
    drop constraint search_words_kind_check,
    add column client_id uuid;
  comment on column search_words.client_id is 'whose product or names it is, so that words of both meet without a look at the rows; null for other kinds';
`;

/** The words of names stay while a case has them. A lock of few places, because a transaction may open thousands of cases. */
const NAMES_LOCK = `hashtext('search_words.names'), hashtext(names::text) & 63`;

const TRIGGERS = `
  create or replace function keep_search_words() returns trigger language plpgsql security definer set search_path = public, pg_temp
  as $$
    begin
      if tg_op <> 'INSERT' then
        delete from search_words where tenant_id = old.tenant_id and subject_id = old.id;
      end if;
      if tg_op <> 'DELETE' then
        insert into search_words (tenant_id, kind, word, subject_id, client_id)
        select distinct new.tenant_id, tg_argv[0], w, new.id,
          case when tg_argv[0] = 'product' then (to_jsonb(new) ->> 'client_id')::uuid end
        from unnest(search_words_of(to_jsonb(new), string_to_array(tg_argv[1], ','), string_to_array(tg_argv[2], ','))) w;
      end if;
      return null;
    end $$;
  drop trigger search_words_changed on products;
  create trigger search_words_changed after update of models, class_code, name, name_zh, client_id on products for each row
    when (row(old.models, old.class_code, old.name, old.name_zh, old.client_id)
      is distinct from row(new.models, new.class_code, new.name, new.name_zh, new.client_id))
    execute function keep_search_words('product', 'models,class_code', 'name,name_zh');

  create function case_number_words(p_number text) returns table (kind text, word text) language sql immutable parallel safe
    as $$
      select distinct case when w = search_key(p_number) then 'application' else 'sequence' end, w
      from unnest(search_starts(p_number, true)) w
    $$;
  comment on function case_number_words(text) is 'where a number is found: from its year on, and from behind the year on';
  create function case_names_words(p_case applications) returns setof text language sql stable parallel safe
    as $$
      select distinct w from unnest(search_words_of(to_jsonb(p_case), '{}',
        array['applicant_name', 'applicant_name_zh', 'manufacturer_name', 'manufacturer_name_zh'])) w
    $$;
  revoke all on function case_number_words(text), case_names_words(applications) from public;

  create function keep_case_words() returns trigger language plpgsql security definer set search_path = public, pg_temp
  as $$
    declare
      names uuid;
    begin
      if tg_op = 'INSERT' then
        insert into search_words (tenant_id, kind, word, subject_id)
        select new.tenant_id, n.kind, n.word, new.id from case_number_words(new.number) n;
      end if;
      if tg_op <> 'DELETE' then
        names := new.names_id;
        perform pg_advisory_xact_lock_shared(${NAMES_LOCK});
        if not exists (select from search_words s where s.tenant_id = new.tenant_id and s.subject_id = names) then
          insert into search_words (tenant_id, kind, word, subject_id, client_id)
          select new.tenant_id, 'names', w, names, new.client_id from case_names_words(new) w
          on conflict do nothing;
        end if;
      end if;
      if tg_op = 'DELETE' then
        delete from search_words where tenant_id = old.tenant_id and subject_id = old.id;
      end if;
      if tg_op <> 'INSERT' then
        names := old.names_id;
        perform pg_advisory_xact_lock(${NAMES_LOCK});
        if not exists (select from applications a where a.tenant_id = old.tenant_id and a.names_id = names) then
          delete from search_words where tenant_id = old.tenant_id and subject_id = names;
        end if;
      end if;
      return null;
    end $$;
  revoke all on function keep_case_words() from public;
  drop trigger search_words_kept on applications;
  drop trigger search_words_changed on applications;
  create trigger search_words_kept after insert or delete on applications for each row execute function keep_case_words();
  create trigger search_words_changed
    after update of client_id, applicant_name, applicant_name_zh, manufacturer_name, manufacturer_name_zh on applications
    for each row when (old.names_id is distinct from new.names_id) execute function keep_case_words();
`;

const WORDS = `
  delete from search_words where kind = 'application';
  insert into search_words (tenant_id, kind, word, subject_id)
    select a.tenant_id, n.kind, n.word, a.id from applications a cross join lateral case_number_words(a.number) n;
  insert into search_words (tenant_id, kind, word, subject_id, client_id)
    select a.tenant_id, 'names', w, a.names_id, a.client_id
    from (select distinct on (a.tenant_id, a.names_id) a as whole, a.tenant_id, a.names_id, a.client_id from applications a) a
      cross join lateral case_names_words(a.whole) w;
  update search_words s set client_id = p.client_id from products p
    where s.kind = 'product' and p.tenant_id = s.tenant_id and p.id = s.subject_id;
`;

const KEYS = `
  alter table search_words
    add primary key (tenant_id, kind, word, subject_id) include (client_id),
    add constraint search_words_kind_check
      check (kind in ('application', 'sequence', 'names', 'certificate', 'product', 'client', 'factory', 'laboratory')),
    add constraint search_words_client_check check ((client_id is not null) = (kind in ('product', 'names')));
`;
