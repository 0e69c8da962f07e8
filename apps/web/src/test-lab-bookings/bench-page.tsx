import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths, daysBetween, daysInMonth, isDay, weekday, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { yearQuery } from '../calendar/calendar.api.js';
import type { CalendarYear } from '../calendar/calendar.types.js';
import { PHONE } from '../components/media.js';
import { PageHeader } from '../components/page-header.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { LabTabs } from './lab-tabs.js';
import { occupancyQuery } from './lab.api.js';
import classes from './lab.module.css';
import { OccupancyAgenda } from './occupancy-agenda.js';
import { OccupancyGrid } from './occupancy-grid.js';
import type { DayKindOf } from './occupancy.js';

type Scale = 'week' | 'month';

/** Which bench is taken when, over a week or a month, with the days on which nobody works. */
export function BenchPage() {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const today = useToday();
  const [url, setUrl] = useUrlState();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const scale: Scale = url['scale'] === 'month' ? 'month' : 'week';
  const chosen = isDay(url['day']) ? url['day'] : today;
  const from = scale === 'week' ? addDays(chosen, 1 - weekday(chosen)) : `${chosen.slice(0, 8)}01`;
  const length = scale === 'week' ? 7 : daysInMonth(Number(chosen.slice(0, 4)), Number(chosen.slice(5, 7)));
  const days = Array.from({ length }, (_, index) => addDays(from, index));
  const to = days.at(-1)!;
  const query = useQuery({ ...occupancyQuery(from, to), placeholderData: keepPreviousData });
  const benches = query.data?.benches ?? [];
  const kindOf = useDayKinds([...new Set(benches.map(({ country }) => country))], from, to);
  const go = (step: number) => setUrl({ day: scale === 'week' ? addDays(from, 7 * step) : addMonths(from, step) });
  return (
    <>
      <PageHeader title={t('benches.title')} reading={t('benches.reading')} />
      <LabTabs />
      <div className={classes.main}>
        <div className={classes.bar}>
          <ActionIcon variant="default" aria-label={t(`benches.earlier.${scale}`)} onClick={() => go(-1)}>
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <span className={classes.period} aria-live="polite">
            {scale === 'month'
              ? language.month(from, { withYear: true })
              : `${language.day(from, {})} – ${language.day(to, {})}`}
          </span>
          <ActionIcon variant="default" aria-label={t(`benches.later.${scale}`)} onClick={() => go(1)}>
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
          {daysBetween(from, today) < 0 || daysBetween(today, to) < 0 ? (
            <Button variant="default" size="xs" onClick={() => setUrl({ day: null })}>
              {t('benches.today')}
            </Button>
          ) : null}
          <SegmentedControl
            size="xs"
            aria-label={t('benches.scale')}
            value={scale}
            onChange={(value) => setUrl({ scale: value === 'month' ? 'month' : null })}
            data={[
              { value: 'week', label: t('benches.week') },
              { value: 'month', label: t('benches.month') },
            ]}
          />
        </div>
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && <SkeletonRows />}
        {query.isSuccess && benches.length === 0 && (
          <EmptyState sentence={t('benches.empty')} hint={t('benches.emptyHint')} />
        )}
        {benches.length > 0 && (
          <>
            <Legend />
            {isPhone ? (
              <OccupancyAgenda benches={benches} days={days} kindOf={kindOf} />
            ) : (
              <OccupancyGrid benches={benches} days={days} kindOf={kindOf} scale={scale} />
            )}
          </>
        )}
      </div>
    </>
  );
}

function Legend() {
  const { t } = useTranslation('lab');
  return (
    <ul className={classes.legend}>
      <li>
        <i className={classes.keyClosed} />
        {t('benches.legend.closed')}
      </li>
      <li>
        <span lang="zh-Hans">班</span>
        {t('benches.legend.makeUp')}
      </li>
      <li>
        <span lang="zh-Hans">休</span>
        {t('benches.legend.holiday')}
      </li>
      <li>
        <i className={classes.keyKept} />
        {t('benches.legend.kept')}
      </li>
      <li>
        <i className={classes.keyOption} />
        {t('benches.legend.option')}
      </li>
    </ul>
  );
}

/** What each day is in each country, from the calendars of the years in view. */
function useDayKinds(countries: readonly string[], from: Day, to: Day): DayKindOf {
  const years = [...new Set([from, to].map((day) => Number(day.slice(0, 4))))];
  const wanted = countries.flatMap((country) => years.map((year) => ({ country, year })));
  const results = useQueries({ queries: wanted.map(({ country, year }) => yearQuery(country, year)) });
  const known = new Map<string, CalendarYear>();
  results.forEach(({ data }, index) => {
    const { country, year } = wanted[index]!;
    if (data) known.set(`${country} ${year}`, data);
  });
  return (country, day) => {
    const year = known.get(`${country} ${day.slice(0, 4)}`);
    const special = year?.days.find((one) => one.day === day);
    if (special) return special.kind;
    return (year?.weekend ?? [6, 7]).includes(weekday(day)) ? 'weekend' : 'working';
  };
}
