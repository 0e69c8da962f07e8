import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { refusedNoticesQuery, sendNoticeAgain } from './reminders.api.js';
import classes from './reminders.module.css';
import type { NoticeLine } from './reminders.types.js';
import { refusalOf } from './server-answer.js';

/** Refused mails about what happened, which belong to no deadline: above the refused reminders, while there are any. */
export function RefusedNotices() {
  const { t } = useTranslation('reminders');
  const query = useQuery(refusedNoticesQuery);
  if (!query.data || query.data.items.length === 0) return null;
  return (
    <section className={classes.notices} aria-label={t('notice.title')}>
      <h2>{t('notice.title')}</h2>
      <ul>
        {query.data.items.map((notice) => (
          <li key={notice.id}>
            <RefusedNotice notice={notice} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RefusedNotice({ notice }: { notice: NoticeLine }) {
  const { t } = useTranslation('reminders');
  const { clauses } = useLanguage();
  const { may } = useSession();
  const queryClient = useQueryClient();
  const again = useMutation({
    mutationFn: () => sendNoticeAgain(notice.id),
    onSuccess: async ({ toEmail }) => {
      toast(t('refused.sending', { email: toEmail ?? '' }));
      await refreshAfterChange(queryClient);
    },
    onError: (error) => toast(problemText(error)),
  });
  return (
    <>
      <Link to={noticeHref(notice)} className="link">
        {clauses([t(`notice.kind.${notice.kind}`), notice.title, notice.label])}
      </Link>
      <span className={classes.quiet}>
        {clauses([
          notice.toName,
          notice.toEmail,
          t(`refusal.${refusalOf(notice.serverAnswer ?? notice.stateReason ?? '')}`),
        ])}
      </span>
      {may('reminder.manage') && (
        <Button variant="default" size="xs" loading={again.isPending} onClick={() => again.mutate()}>
          {t('refused.again')}
        </Button>
      )}
    </>
  );
}

function noticeHref({ applicationId, auditId, bookingId, certificateId, campaignId, path }: NoticeLine): string {
  if (campaignId) return `/campaigns/${campaignId}`;
  if (certificateId) return `/certificates/${certificateId}`;
  if (applicationId) return `/cases/${applicationId}`;
  if (auditId) return `/audits/${auditId}`;
  return bookingId ? `/lab/bookings/${bookingId}` : (path ?? '/settings/mails');
}
