import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { readerTimeZone } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { useLanguage } from '../i18n/use-language.js';
import { Section } from './detail-page.js';
import { newKey } from './new-key.js';
import { ErrorState } from './states.js';
import type { Subject } from './subject-history.js';
import classes from './subject-notes.module.css';

interface Note {
  id: string;
  body: string;
  authorName: string | null;
  createdAt: string;
}

/** Internal remarks on one subject. Drawn for staff only: a client neither sees them nor learns that they exist. */
export function SubjectNotes({ subject }: { subject: Subject }) {
  const { t } = useTranslation('history');
  const { may } = useSession();
  const language = useLanguage();
  const queryKey = ['notes', subject];
  const notes = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<{ items: Note[] }>('/api/notes', subject, signal),
  });
  return (
    <Section
      title={t('notes.title')}
      note={
        <span className={classes.internal}>
          <IconLock size={12} stroke={1.75} aria-hidden /> {t('notes.internal')}
        </span>
      }
    >
      {may('note.write') && <NoteComposer subject={subject} queryKey={queryKey} />}
      {notes.isError && <ErrorState error={notes.error} onRetry={() => void notes.refetch()} />}
      <ul className={classes.notes}>
        {notes.data?.items.map((note) => (
          <li key={note.id} className={classes.note}>
            <p className={classes.body}>{note.body}</p>
            <p className={classes.by}>
              {[note.authorName, language.instant(note.createdAt, readerTimeZone())].filter(Boolean).join(', ')}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function NoteComposer({ subject, queryKey }: { subject: Subject; queryKey: readonly unknown[] }) {
  const { t } = useTranslation('history');
  const queryClient = useQueryClient();
  const [body, setBody] = useState('');
  const [idempotencyKey, setKey] = useState(newKey);
  const write = useMutation({
    mutationFn: () => api.post<Note>('/api/notes', { ...subject, body: body.trim() }, { idempotencyKey }),
    onSuccess: async () => {
      setBody('');
      setKey(newKey());
      await queryClient.invalidateQueries({ queryKey });
      await queryClient.invalidateQueries({ queryKey: ['events', subject] });
    },
  });
  const send = () => {
    if (body.trim() && !write.isPending) write.mutate();
  };
  return (
    <div className={classes.composer}>
      <Textarea
        aria-label={t('notes.label')}
        placeholder={t('notes.placeholder')}
        autosize
        minRows={1}
        maxRows={10}
        maxLength={10_000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) send();
        }}
        error={write.isError ? problemText(write.error) : undefined}
      />
      {body.trim() !== '' && (
        <div className={classes.acts}>
          <Button size="xs" loading={write.isPending} onClick={send}>
            {t('notes.keep')}
          </Button>
          <span>{t('notes.whoSees')}</span>
        </div>
      )}
    </div>
  );
}
