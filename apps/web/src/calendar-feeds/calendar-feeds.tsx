import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FEED_DAYS_AHEAD, FEED_DAYS_BACK, FEED_SETTLED_DAYS } from '#domain/calendar/feed';
import { readerTimeZone } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { CalendarFeedForm } from './calendar-feed-form.js';
import { calendarFeedsQuery, revokeCalendarFeed } from './calendar-feeds.api.js';
import classes from './calendar-feeds.module.css';
import type { CalendarFeed, FeedOf, NewCalendarFeed } from './calendar-feeds.types.js';
import { MadeFeed } from './made-feed.js';

/** Addresses at which other calendars read these days. Nobody makes one with another's eyes. */
export function CalendarFeeds({ of, title }: { of: FeedOf; title?: string }) {
  const { t } = useTranslation('feeds');
  const { may, viewAs } = useSession();
  return may('calendar-feed.make') && viewAs === null ? <Feeds of={of} title={title ?? t('title')} /> : null;
}

/** What a client's person is told of the same. */
const OF_CLIENT = { person: 'asContact', client: 'ownCompany', factory: 'factory', tenant: 'tenant' } as const;

function Feeds({ of, title }: { of: FeedOf; title: string }) {
  const { t } = useTranslation('feeds');
  const { isClient } = useSession();
  const { gap } = useLanguage();
  const feeds = useQuery(calendarFeedsQuery(of));
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewCalendarFeed | null>(null);
  const days = { back: FEED_DAYS_BACK, ahead: FEED_DAYS_AHEAD, settled: FEED_SETTLED_DAYS };
  return (
    <Section
      title={title}
      acts={
        <button type="button" className="link" onClick={() => setMaking(true)}>
          {t('make')}
        </button>
      }
    >
      <p className={classes.what}>{t(`what.${isClient ? OF_CLIENT[of.kind] : of.kind}`) + gap + t('reach', days)}</p>
      {feeds.isPending && <SkeletonRows rows={1} />}
      {feeds.isError && <ErrorState error={feeds.error} onRetry={() => void feeds.refetch()} />}
      {feeds.data?.length === 0 && <p className={classes.none}>{t('none')}</p>}
      <ul className={classes.feeds}>
        {feeds.data?.map((feed) => (
          <li key={feed.id}>
            <FeedLine feed={feed} />
          </li>
        ))}
      </ul>
      <CalendarFeedForm of={of} opened={isMaking} onClose={() => setMaking(false)} onMade={setMade} />
      {made && <MadeFeed made={made} onClose={() => setMade(null)} />}
    </Section>
  );
}

function FeedLine({ feed }: { feed: CalendarFeed }) {
  const { t } = useTranslation(['feeds', 'domain']);
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isEnding, setEnding] = useState(false);
  const { name, madeBy, isMine, createdAt, lastUsedOn, mayRevoke } = feed;
  const at = language.instant(createdAt, readerTimeZone());
  return (
    <>
      <span className={classes.name}>
        <b>{name}</b>
        <span className={classes.quiet}>
          {language.clauses([
            t(`domain:language.${feed.language}`),
            isMine || !madeBy ? t('feeds:made', { at }) : t('feeds:madeBy', { at, name: madeBy }),
          ])}
        </span>
      </span>
      <span className={classes.quiet}>
        {lastUsedOn ? t('feeds:used', { day: language.day(lastUsedOn) }) : t('feeds:neverUsed')}
      </span>
      {mayRevoke && (
        <button
          type="button"
          className="link"
          aria-label={t('feeds:revokeNamed', { name })}
          onClick={() => setEnding(true)}
        >
          {t('feeds:revoke')}
        </button>
      )}
      <ConfirmDialog
        opened={isEnding}
        onClose={() => setEnding(false)}
        title={t('feeds:revokeTitle', { name })}
        act={t('feeds:revoke')}
        onConfirm={async () => {
          await revokeCalendarFeed(feed);
          toast(t('feeds:revoked'));
          await refreshAfterChange(queryClient);
        }}
      >
        {t('feeds:revokeFollows')}
      </ConfirmDialog>
    </>
  );
}
