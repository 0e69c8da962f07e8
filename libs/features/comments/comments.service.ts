import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Comment } from '#database/entities/comment.entity';
import { Forbidden, NotFound } from '#domain/errors';
import { Clock } from '#platform/clock';
import type { Who } from '#platform/http/who';
import { EventsService } from '#features/events/events.service';
import type { NoticeSubject, NoticeToTell } from '#features/reminders/notice';
import { NoticesService } from '#features/reminders/notices.service';
import { COMMENT_SUBJECTS, type CommentSubject, theOneSubject } from './comment-subject.js';
import type { CommentInput, CommentView } from './comments.dto.js';
import { CommentsQueries, deletesOthers } from './comments.queries.js';

/** What the team and its client say about a case, an inspection or a booking. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly notices: NoticesService,
    private readonly queries: CommentsQueries,
  ) {}

  async add(input: CommentInput, who: Who): Promise<CommentView> {
    const subject = theOneSubject(input);
    const found = await this.db.require<{ id: string; tenantId: string; clientId: string }>(
      COMMENT_SUBJECTS[subject],
      input[subject]!,
    );
    const isFromClient = who.clientId !== null;
    // An inspection is also seen by a client who has a certificate in it; what is said about it is said to its own.
    if (isFromClient && found.clientId !== who.clientId) throw new NotFound('this');
    const mentions = isFromClient ? [] : (input.mentions ?? []);
    await this.requireTeam(mentions);
    const audience = isFromClient ? 'client' : (input.audience ?? 'internal');
    const id = await this.db.asTenant(async () => {
      const commentId = await this.db.insert(Comment, {
        [subject]: found.id,
        clientId: found.clientId,
        audience,
        body: input.body,
        mentions,
        authorId: who.memberId,
        authorName: who.memberName,
        isFromClient,
        createdAt: this.clock.now(),
      });
      await this.events.record(
        'comment.added',
        { [subject]: found.id, clientId: found.clientId },
        { audience, length: input.body.length, isFromClient },
      );
      const about = { subject: { [subject]: found.id } as NoticeSubject, commentId, facts: {} };
      const told: NoticeToTell[] = mentions.map((memberId) => ({ ...about, kind: 'mention', to: { memberId } }));
      if (isFromClient) told.push({ ...about, kind: 'comment-from-client', to: 'owner' });
      else if (audience === 'client') told.push({ ...about, kind: 'comment-for-client', to: 'client' });
      await this.notices.tell(told);
      return commentId;
    });
    return (await this.queries.one(id, who))!;
  }

  async remove(id: string, who: Who): Promise<void> {
    const comment = await this.db.require(Comment, id);
    if (comment.authorId !== who.memberId && !deletesOthers(who)) throw new Forbidden('the author');
    const subject = (Object.keys(COMMENT_SUBJECTS) as CommentSubject[]).find((key) => comment[key])!;
    await this.db.asTenant(async () => {
      await this.notices.withdraw({ commentId: id });
      await this.db.repo(Comment).delete({ tenantId: comment.tenantId, id });
      await this.events.record(
        'comment.removed',
        { [subject]: comment[subject], clientId: comment.clientId },
        { audience: comment.audience, length: comment.body.length, name: comment.authorName },
      );
    });
  }

  /** Only who works here now: a member who has left, a client's person and another tenant's are all not there. */
  private async requireTeam(mentions: readonly string[]): Promise<void> {
    if (mentions.length === 0) return;
    const team = new Set((await this.queries.mentionable()).map(({ memberId }) => memberId));
    const strangers = mentions.filter((id) => !team.has(id));
    if (strangers.length === 0) return;
    throw new NotFound('member');
  }
}
