import type { MigrationInterface, QueryRunner } from 'typeorm';
import { internalTable } from './wall.js';

/** A draft of a campaign has its history until it is discarded, and the moves of members from step to step are kept. */
export class CertificateCampaignMends1764000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(EVENTS);
    await db.query(MOVES);
  }

  async down(): Promise<void> {
    throw new Error('The moves of members have no way back: restore the backup instead.');
  }
}

/** What happened to a draft that was discarded stays told, without the campaign that is gone. */
const EVENTS = `
  alter table events
    drop constraint events_tenant_id_campaign_id_fkey,
    add constraint events_tenant_id_campaign_id_fkey foreign key (tenant_id, campaign_id)
      references campaigns (tenant_id, id) on delete set null (campaign_id);
`;

/** By a trigger: the step is written in several places, and a move that one of them forgot would be missed by nobody. */
const MOVES = `
  create table campaign_step_moves (
    tenant_id uuid not null default current_tenant(),
    id uuid not null default gen_random_uuid(),
    seq bigint not null generated always as identity,
    member_id uuid not null,
    from_step text not null,
    to_step text not null,
    moved_on date not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, member_id) references campaign_members (tenant_id, id) on delete cascade
  );
  comment on table campaign_step_moves is 'a member of a campaign that came from one step to another; written by a trigger of campaign_members';
  comment on column campaign_step_moves.moved_on is 'in the zone of the tenant, as step_since of the member';
  create index campaign_step_moves_of_member on campaign_step_moves (tenant_id, member_id, seq);
  ${internalTable('campaign_step_moves', 'select, insert')}
  create function keep_step_move() returns trigger language plpgsql set search_path = public, pg_temp as $$
  begin
    insert into campaign_step_moves (tenant_id, member_id, from_step, to_step, moved_on)
    values (new.tenant_id, new.id, old.step, new.step, new.step_since);
    return null;
  end $$;
  create trigger step_move_kept after update of step on campaign_members for each row
    when (old.step is distinct from new.step) execute function keep_step_move();
`;
