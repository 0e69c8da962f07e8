import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient, useQueries } from '@tanstack/react-query';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarOf } from '#domain/calendar/working-calendar';
import { addDays, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { yearQuery } from '../calendar/calendar.api.js';
import { DayRule, DayRuleLegend, type DayCount } from '../components/day-rule.js';
import { PHONE } from '../components/media.js';
import { MoreButton } from '../components/more-button.js';
import { PageHeader } from '../components/page-header.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { auditHref } from './audit-cells.js';
import { AuditForm } from './audit-form.js';
import { AuditTabs } from './audit-tabs.js';
import { loadWindows } from './audits.api.js';
import classes from './audits.module.css';
import type { WindowLine } from './audits.types.js';
import { WindowRow } from './window-row.js';

/** The rule begins a few days back, so that what was just missed is seen. */
const PAST_DAYS = 14;
const RULE_DAYS = { wide: 200, phone: 63 };
const SOON_DAYS = 90;

/** Factories by the last day of their next follow-up: what is overdue and at risk first. */
export function WindowPage() {
  const { t } = useTranslation('audits');
  const { may } = useSession();
  const language = useLanguage();
  const today = useToday();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [url, setUrl] = useUrlState();
  const [planned, setPlanned] = useState<{ id: string; name: string } | null>(null);
  const windows = useInfiniteQuery({
    queryKey: ['audits', 'windows'],
    queryFn: ({ pageParam, signal }) => loadWindows({ limit: 100, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const lines = windows.data?.pages.flatMap((page) => page.items) ?? [];
  const day = url['day'] ?? null;
  const groups = groupsOf(day ? lines.filter((line) => line.window?.latestOn === day) : lines, today);
  return (
    <>
      <PageHeader title={t('list.title')} reading={t('window.reading')} />
      <AuditTabs />
      {lines.length > 0 && <Rule lines={lines} selected={day} onSelect={(chosen) => setUrl({ day: chosen })} />}
      <div className={classes.windows}>
        {windows.isPending && <SkeletonRows />}
        {windows.isError && <ErrorState error={windows.error} onRetry={() => void windows.refetch()} />}
        {windows.isSuccess && lines.length === 0 && (
          <EmptyState sentence={t('window.empty')} hint={t('window.emptyHint')} />
        )}
        {day && (
          <p className={classes.filter} role="status">
            {t('window.only', { day: language.day(day) })}
            <button type="button" className="link" onClick={() => setUrl({ day: null })}>
              {t('window.showAll')}
            </button>
          </p>
        )}
        {groups.map(({ key, lines: rows }) => (
          <section key={key} className={classes.group} aria-labelledby={`windows-${key}`}>
            <h2 id={`windows-${key}`} className={key === 'overdue' ? classes.overdueTitle : undefined}>
              {t(`window.group.${key}`, { count: rows.length })}
            </h2>
            <ul>
              {rows.map((line) => (
                <WindowRow
                  key={line.factoryId}
                  line={line}
                  act={
                    may('audit.edit') && (
                      <Button
                        size="xs"
                        variant="default"
                        onClick={() => setPlanned({ id: line.factoryId, name: line.factoryName })}
                      >
                        {t('window.plan')}
                      </Button>
                    )
                  }
                />
              ))}
            </ul>
          </section>
        ))}
        <MoreButton query={windows}>{t('window.more')}</MoreButton>
      </div>
      <AuditForm
        key={planned?.id ?? 'none'}
        opened={planned !== null}
        onClose={() => setPlanned(null)}
        {...(planned && { factory: planned })}
        onSaved={(audit) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: auditHref(audit) });
        }}
      />
    </>
  );
}

type GroupKey = 'overdue' | 'soon' | 'later' | 'unknown';

function groupsOf(lines: readonly WindowLine[], today: Day): { key: GroupKey; lines: WindowLine[] }[] {
  const soon = addDays(today, SOON_DAYS);
  const keyOf = ({ window }: WindowLine): GroupKey => {
    if (!window?.latestOn) return 'unknown';
    if (window.latestOn < today) return 'overdue';
    return window.latestOn <= soon ? 'soon' : 'later';
  };
  return (['overdue', 'soon', 'later', 'unknown'] as const)
    .map((key) => ({ key, lines: lines.filter((line) => keyOf(line) === key) }))
    .filter((group) => group.lines.length > 0);
}

/** The last days of the windows on China's working days. */
function Rule({
  lines,
  selected,
  onSelect,
}: {
  lines: readonly WindowLine[];
  selected: Day | null;
  onSelect: (day: Day | null) => void;
}) {
  const today = useToday();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const length = isPhone ? RULE_DAYS.phone : RULE_DAYS.wide;
  const from = addDays(today, -PAST_DAYS);
  const years = [...new Set([from, addDays(from, length - 1)].map((day) => Number(day.slice(0, 4))))];
  const loaded = useQueries({ queries: years.map((year) => yearQuery('CN', year)) });
  const known = loaded.flatMap(({ data }) => (data ? [data] : []));
  const published = known.filter(({ isProvisional }) => !isProvisional).map(({ year }) => year);
  const unpublished = known.find(({ isProvisional }) => isProvisional)?.year ?? null;
  const calendar = calendarOf(
    'CN',
    known.flatMap(({ days }) => days),
    published,
  );
  const counts = useMemo(() => countsOf(lines), [lines]);
  return (
    <div className={classes.rule}>
      <DayRule
        from={from}
        length={length}
        today={today}
        calendar={calendar}
        counts={counts}
        selected={selected}
        onSelect={onSelect}
      />
      <DayRuleLegend unpublishedYear={unpublished} />
    </div>
  );
}

function countsOf(lines: readonly WindowLine[]): Map<Day, DayCount> {
  const counts = new Map<Day, DayCount>();
  for (const { window } of lines) {
    if (!window?.latestOn) continue;
    const { legal, other } = counts.get(window.latestOn) ?? { legal: 0, other: 0 };
    const isLegal = window.basis === 'legal';
    counts.set(window.latestOn, { legal: legal + Number(isLegal), other: other + Number(!isLegal) });
  }
  return counts;
}
