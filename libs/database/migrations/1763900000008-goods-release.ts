import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which products a model belongs to, asked by goods issue many times a day, and who asks with a key. */
export class GoodsRelease1763900000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(MODELS);
    await db.query(KEYS);
  }

  async down(): Promise<void> {
    throw new Error('The finding of models has no way back: restore the backup instead.');
  }
}

/**
 * A certificate is found by its models too: it may name others than its product does. A definer function looks, because
 * a policy keeps the index from being used; it keeps both walls itself.
 */
const MODELS = `
  drop trigger search_words_kept on certificates;
  drop trigger search_words_changed on certificates;
  create trigger search_words_kept after insert or delete on certificates
    for each row execute function keep_search_words('certificate', 'number,models', '');
  create trigger search_words_changed after update of number, models on certificates
    for each row when (row(old.number, old.models) is distinct from row(new.number, new.models))
    execute function keep_search_words('certificate', 'number,models', '');

  create function products_of_model(p_model text, p_limit integer) returns setof uuid
    language plpgsql stable security definer rows 5 set search_path = public, pg_temp
  as $$
    declare
      v_tenant constant uuid := current_tenant();
      v_is_staff constant boolean := is_staff();
      v_client constant uuid := current_client();
      v_key constant text := search_key(p_model);
    begin
      if v_tenant is null or v_key = '' or not (v_is_staff or v_client is not null) then return; end if;
      return query select distinct p.id
        from (
          select s.subject_id as id from search_words s
            where s.tenant_id = v_tenant and s.kind = 'product' and s.word = v_key
          union
          select c.product_id from search_words s join certificates c on c.tenant_id = v_tenant and c.id = s.subject_id
            where s.tenant_id = v_tenant and s.kind = 'certificate' and s.word = v_key
        ) found
        join products p on p.tenant_id = v_tenant and p.id = found.id
        where v_is_staff or p.client_id = v_client
        order by p.id limit p_limit;
    end $$;
  comment on function products_of_model(text, integer) is
    'products with a model, or the tail of one, that reads so without case and separators; the caller compares the whole';
  revoke all on function products_of_model(text, integer) from public;
  grant execute on function products_of_model(text, integer) to homolog_app;
`;

const KEYS = `
  create function release_key_of(p_hash text) returns table (tenant_id uuid, id uuid, client_id uuid)
    language sql stable security definer set search_path = public, pg_temp
  as $$ select k.tenant_id, k.id, k.client_id from release_keys k where k.key_hash = p_hash and k.revoked_at is null $$;
  comment on function release_key_of(text) is 'the key that is not revoked; whoever holds it has it, so its hash finds it without a tenant';
  revoke all on function release_key_of(text) from public;
  grant execute on function release_key_of(text) to homolog_app;
`;
