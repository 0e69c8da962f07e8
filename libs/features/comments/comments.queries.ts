import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { may, type Role } from '#domain/permissions';
import { DEFAULT_PAGE_SIZE, decodeCursor, type Page, toPage } from '#platform/http/page';
import { type CommentSubject, theOneSubject } from './comment-subject.js';
import type { CommentListQuery, CommentView, MentionableView } from './comments.dto.js';

/** Who reads: leaders may delete every comment. */
export interface CommentReader {
  role: Role;
}

const COLUMN: Record<CommentSubject, string> = {
  applicationId: 'application_id',
  auditId: 'audit_id',
  bookingId: 'booking_id',
};

/** Who looks with a client's eyes is not the member of staff who may have said it. */
const IS_OWN = `coalesce(c.author_id = (select current_member()), false) and ((select is_staff()) or c.is_from_client)`;

/** $1 = whether the reader deletes the comments of others too. Whom a comment mentions, a client never learns. */
const FIELDS = `c.id, c.application_id as "applicationId", c.audit_id as "auditId", c.booking_id as "bookingId", c.audience, c.body,
  case when (select is_staff()) then (select coalesce(json_agg(json_build_object('memberId', m.id, 'name', m.name) order by m.name), '[]')
    from members m where m.tenant_id = c.tenant_id and m.id = any (c.mentions)) else '[]' end as mentions,
  c.author_name as "authorName", c.is_from_client as "isFromClient",
  ${IS_OWN} as "isOwn", $1::boolean or (${IS_OWN}) as "mayDelete", c.created_at as "createdAt"`;

const ofSubject = (subject: CommentSubject) => ({
  name: `comments.of-${subject}`,
  text: `select ${FIELDS} from comments c
         where c.tenant_id = current_tenant() and c.${COLUMN[subject]} = $2
           and ($3::timestamptz is null or (c.created_at, c.id) < ($3, $4::uuid))
         order by c.created_at desc, c.id desc limit $5`,
});

const OF_SUBJECT = {
  applicationId: ofSubject('applicationId'),
  auditId: ofSubject('auditId'),
  bookingId: ofSubject('bookingId'),
};

const ONE = {
  name: 'comments.one',
  text: `select ${FIELDS} from comments c where c.tenant_id = current_tenant() and c.id = $2`,
};

/** Nobody types a name into a list longer than this, and a team is not. */
const MENTIONABLE = {
  name: 'comments.mentionable',
  text: `select m.id as "memberId", m.name, m.role from members m
         where m.tenant_id = current_tenant() and m.role <> 'client' and m.user_id is not null and m.left_at is null
         order by m.name, m.id limit 1000`,
};

const INSTANT_SORT = '-createdAt';

@Injectable()
export class CommentsQueries {
  constructor(private readonly db: Db) {}

  async list(query: CommentListQuery, reader: CommentReader): Promise<Page<CommentView>> {
    const subject = theOneSubject(query);
    const limit = query.limit ?? DEFAULT_PAGE_SIZE;
    const after = decodeCursor(query.cursor, INSTANT_SORT, 'instant');
    const rows = await this.db.read<CommentView>(OF_SUBJECT[subject], [
      deletesOthers(reader),
      query[subject],
      after?.value ?? null,
      after?.id ?? null,
      limit + 1,
    ]);
    return toPage(rows, limit, INSTANT_SORT, (row) => row.createdAt);
  }

  async one(id: string, reader: CommentReader): Promise<CommentView | null> {
    const rows = await this.db.read<CommentView>(ONE, [deletesOthers(reader), id]);
    return rows[0] ?? null;
  }

  async mentionable(): Promise<MentionableView[]> {
    return this.db.read<MentionableView>(MENTIONABLE);
  }
}

/** Who runs the team answers for what is said in its name. */
export function deletesOthers({ role }: CommentReader): boolean {
  return may(role, 'member.manage');
}
