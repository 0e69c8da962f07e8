import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircleCheck,
  IconHelpCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { useToday } from '../api/clock.js';
import type { ApplicationLine, LatenessState } from '../applications/applications.types.js';
import { useCaseWords } from '../applications/case-words.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { PartyName } from '../components/party-mark.js';
import { TwoLines } from '../components/two-lines.js';
import { urgencyText } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './work.module.css';

export const caseHref = (line: { id: string }) => `/cases/${line.id}`;

/** What is certified over the number of its case, as one link. */
export function CaseName({ line }: { line: ApplicationLine }) {
  const { t } = useTranslation(['work', 'domain']);
  const language = useLanguage();
  return (
    <Link to={caseHref(line)}>
      <TwoLines
        first={<Names latin={line.productName} zh={line.productNameZh} strong />}
        second={language.clauses([
          line.number,
          t(`domain:applicationKind.${line.kind}`),
          line.unitCount > 1 && t('work:units', { count: line.unitCount }),
        ])}
      />
    </Link>
  );
}

/** Where it stands, and what holds it up; of an ended case how it ended. */
export function CaseStage({ line }: { line: ApplicationLine }) {
  const { t } = useTranslation('domain');
  const language = useLanguage();
  const status = t(`applicationStatus.${line.status}`);
  if (line.endedOn) return <TwoLines first={status} second={language.day(line.endedOn, {})} />;
  const stage = line.stageNames?.[language.language];
  if (!stage) return <>{status}</>;
  return (
    <TwoLines
      first={stage}
      second={line.blocker ? <span className={urgencyText('week')}>{t(`stageBlocker.${line.blocker}`)}</span> : status}
    />
  );
}

/** Whose turn it is, and since how many days. */
export function Turn({ line }: { line: ApplicationLine }) {
  const { t } = useTranslation('work');
  const today = useToday();
  if (line.endedOn) return <span className={classes.quiet}>–</span>;
  return (
    <TwoLines
      first={<PartyName party={line.turn} />}
      // today counts, as it does in the clock of the case
      second={t('turnDays', { count: Math.max(daysBetween(line.turnSince, today) + 1, 1) })}
    />
  );
}

const LIGHTS: Record<LatenessState, { Icon: TablerIcon; hue: string }> = {
  'on-track': { Icon: IconCircleCheck, hue: urgencyText('met') },
  'at-risk': { Icon: IconAlertTriangle, hue: urgencyText('week') },
  late: { Icon: IconAlertCircle, hue: urgencyText('overdue') },
  unknown: { Icon: IconHelpCircle, hue: classes.quiet ?? '' },
};

/** The traffic light: shape, hue and, where there is room, the word. */
export function Light({ state, isShort = false }: { state: LatenessState; isShort?: boolean }) {
  const { t } = useTranslation('cases');
  const { Icon, hue } = LIGHTS[state];
  const word = t(`lateness.${state}`);
  return (
    <span className={`${classes.light} ${hue}`} title={isShort ? word : undefined}>
      <Icon size={14} stroke={2} aria-hidden />
      <span className={isShort ? 'unseen' : undefined}>{word}</span>
    </span>
  );
}

/** When the certificate is expected, between which days, and whether that is in time. */
export function Expected({ line }: { line: ApplicationLine }) {
  const { t } = useTranslation(['work', 'cases']);
  const language = useLanguage();
  const words = useCaseWords();
  if (line.endedOn) return <span className={classes.quiet}>–</span>;
  const { range } = line;
  const on = range?.likelyOn ?? line.forecastOn;
  const day = on && language.day(on, {});
  return (
    <TwoLines
      first={
        <span className={classes.expected}>
          {line.lateness && line.lateness !== 'unknown' && <Light state={line.lateness} isShort />}
          {day ? (line.forecastIsAtLeast ? t('work:notBefore', { day }) : day) : t('work:noForecast')}
        </span>
      }
      second={range ? words.range(range.earlyOn, range.lateOn) : <Against line={line} />}
    />
  );
}

/** What the forecast is measured against. */
function Against({ line: { wishOn, legalOn } }: { line: ApplicationLine }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const day = wishOn ?? legalOn;
  if (!day) return null;
  return <>{t(wishOn ? 'readings.wishedFor' : 'readings.legalBy', { day: language.day(day, {}) })}</>;
}

export function NextDue({ line }: { line: ApplicationLine }) {
  const { t } = useTranslation('domain');
  if (!line.nextDueOn || line.endedOn) return <span className={classes.quiet}>–</span>;
  return (
    <TwoLines
      first={<DueReading day={line.nextDueOn} basis={line.nextDueBasis} />}
      second={line.nextDueKind && <span className={classes.underDisc}>{t(`deadlineKind.${line.nextDueKind}`)}</span>}
    />
  );
}
