import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCalendarDue, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/day';
import { BASES } from '#domain/deadlines/deadline';
import { BasisMark } from '../components/deadline-chip.js';
import { ListToolbar, type Filter } from '../components/list-toolbar.js';
import { PHONE } from '../components/media.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { Agenda } from './agenda.js';
import { KIND_ICONS } from './calendar-entry.js';
import { MonthGrid } from './month-grid.js';
import { mondaysOf, shiftMonth } from './month-layout.js';
import { SEARCH, useCaseFilters, useWhoFilters } from './use-case-filters.js';
import { useGround } from './use-ground.js';
import { useWorkCalendarAddress } from './use-work-calendar-address.js';
import { workCalendarQuery } from './work.api.js';
import classes from './work-calendar.module.css';
import { CALENDAR_KINDS, type WorkCalendarView } from './work.types.js';
import { WorkTabs } from './work-tabs.js';

/** What the api narrows the calendar by. */
const TAKEN: readonly string[] = ['clientId', 'ownerId'];

/** What lies in a month: deadlines, inspections, tests and the certificates that are expected. */
export function WorkCalendarPage() {
  const { t } = useTranslation(['work', 'calendar', 'feeds']);
  const language = useLanguage();
  const { today, month, show, isAgenda, url, change, showMonth, showAs, toggle } = useWorkCalendarAddress();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const filters = useWhoFilters().filter(({ name }) => TAKEN.includes(name));
  const active = Object.fromEntries(TAKEN.flatMap((name) => (url[name] ? [[name, url[name]]] : [])));
  const mondays = mondaysOf(month);
  const [from, to] = [mondays[0]!, addDays(mondays.at(-1)!, 6)];
  const { ground, unpublished } = useGround(from, to);
  const calendar = useQuery({
    ...workCalendarQuery(from, to, { ...active, ...(show.length < CALENDAR_KINDS.length && { show: show.join(',') }) }),
    placeholderData: keepPreviousData,
  });
  const name = language.month(`${month}-01`, { withYear: true });
  const drawn = { month, today, entries: calendar.data?.entries ?? [], ground };
  return (
    <>
      <PageHeader
        title={t('work:calendar.title', { month: name })}
        reading={calendar.data && <MonthReading view={calendar.data} month={month} />}
        acts={
          <div className={classes.months} role="group" aria-label={t('work:calendar.month')}>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('work:calendar.previous')}
              onClick={() => showMonth(shiftMonth(month, -1))}
            >
              <IconChevronLeft size={16} stroke={1.5} aria-hidden />
            </ActionIcon>
            <Button variant="default" onClick={() => showMonth(today.slice(0, 7))}>
              {t('work:calendar.today')}
            </Button>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('work:calendar.next')}
              onClick={() => showMonth(shiftMonth(month, 1))}
            >
              <IconChevronRight size={16} stroke={1.5} aria-hidden />
            </ActionIcon>
          </div>
        }
      />
      <WorkTabs />
      <div className={classes.tools}>
        <div className={classes.kinds} role="group" aria-label={t('work:calendar.show')}>
          {CALENDAR_KINDS.map((kind) => {
            const Icon = kind === 'deadline' ? IconCalendarDue : KIND_ICONS[kind];
            return (
              <button key={kind} type="button" aria-pressed={show.includes(kind)} onClick={() => toggle(kind)}>
                <Icon size={14} stroke={1.5} aria-hidden />
                {t(`work:calendar.kind.${kind}`)}
              </button>
            );
          })}
        </div>
        <ListToolbar filters={filters} active={active} onChange={change} />
        {!isPhone && (
          <SegmentedControl
            className={classes.as}
            size="xs"
            aria-label={t('work:calendar.as')}
            value={isAgenda ? 'agenda' : 'month'}
            onChange={showAs}
            data={['month', 'agenda'].map((view) => ({
              value: view,
              label: t(`work:calendar.view.${view as 'month'}`),
            }))}
          />
        )}
      </div>
      <NotApplied url={url} />
      <div className={classes.page}>
        {unpublished.map((year) => (
          <p key={year} className={classes.unpublished} role="note">
            {t('calendar:unpublished', { year })}
          </p>
        ))}
        {calendar.data?.capped.map((kind) => (
          <p key={kind} className={classes.quiet} role="note">
            {t('work:calendar.capped', { kind: t(`work:calendar.kind.${kind}`) })}
          </p>
        ))}
        {calendar.isPending ? (
          <SkeletonRows />
        ) : calendar.isError ? (
          <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />
        ) : isPhone || isAgenda ? (
          <Agenda key={month} {...drawn} />
        ) : (
          <MonthGrid {...drawn} onMonth={showMonth} />
        )}
        <ul className={classes.legend} aria-label={t('work:calendar.legend')}>
          {BASES.map((basis) => (
            <li key={basis}>
              <BasisMark basis={basis} />
            </li>
          ))}
          <li>
            <span className={classes.sign} lang="zh-Hans">
              休
            </span>
            {t('work:calendar.ground.holiday')}
          </li>
          <li>
            <span className={classes.sign} lang="zh-Hans">
              班
            </span>
            {t('work:calendar.ground.make-up')}
          </li>
        </ul>
        <p>
          <Link to="/settings" className="link">
            {t('feeds:subscribe')}
          </Link>
        </p>
      </div>
    </>
  );
}

/** The month in a sentence: how many of each. */
function MonthReading({ view, month }: { view: WorkCalendarView; month: string }) {
  const { t } = useTranslation('work');
  const language = useLanguage();
  const own = view.entries.filter(({ from, to }) => from.slice(0, 7) <= month && to.slice(0, 7) >= month);
  const parts = CALENDAR_KINDS.map((kind) => ({
    kind,
    count: own.filter((entry) => entry.kind === kind).length,
  })).filter(({ count }) => count > 0);
  if (parts.length === 0) return <>{t('calendar.emptyMonth')}</>;
  return <>{language.items(parts.map(({ kind, count }) => t(`calendar.count.${kind}`, { count })))}</>;
}

/** A filter that came along from the table and means nothing for a day is named, not silently dropped. */
function NotApplied({ url }: { url: Record<string, string> }) {
  const { t } = useTranslation('work');
  const language = useLanguage();
  const filters: Filter[] = useCaseFilters();
  const labels = filters.filter(({ name }) => url[name] && !TAKEN.includes(name)).map(({ label }) => label);
  const all = [...labels, ...(url[SEARCH] ? [t('calendar.search')] : [])];
  if (all.length === 0) return null;
  return <p className={classes.notApplied}>{t('calendar.notApplied', { filters: language.items(all) })}</p>;
}
