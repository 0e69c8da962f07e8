import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { PHONE } from '../components/media.js';
import page from '../components/page.module.css';
import { PageHeader } from '../components/page-header.js';
import { CountrySelect } from '../components/selects.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { toProblem } from '../api/problem.js';
import { useLanguage } from '../i18n/use-language.js';
import { BlockList } from './block-list.js';
import { countQuery, yearQuery } from './calendar.api.js';
import classes from './calendar.module.css';
import type { CalendarYear, CountedDay } from './calendar.types.js';
import { CountResult } from './count-result.js';
import { Counter } from './counter.js';
import { Legend } from './legend.js';
import { MonthAgenda } from './month-agenda.js';
import { MonthTable } from './month-table.js';
import { FIRST_YEAR, LAST_YEAR, useCalendarAddress } from './use-calendar-address.js';
import { YearSource } from './year-source.js';

/** The ground of every page of this product: what a Chinese party works. */
const GROUND = 'CN';
/** Below this the side column stands above the content. */
const NARROW = '(max-width: 1240px)';

/** A year of China's working days with a second calendar beside it, and a count that shows its way. */
export function CalendarPage() {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const address = useCalendarAddress();
  const { year, question } = address;
  // A second calendar of China itself would draw everything twice.
  const shownBeside = address.beside === GROUND ? null : address.beside;
  const ground = useQuery({ ...yearQuery(GROUND, year), placeholderData: (before) => before });
  const besideQuery = useQuery({ ...yearQuery(shownBeside ?? GROUND, year), enabled: shownBeside !== null });
  const count = useQuery({ ...countQuery(question ?? NO_QUESTION), enabled: question !== null });
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false;
  // The form keeps what is typed; taking the count back empties it.
  const [cleared, setCleared] = useState(0);
  if (ground.isPending) return <SkeletonPage />;
  if (ground.isError) return <ErrorState error={ground.error} onRetry={() => void ground.refetch()} />;
  const shown = ground.data;
  const beside = shownBeside !== null && besideQuery.data?.year === shown.year ? besideQuery.data : null;
  const counted = question ? (count.data ?? null) : null;
  const clear = () => {
    address.clear();
    setCleared((times) => times + 1);
  };
  return (
    <>
      <PageHeader
        title={t('title', { country: language.country(GROUND), year: shown.year })}
        reading={<Reading year={shown} />}
        acts={
          <YearActs year={shown.year} onShow={address.showYear} beside={shownBeside} onBeside={address.showBeside} />
        }
      />
      <div className={page.columns}>
        <div className={classes.main}>
          {shown.isProvisional && <Unpublished year={shown} />}
          <Year ground={shown} beside={beside} counted={counted} />
          {besideQuery.isError && shownBeside && (
            <p className={classes.provisional} role="status">
              {t('noCalendar', { country: language.country(shownBeside) })}
            </p>
          )}
          <BlockList year={shown} />
          {beside && <BlockList year={beside} />}
          {isNarrow && <Sources ground={shown} beside={beside} />}
        </div>
        <aside className={classes.side}>
          <Section title={t('counter.title')}>
            <Counter key={cleared} fields={address.fields} onChange={address.change} />
            {counted && (
              <CountResult counted={counted} year={shown.year} onShowYear={address.showYear} onClear={clear} />
            )}
            {question && count.isError && <CountFault error={count.error} country={question.country} />}
          </Section>
          {!isNarrow && <Sources ground={shown} beside={beside} />}
        </aside>
      </div>
    </>
  );
}

const NO_QUESTION = { country: GROUND, day: '2026-01-01', count: 0, unit: 'working-days' } as const;

/** Last of all where there is one column: the count and the months come first. */
function Sources({ ground, beside }: { ground: CalendarYear; beside: CalendarYear | null }) {
  const { t } = useTranslation('calendar');
  return (
    <Section title={t('sources')}>
      <ul>
        <YearSource year={ground} />
        {beside && <YearSource year={beside} />}
      </ul>
    </Section>
  );
}

/** The year in a sentence. */
function Reading({ year }: { year: CalendarYear }) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const madeUp = year.days.filter(({ kind }) => kind === 'make-up').length;
  return (
    <>
      {t('reading.year', {
        parts: language.clauses([
          t('workingDays', { count: year.workingDays }),
          t('reading.holidays', { count: year.blocks.length }),
          madeUp > 0 && t('reading.madeUp', { count: madeUp }),
        ]),
      })}
      {language.gap}
      {t(`status.${year.status}`)}
    </>
  );
}

interface YearActsProps {
  year: number;
  onShow: (year: number) => void;
  beside: string | null;
  onBeside: (country: string | null) => void;
}

function YearActs({ year, onShow, beside, onBeside }: YearActsProps) {
  const { t } = useTranslation('calendar');
  return (
    <>
      <CountrySelect
        aria-label={t('beside')}
        placeholder={t('beside')}
        clearable
        value={beside}
        onChange={onBeside}
        className={classes.beside}
      />
      <div className={classes.years} role="group" aria-label={t('yearLabel')}>
        <ActionIcon
          variant="default"
          size={36}
          disabled={year <= FIRST_YEAR}
          aria-label={t('showYear', { year: year - 1 })}
          onClick={() => onShow(year - 1)}
        >
          <IconChevronLeft size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
        <span className={classes.yearNumber}>{year}</span>
        <ActionIcon
          variant="default"
          size={36}
          disabled={year >= LAST_YEAR}
          aria-label={t('showYear', { year: year + 1 })}
          onClick={() => onShow(year + 1)}
        >
          <IconChevronRight size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </div>
    </>
  );
}

function Unpublished({ year }: { year: CalendarYear }) {
  const { t } = useTranslation('calendar');
  return (
    <p className={classes.unpublished} role="note">
      {t(year.status === 'unpublished' ? 'unpublished' : 'notLoaded', { year: year.year })}
    </p>
  );
}

interface YearProps {
  ground: CalendarYear;
  beside: CalendarYear | null;
  counted: CountedDay | null;
}

function Year({ ground, beside, counted }: YearProps) {
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  return (
    <>
      <Legend ground={ground} beside={beside} hasCount={counted !== null} isAgenda={isPhone} />
      {isPhone ? (
        <MonthAgenda ground={ground} beside={beside} counted={counted} />
      ) : (
        <div className={classes.months}>
          {ground.months.map(({ month }) => (
            <MonthTable key={month} month={month} ground={ground} beside={beside} counted={counted} />
          ))}
        </div>
      )}
    </>
  );
}

/** A count that was refused, in words where we have them. */
function CountFault({ error, country }: { error: unknown; country: string }) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const problem = toProblem(error);
  const code = problem.errors[0]?.code;
  if (code === 'unknown-country')
    return (
      <p className={classes.provisional} role="alert">
        {t('noCalendar', { country: language.country(country) })}
      </p>
    );
  if (code === 'out-of-years')
    return (
      <p className={classes.provisional} role="alert">
        {t('outOfYears', { first: FIRST_YEAR, last: LAST_YEAR })}
      </p>
    );
  return <ErrorState error={error} />;
}
