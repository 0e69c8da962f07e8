import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { readerTimeZone } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { CommentBox } from '../comments/comment-box.js';
import { commentsQuery } from '../comments/comments.api.js';
import type { Comment, CommentSubject } from '../comments/comments.types.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { MoreButton } from '../components/more-button.js';
import { partyClass } from '../components/party-mark.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { ClientAct, Part } from './portal-page.js';
import classes from './portal.module.css';
import { useHouseName } from './portal-words.js';

/** What the client and the consultancy say to each other about one thing, newest first. */
export function Messages({ subject }: { subject: CommentSubject }) {
  const { t } = useTranslation('portal');
  const house = useHouseName();
  const comments = useInfiniteQuery(commentsQuery(subject));
  const said = comments.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Part title={t('messages.title')}>
      <div className={`${classes.sheet} ${classes.pad} ${partyClass('client')}`}>
        <ClientAct>
          <CommentBox subject={subject} />
        </ClientAct>
        {comments.isError && <ErrorState error={comments.error} onRetry={() => void comments.refetch()} />}
        {comments.isSuccess && said.length === 0 && <p className={classes.quiet}>{t('messages.none', { house })}</p>}
        {said.length > 0 && (
          <ol className={classes.bubbles}>
            {said.map((comment) => (
              <Bubble key={comment.id} comment={comment} subject={subject} />
            ))}
          </ol>
        )}
        <MoreButton query={comments} className={classes.open}>
          {t('messages.earlier')}
        </MoreButton>
      </div>
    </Part>
  );
}

function Bubble({ comment, subject }: { comment: Comment; subject: CommentSubject }) {
  const { t } = useTranslation('comments');
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { viewAs } = useSession();
  const [isAsking, setAsking] = useState(false);
  return (
    <li className={classes.bubble} data-mine={comment.isFromClient || undefined}>
      <p>{comment.body}</p>
      <p className={classes.bubbleFoot}>
        <span>{language.clauses([comment.authorName, language.instant(comment.createdAt, readerTimeZone())])}</span>
        {comment.mayDelete && !viewAs && (
          <button type="button" className="link" onClick={() => setAsking(true)}>
            {t('remove.open')}
          </button>
        )}
      </p>
      {isAsking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title={t('remove.title')}
          act={t('remove.act')}
          onConfirm={async () => {
            await api.delete(`/api/comments/${comment.id}`);
            await queryClient.invalidateQueries({ queryKey: commentsQuery(subject).queryKey });
          }}
        >
          {t('remove.whyClient')}
        </ConfirmDialog>
      )}
    </li>
  );
}
