import { IconEye, IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { partyClass } from '../components/party-mark.js';
import { commentsQuery, eventsQuery } from './comments.api.js';
import classes from './comments.module.css';
import type { Comment, CommentSubject } from './comments.types.js';

/** What somebody said: internal on amber ground with a lock, or framed in the client's hue. A client sees only the latter and no labels. */
export function CommentCard({ comment, subject }: { comment: Comment; subject: CommentSubject }) {
  const { t } = useTranslation('comments');
  const { isClient } = useSession();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const isInternal = comment.audience === 'internal';
  const Icon = isInternal ? IconLock : IconEye;
  return (
    <div className={`${classes.card} ${isInternal ? classes.internal : `${classes.framed} ${partyClass('client')}`}`}>
      <p className={classes.by}>
        {!isClient && (
          <span className={classes.who}>
            <Icon size={12} stroke={1.75} aria-hidden /> {t(isInternal ? 'audience.internal' : 'audience.client')}
          </span>
        )}
        <span className={classes.author}>
          {comment.authorName}
          {comment.isFromClient && !isClient && <span className={classes.quiet}> {t('fromClient')}</span>}
        </span>
        {comment.mayDelete && (
          <button type="button" className={`link ${classes.remove}`} onClick={() => setAsking(true)}>
            {t('remove.open')}
          </button>
        )}
      </p>
      <p className={classes.body}>
        <Marked text={comment.body} names={comment.mentions.map(({ name }) => name)} />
      </p>
      {isAsking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title={t('remove.title')}
          act={t('remove.act')}
          onConfirm={async () => {
            await api.delete(`/api/comments/${comment.id}`);
            await Promise.all([
              queryClient.invalidateQueries({ queryKey: commentsQuery(subject).queryKey }),
              queryClient.invalidateQueries({ queryKey: eventsQuery(subject).queryKey }),
            ]);
          }}
        >
          {t(isClient ? 'remove.whyClient' : 'remove.why')}
        </ConfirmDialog>
      )}
    </div>
  );
}

/** The text with the names of who was told in medium weight. */
function Marked({ text, names }: { text: string; names: readonly string[] }) {
  if (names.length === 0) return text;
  const escaped = names.map((name) => `@${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'u'))
    .map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part));
}
