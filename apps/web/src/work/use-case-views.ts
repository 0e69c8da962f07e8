import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import type { View } from '../components/list-page.js';
import { useLanguage } from '../i18n/use-language.js';
import { countCases } from './work.api.js';

/** Four weeks and the day that is running. */
const SOON_DAYS = 31;

/** The ready-made lists, each with its number of cases. */
export function useCaseViews(): View[] {
  const { t } = useTranslation('work');
  const { number } = useLanguage();
  const { membership } = useSession();
  const today = useToday();
  const views: View[] = [
    { key: 'all', name: t('view.all'), filters: {} },
    { key: 'open', name: t('view.open'), filters: { isOpen: 'true' } },
    { key: 'mine', name: t('view.mine'), filters: { isOpen: 'true', ownerId: membership.memberId } },
    { key: 'ours', name: t('view.ours'), filters: { turn: 'consultancy' } },
    { key: 'client', name: t('view.client'), filters: { turn: 'client' } },
    { key: 'due', name: t('view.due'), filters: { isOpen: 'true', dueBefore: addDays(today, SOON_DAYS) } },
  ];
  const counts = useQueries({
    queries: views.map(({ filters }) => ({
      queryKey: ['applications', 'count', filters],
      queryFn: ({ signal }: { signal: AbortSignal }) => countCases(filters, signal),
    })),
  });
  return views.map((view, index) => {
    const count = counts[index]?.data;
    return count ? { ...view, count: `${number(count.total)}${count.isCapped ? '+' : ''}` } : view;
  });
}
