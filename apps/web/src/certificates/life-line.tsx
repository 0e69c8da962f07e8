import { useTranslation } from 'react-i18next';
import { daysBetween, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useUrgency } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './life-line.module.css';

/** What a life line shows; days outside it are left out. */
export interface Life {
  issuedOn: Day | null;
  /** The last day: of the certificate, or for a declaration the end of its conversion. */
  endsOn: Day | null;
  /** It still lives: neither ended nor replaced. */
  isLive: boolean;
  isDeclaration: boolean;
}

/** Where a day lies between two others, 0 to 1. */
function share(from: Day, to: Day, day: Day): number {
  return Math.min(Math.max(daysBetween(from, day) / Math.max(daysBetween(from, to), 1), 0), 1);
}

const percent = (part: number) => `${(part * 100).toFixed(2)}%`;

/** Renewals of a five-year certificate are filed by day -90; the tick stands there. */
const FILING_DAYS = 90;

/** How much of the time has run, as a bar of 84 px under a date. Decoration: the date says the same. */
export function ValidityBar({ issuedOn, endsOn, isLive, isDeclaration }: Life) {
  const today = useToday();
  if (!issuedOn || !endsOn || issuedOn >= endsOn) return null;
  const kind = isLive ? (isDeclaration ? classes.declared : '') : classes.ended;
  const days = daysBetween(issuedOn, endsOn);
  return (
    <span className={`${classes.bar} ${kind}`} aria-hidden="true">
      <i style={{ width: percent(share(issuedOn, endsOn, today)) }} />
      {!isDeclaration && isLive && days > FILING_DAYS && <u style={{ left: percent(1 - FILING_DAYS / days) }} />}
    </span>
  );
}

interface LifeLineProps extends Life {
  lastFollowUpOn: Day | null;
  nextFollowUpOn: Day | null;
  /** The last day to file the renewal. */
  fileBy: Day | null;
}

/** The whole life of a certificate on one line: issue, follow-ups, today, the filing of the renewal, the end. */
export function LifeLine({ lastFollowUpOn, nextFollowUpOn, fileBy, ...life }: LifeLineProps) {
  const { t } = useTranslation('certificates');
  const language = useLanguage();
  const today = useToday();
  const { issuedOn, endsOn, isLive, isDeclaration } = life;
  const filing = useUrgency(fileBy ?? endsOn ?? today);
  if (!issuedOn || !endsOn || issuedOn >= endsOn) return null;
  const place = (day: Day) => percent(share(issuedOn, endsOn, day));
  const isWithin = (day: Day | null): day is Day => day !== null && day >= issuedOn && day <= endsOn;
  const day = (of: Day) => language.day(of, {});
  const words = [
    t('life.issued', { day: day(issuedOn) }),
    isWithin(lastFollowUpOn) && t('life.lastFollowUp', { day: day(lastFollowUpOn) }),
    isWithin(nextFollowUpOn) && t('life.nextFollowUp', { day: day(nextFollowUpOn) }),
    isWithin(fileBy) && t('life.fileBy', { day: day(fileBy) }),
    t(isDeclaration ? 'life.converts' : 'life.ends', { day: day(endsOn) }),
  ];
  const isRunning = isLive && today >= issuedOn && today <= endsOn;
  const now = share(issuedOn, endsOn, today);
  return (
    <figure className={classes.figure} role="img" aria-label={language.clauses(words)}>
      <div className={classes.todayRow} aria-hidden="true">
        {isRunning && (
          <span
            style={{ left: percent(now), transform: `translateX(${now > 0.85 ? '-100%' : now < 0.15 ? '0' : '-50%'})` }}
          >
            {t('life.today')}
          </span>
        )}
      </div>
      <div
        className={`${classes.line} ${isDeclaration ? classes.declared : ''} ${isLive ? '' : classes.ended}`}
        aria-hidden="true"
      >
        <i className={classes.run} style={{ width: percent(now) }} />
        {isLive && isWithin(fileBy) && (
          <>
            <i className={`${classes.filing} ${classes[filing.state]}`} style={{ left: place(fileBy), right: 0 }} />
            <u className={`${classes.fileTick} ${classes[filing.state]}`} style={{ left: place(fileBy) }} />
          </>
        )}
        <u className={classes.endTick} />
        {isWithin(lastFollowUpOn) && <b className={classes.done} style={{ left: place(lastFollowUpOn) }} />}
        {isLive && isWithin(nextFollowUpOn) && <b className={classes.due} style={{ left: place(nextFollowUpOn) }} />}
        {isRunning && <u className={classes.todayTick} style={{ left: percent(now) }} />}
      </div>
      <figcaption className={classes.ends} aria-hidden="true">
        <span>{day(issuedOn)}</span>
        <span>{day(endsOn)}</span>
      </figcaption>
    </figure>
  );
}
