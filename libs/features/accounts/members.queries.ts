import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { NotFound } from '#domain/errors';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import type { MemberListQuery, MemberView } from './accounts.dto.js';

const VIEW = `
  select m.id, m.name, m.email, m.role, m.client_id as "clientId", c.legal_name as "clientName", m.language,
    m.time_zone as "timeZone", m.country,
    case when m.left_at is not null then 'left' when m.user_id is not null then 'joined'
         when m.invitation_hash is not null then 'invited' else 'named' end as state,
    m.invited_at as "invitedAt", m.invitation_expires_at as "invitationExpiresAt", m.joined_at as "joinedAt",
    m.left_at as "leftAt", m.version
  from members m left join clients c on c.tenant_id = m.tenant_id and c.id = m.client_id
  where m.tenant_id = current_tenant()`;

const ONE = { name: 'members.one', text: `${VIEW} and m.id = $1` };

const LIST = {
  name: 'members.list',
  text: `select * from (${VIEW}) m
         where m.state = any ($1::text[]) and ($2::text[] is null or m.role = any ($2::text[]))
           and ($3::uuid is null or m."clientId" = $3)
           and ($4::text is null or (lower(m.name), m.id) > ($4, $5::uuid))
         order by lower(m.name), m.id limit $6`,
};

@Injectable()
export class MembersQueries {
  constructor(private readonly db: Db) {}

  /** Who has left is shown only when asked for. */
  async list(query: MemberListQuery): Promise<Page<MemberView>> {
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, 'name');
    const rows = await this.db.read<MemberView>(LIST, [
      query.state ?? ['joined', 'invited', 'named'],
      query.role ?? null,
      query.clientId ?? null,
      after?.value ?? null,
      after?.id ?? null,
      limit + 1,
    ]);
    return toPage(rows, limit, 'name', (row) => row.name.toLowerCase());
  }

  async one(id: string): Promise<MemberView> {
    const rows = await this.db.read<MemberView>(ONE, [id]);
    if (!rows[0]) throw new NotFound('member');
    return rows[0];
  }
}
