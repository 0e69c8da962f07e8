import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, type Day } from '#domain/day';
import { dayScale, middleOf } from '../components/day-scale.js';
import type { Reading } from '../components/detail-page.js';
import { PartyMark } from '../components/party-mark.js';
import { urgencyText } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Application, LatenessState } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import classes from './cases.module.css';
import { dayOfLimit, earlierOf, laterOf } from './stage-bars.js';

/** Whose turn, when the certificate comes, what room is left, how long it has taken: the state of a case in four values. */
export function useCaseReadings(application: Application): Reading[] {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const { today, endedOn, startedOn } = application;
  const until = endedOn ?? today;
  const elapsed = application.turns.reduce((sum, { days }) => sum + days, 0);
  const clock = application.limits
    .filter(({ key }) => key === 'overall')
    .map((limit) => dayOfLimit(limit, until))
    .find((one) => one !== null);
  return [
    endedOn
      ? {
          label: t('cases:readings.state'),
          value: t(`domain:applicationStatus.${application.status}`),
          note: language.day(endedOn, {}),
        }
      : {
          label: t('cases:readings.turn'),
          value: <TurnValue application={application} />,
          note: <TurnNote application={application} />,
        },
    useForecast(application),
    useSlack(application),
    {
      label: t('cases:readings.elapsed'),
      value: t('cases:days', { count: elapsed }),
      note: clock
        ? t('cases:readings.bodyClock', clock)
        : t('cases:readings.startedOn', { day: language.day(startedOn, {}) }),
    },
  ];
}

function TurnValue({ application: { turn, today } }: { application: Application }) {
  const { t } = useTranslation(['cases', 'domain']);
  return (
    <span className={classes.turn}>
      <PartyMark party={turn.party} />
      {t('cases:readings.turnValue', {
        party: t(`domain:party.${turn.party}`),
        // today counts, as it does in the clock
        days: t('cases:days', { count: daysBetween(turn.since, today) + 1 }),
      })}
    </span>
  );
}

/** What is waited for, as far as the case knows it. */
function TurnNote({ application }: { application: Application }) {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const words = useCaseWords();
  const { turn } = application;
  const stage = application.stages.find(({ id }) => id === turn.stageId);
  return (
    <>
      {language.clauses([
        stage && words.stage(stage),
        turn.why === 'blocked' && stage?.blocker && t(`domain:stageBlocker.${stage.blocker}`),
        (turn.why === 'on-hold' || turn.why === 'between') && t(`cases:turn.${turn.why}`),
        t('cases:stage.since', { day: language.day(turn.since, { withoutYear: true }) }),
      ])}
    </>
  );
}

/** The day of the certificate between what was agreed and what must not be missed, on one short scale. */
function useForecast(application: Application): Reading {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const words = useCaseWords();
  const { forecast, plannedEndOn, endedOn, status } = application;
  const { range } = forecast;
  const label = range ? t('readings.forecastFrom', { count: range.cases }) : t('readings.forecast');
  if (endedOn && status === 'certified') {
    const late = plannedEndOn ? daysBetween(plannedEndOn, endedOn) : null;
    return {
      label: t('readings.certificate'),
      value: language.day(endedOn, {}),
      note: late !== null && againstPlan(late),
    };
  }
  if (endedOn || !forecast.on) return { label, value: '–', note: !endedOn && t('readings.noForecast') };
  const on = range?.likelyOn ?? forecast.on;
  const moved = plannedEndOn ? daysBetween(plannedEndOn, on) : null;
  const day = language.day(on, {});
  return {
    label,
    value: <span>{forecast.isAtLeast ? t('readings.atLeast', { day }) : day}</span>,
    note: (
      <>
        <ForecastScale application={application} />
        {language.clauses([
          range ? words.longRange(range.earlyOn, range.lateOn) : t('readings.tooFew'),
          moved !== null && againstPlan(moved),
          forecast.isProvisional && t('readings.provisional'),
        ])}
      </>
    ),
  };

  function againstPlan(days: number): string {
    if (days === 0) return t('readings.asPlanned');
    return days > 0 ? t('readings.later', { count: days }) : t('readings.earlier', { count: -days });
  }
}

function ForecastScale({ application }: { application: Application }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const { forecast, plannedEndOn, today } = application;
  const limit = limitOf(application);
  const likelyOn = forecast.range?.likelyOn ?? forecast.on!;
  const days = [likelyOn, forecast.range?.earlyOn, forecast.range?.lateOn, plannedEndOn, limit?.on].filter(
    (day): day is Day => Boolean(day),
  );
  if (days.length < 2) return null;
  const scale = dayScale(earlierOf(days.reduce(earlierOf), today), addDays(days.reduce(laterOf), 7));
  const at = (day: Day) => `${middleOf(scale, day)}%`;
  const range = forecast.range
    ? [forecast.range.earlyOn, forecast.range.lateOn]
    : plannedEndOn
      ? [plannedEndOn, likelyOn].sort()
      : null;
  return (
    <span
      className={classes.forecast}
      role="img"
      aria-label={language.clauses([
        plannedEndOn && t('readings.plannedFor', { day: language.day(plannedEndOn, {}) }),
        t('readings.expectedOn', { day: language.day(likelyOn, {}) }),
        limit &&
          t(limit.against === 'wish' ? 'readings.wishedFor' : 'readings.legalBy', { day: language.day(limit.on, {}) }),
      ])}
    >
      <i className={classes.fcBase} />
      {range && (
        <i className={classes.fcRange} style={{ left: at(range[0]!), right: `calc(100% - ${at(range[1]!)})` }} />
      )}
      {plannedEndOn && <i className={classes.fcPlanned} style={{ left: at(plannedEndOn) }} />}
      {limit && <i className={classes.fcLimit} data-against={limit.against} style={{ left: at(limit.on) }} />}
      <i className={classes.fcDay} style={{ left: at(likelyOn) }} />
    </span>
  );
}

/** The day against which the case is judged: wished, or the earliest legal one. */
export function limitOf({ lateness, wishOn, forecast }: Application): { on: Day; against: 'wish' | 'legal' } | null {
  if (!lateness.against) return null;
  if (lateness.against === 'wish') return wishOn ? { on: wishOn, against: 'wish' } : null;
  return forecast.on && lateness.slackDays !== null
    ? { on: addDays(forecast.on, lateness.slackDays), against: 'legal' }
    : null;
}

const SLACK_HUE: Record<LatenessState, string> = {
  'on-track': '',
  'at-risk': urgencyText('week'),
  late: urgencyText('overdue'),
  unknown: '',
};

function useSlack(application: Application): Reading {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const { lateness, endedOn, forecast } = application;
  const limit = limitOf(application);
  if (endedOn || lateness.slackDays === null || !limit) {
    return {
      label: t('readings.slack'),
      value: '–',
      note: !endedOn && t(application.wishOn ? 'readings.slackUnknown' : 'readings.noWish'),
    };
  }
  const days = Math.abs(lateness.slackDays);
  const room = t('days', { count: days });
  return {
    label: t(limit.against === 'wish' ? 'readings.slackToWish' : 'readings.slackToLegal', {
      day: language.day(limit.on, { withoutYear: true }),
    }),
    value: (
      <span className={SLACK_HUE[lateness.state]}>
        {lateness.slackDays < 0
          ? t('readings.tooLate', { count: days })
          : forecast.isAtLeast
            ? t('readings.atMost', { days: room })
            : room}
      </span>
    ),
    note: t(`lateness.${lateness.state}`),
  };
}
