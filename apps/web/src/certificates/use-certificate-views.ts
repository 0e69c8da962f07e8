import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import type { View } from '../components/list-page.js';
import { useLanguage } from '../i18n/use-language.js';
import { countCertificates } from './certificates.api.js';

/** The day from which nothing of a converted class ships on a declaration (Announcement 57/2025). */
const CUT_OVER = '2027-01-01';

/** The ready-made lists, each with its number of rows. A client has no "mine" and no campaign of its consultancy. */
export function useCertificateViews(): View[] {
  const { t } = useTranslation('certificates');
  const { number } = useLanguage();
  const { membership, isClient } = useSession();
  const views: View[] = [
    { key: 'all', name: t('view.all'), filters: {} },
    ...(isClient ? [] : [{ key: 'due', name: t('view.due'), filters: { dueBefore: CUT_OVER } }]),
    { key: 'conversions', name: t('view.conversions'), filters: { conversion: 'open' } },
    { key: 'expiring', name: t('view.expiring'), filters: { expiringWithinDays: '180' } },
    { key: 'suspended', name: t('view.suspended'), filters: { status: 'suspended' } },
    ...(isClient ? [] : [{ key: 'mine', name: t('view.mine'), filters: { responsibleId: membership.memberId } }]),
  ];
  const counts = useQueries({
    queries: views.map(({ filters }) => ({
      queryKey: ['certificates', 'count', filters],
      queryFn: ({ signal }: { signal: AbortSignal }) => countCertificates(filters, signal),
    })),
  });
  return views.map((view, index) => {
    const count = counts[index]?.data;
    return count ? { ...view, count: `${number(count.total)}${count.isCapped ? '+' : ''}` } : view;
  });
}
