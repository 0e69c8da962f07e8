import { useInfiniteQuery } from '@tanstack/react-query';
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { EventWords } from '../components/subject-history.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { CommentBox } from './comment-box.js';
import { CommentCard } from './comment-card.js';
import { commentsQuery, eventsQuery } from './comments.api.js';
import classes from './comments.module.css';
import type { CommentClient, CommentSubject } from './comments.types.js';

const FOLD_AFTER = 20;
const FILTERS = ['everything', 'comments', 'moves'] as const;
type Filter = (typeof FILTERS)[number];

interface Entry {
  id: string;
  at: string;
  isComment: boolean;
  what: ReactNode;
}

/**
 * What happened and what was said about one case, inspection or booking, newest first and by day, with the composer on
 * top. For the team; a client reads `Conversation`.
 */
export function CaseTimeline({ subject, client }: { subject: CommentSubject; client: CommentClient }) {
  const { t } = useTranslation('comments');
  const { may } = useSession();
  const [filter, setFilter] = useState<Filter>('everything');
  const comments = useInfiniteQuery(commentsQuery(subject));
  const events = useInfiniteQuery({ ...eventsQuery(subject), enabled: may('event.read') });
  const said = comments.data?.pages.flatMap(({ items }) => items) ?? [];
  const happened = events.data?.pages.flatMap(({ items }) => items) ?? [];
  // What lies before the oldest row read of either is not whole: the other may have more from between.
  const horizon = [
    comments.hasNextPage && filter !== 'moves' ? said.at(-1)?.createdAt : undefined,
    events.hasNextPage && filter !== 'comments' ? happened.at(-1)?.at : undefined,
  ]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  const entries: Entry[] = [
    ...(filter === 'moves' ? [] : said).map((comment) => ({
      id: comment.id,
      at: comment.createdAt,
      isComment: true,
      what: <CommentCard comment={comment} subject={subject} />,
    })),
    // The comment stands there itself.
    ...(filter === 'comments' ? [] : happened.filter(({ what }) => what !== 'comment.added')).map((event) => ({
      id: event.id,
      at: event.at,
      isComment: false,
      what: (
        <>
          <EventWords event={event} />
          {event.actorName && <span className={classes.quiet}> {event.actorName}</span>}
        </>
      ),
    })),
  ]
    .filter(({ at }) => !horizon || at >= horizon)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const older = async () => {
    const ends = [
      comments.hasNextPage && said.at(-1)?.createdAt === horizon ? comments : null,
      events.hasNextPage && happened.at(-1)?.at === horizon ? events : null,
    ];
    await Promise.all(ends.map((query) => query?.fetchNextPage()));
  };
  const failed = [comments, events].find(({ isError }) => isError);
  return (
    <Section
      title={t('timeline.title')}
      acts={
        <SegmentedControl
          size="xs"
          aria-label={t('timeline.filter')}
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
          data={FILTERS.map((value) => ({ value, label: t(`timeline.${value}`) }))}
        />
      }
    >
      {may('comment.write') && <CommentBox subject={subject} client={client} />}
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      <Days
        entries={entries}
        none={comments.isSuccess ? t(`timeline.none.${filter}`) : null}
        older={horizon === undefined ? null : older}
        isBusy={comments.isFetchingNextPage || events.isFetchingNextPage}
      />
    </Section>
  );
}

/** What a client and the team say to each other, for the client's own pages: nothing internal, and no history. */
export function Conversation({ subject }: { subject: CommentSubject }) {
  const { t } = useTranslation('comments');
  const { may } = useSession();
  const comments = useInfiniteQuery(commentsQuery(subject));
  const said = comments.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={t('conversation.title')}>
      {may('comment.write') && <CommentBox subject={subject} />}
      {comments.isError && <ErrorState error={comments.error} onRetry={() => void comments.refetch()} />}
      <Days
        entries={said.map((comment) => ({
          id: comment.id,
          at: comment.createdAt,
          isComment: true,
          what: <CommentCard comment={comment} subject={subject} />,
        }))}
        none={comments.isSuccess ? t('conversation.none') : null}
        older={comments.hasNextPage ? () => comments.fetchNextPage() : null}
        isBusy={comments.isFetchingNextPage}
      />
    </Section>
  );
}

interface DaysProps {
  entries: readonly Entry[];
  /** What is said where there is nothing; null while it is not known. */
  none: string | null;
  /** Reads on; null when everything is there. */
  older: (() => Promise<unknown>) | null;
  isBusy: boolean;
}

/** Newest first, by the reader's days, folded after 20. */
function Days({ entries, none, older, isBusy }: DaysProps) {
  const { t } = useTranslation(['comments', 'common']);
  const language = useLanguage();
  const [isWhole, setWhole] = useState(false);
  if (entries.length === 0 && !older) return none && <p className={classes.none}>{none}</p>;
  const shown = isWhole ? entries : entries.slice(0, FOLD_AFTER);
  const days = byDay(shown);
  const hidden = entries.length - shown.length;
  return (
    <>
      <ol className={classes.days}>
        {[...days].map(([day, ofDay]) => (
          <li key={day}>
            <h3 className={classes.day}>{language.day(day, { weekday: true })}</h3>
            <ol>
              {ofDay.map((entry) => (
                <li key={entry.id} className={classes.entry} data-comment={entry.isComment || undefined}>
                  <time dateTime={entry.at}>{instantParts(entry.at, readerTimeZone()).time}</time>
                  <div>{entry.what}</div>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          {t('common:timeline.more', { count: hidden })}
        </button>
      )}
      {hidden === 0 && older && (
        <button
          type="button"
          className="link"
          disabled={isBusy}
          onClick={() => {
            setWhole(true);
            void older();
          }}
        >
          {t('comments:timeline.older')}
        </button>
      )}
    </>
  );
}

function byDay(entries: readonly Entry[]): Map<string, Entry[]> {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { day } = instantParts(entry.at, readerTimeZone());
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return days;
}
