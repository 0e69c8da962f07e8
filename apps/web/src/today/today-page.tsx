import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, type Day } from '#domain/day';
import { calendarOf, workingDaysBetween, type WorkingCalendar } from '#domain/calendar/working-calendar';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { DayRule, DayRuleLegend } from '../components/day-rule.js';
import { PHONE } from '../components/media.js';
import { PageHeader } from '../components/page-header.js';
import { Rich } from '../components/rich.js';
import { EmptyState, ErrorState, SkeletonPage } from '../components/states.js';
import { urgencyText } from '../components/urgency.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { ConversionBlock } from './conversion-block.js';
import { gather, type TodayGroup } from './gather.js';
import { MailsBlock } from './mails-block.js';
import { GroupBlock } from './today-group.js';
import classes from './today.module.css';
import type { TodayView } from './today.types.js';

/** The rule begins a few days back, so that what was just missed is seen. */
const PAST_DAYS = 4;
const RULE_DAYS = { wide: 95, phone: 49 };

/** What must not be missed, from the reader's today: overdue, this week, the next 30 and 90 days. */
export function TodayPage() {
  const view = useQuery({
    queryKey: ['today'],
    queryFn: ({ signal }) => api.get<TodayView>('/api/today', undefined, signal),
  });
  if (view.isPending) return <SkeletonPage />;
  if (view.isError) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />;
  return <Today view={view.data} />;
}

function Today({ view }: { view: TodayView }) {
  const { t } = useTranslation('today');
  const language = useLanguage();
  const { isClient } = useSession();
  const [url, setUrl] = useUrlState();
  const [lit, setLit] = useState<Day | null>(null);
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const { today, deadlines, conversion } = view;
  const china = useMemo(() => calendarOf('CN', view.china.exceptions, view.china.publishedYears), [view.china]);
  const bars = useMemo(() => new Map(view.days.map((bar) => [bar.day, bar])), [view.days]);
  const groups = useMemo(
    () => gather(deadlines, today).map((group) => ({ ...group, count: view.counts[group.urgency] })),
    [deadlines, today, view.counts],
  );
  const day = url['day'] ?? null;
  const shown = day ? onlyOn(groups, day) : groups;
  const from = addDays(today, -PAST_DAYS);
  const length = isPhone ? RULE_DAYS.phone : RULE_DAYS.wide;
  const unpublished = firstUnpublishedYear(from, addDays(from, length - 1), china);
  const openConversions = conversion ? conversion.total - conversion.met : 0;
  const marks =
    conversion && openConversions > 0
      ? [{ day: conversion.dueOn, label: t('rule.conversionEnds', { count: openConversions }) }]
      : [];
  return (
    <>
      <PageHeader
        title={language.day(today, { weekday: 'long', long: true })}
        titleText={t('title')}
        reading={<ReadingLine view={view} china={china} />}
      />
      <div className={classes.rule}>
        <DayRule
          from={from}
          length={length}
          today={today}
          calendar={china}
          counts={bars}
          marks={marks}
          selected={day}
          onSelect={(chosen) => setUrl({ day: chosen })}
          lit={lit}
        />
        <DayRuleLegend unpublishedYear={unpublished} />
      </div>
      <div className={classes.columns}>
        <div className={classes.main}>
          {day && (
            <p className={classes.filter} role="status">
              {t('only', { day: language.day(day) })}
              <button type="button" className="link" onClick={() => setUrl({ day: null })}>
                {t('showAll')}
              </button>
            </p>
          )}
          {shown.length === 0 ? (
            <NothingDue hasAny={deadlines.length > 0} />
          ) : (
            shown.map((group) => (
              <GroupBlock key={group.urgency} group={group} today={today} china={china} onLight={setLit} />
            ))
          )}
          {view.isCapped && <p className={classes.capped}>{t('capped', { count: deadlines.length })}</p>}
        </div>
        <aside className={classes.side}>
          {conversion && conversion.total > 0 && (
            <ConversionBlock conversion={conversion} today={today} china={china} />
          )}
          {!isClient && view.mails && view.mails.sent + view.mails.refused > 0 && <MailsBlock mails={view.mails} />}
        </aside>
      </div>
    </>
  );
}

/** The state in one sentence: what is late, what is near, how long to the conversion day. */
function ReadingLine({ view, china }: { view: TodayView; china: WorkingCalendar }) {
  const { t } = useTranslation('today');
  const language = useLanguage();
  const { overdue, week } = view.counts;
  const { conversion, today } = view;
  const days = conversion ? daysBetween(today, conversion.dueOn) : 0;
  return (
    <>
      {overdue > 0 ? (
        <Rich text={t('reading.overdue', { count: overdue })} className={urgencyText('overdue')} />
      ) : (
        t('reading.noneOverdue')
      )}
      {language.gap}
      {t('reading.week', { count: week })}
      {language.gap}
      {conversion &&
        days > 0 &&
        conversion.total > conversion.met &&
        t('reading.toConversion', {
          count: days,
          day: language.day(conversion.dueOn, { long: true, withoutYear: true }),
          working: t('reading.working', { count: workingDaysBetween(china, today, conversion.dueOn) }),
        })}
    </>
  );
}

function NothingDue({ hasAny }: { hasAny: boolean }) {
  const { t } = useTranslation('today');
  const { may } = useSession();
  if (hasAny) return <EmptyState sentence={t('nothingThatDay')} />;
  return (
    <EmptyState
      sentence={t('empty.sentence')}
      hint={may('import.run') ? t('empty.hint') : undefined}
      act={
        may('import.run') ? (
          <Button renderRoot={(root) => <Link {...root} to={'/imports/new' as string} />}>{t('empty.act')}</Button>
        ) : undefined
      }
    />
  );
}

function onlyOn(groups: readonly TodayGroup[], day: Day): TodayGroup[] {
  return groups
    .map((group) => {
      const lines = group.lines.filter((line) => line.dueOn === day);
      return { ...group, lines, count: lines.reduce((sum, line) => sum + line.deadlines.length, 0) };
    })
    .filter((group) => group.lines.length > 0);
}

function firstUnpublishedYear(from: Day, to: Day, china: WorkingCalendar): number | null {
  const years = [from, to].filter((day) => !china.isPublished(day)).map((day) => Number(day.slice(0, 4)));
  return years.length > 0 ? Math.min(...years) : null;
}
