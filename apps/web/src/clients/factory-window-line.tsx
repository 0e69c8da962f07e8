import { useTranslation } from 'react-i18next';
import type { Basis } from '#domain/deadlines/deadline';
import { daysBetween, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useUrgency } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './factory-inspection.module.css';

const percent = (part: number) => `${(part * 100).toFixed(2)}%`;

/** A label at a place of the line, kept inside its ends. */
const at = (part: number) => ({
  left: percent(part),
  transform: `translateX(${part > 0.85 ? '-100%' : part < 0.15 ? '0' : '-50%'})`,
});

/** From the last inspection to the latest day of the next, with today on it. The line's style is the rule's basis. */
export function WindowLine({ lastOn, latestOn, basis }: { lastOn: Day; latestOn: Day; basis: Basis }) {
  const { t } = useTranslation(['clients', 'certificates']);
  const language = useLanguage();
  const today = useToday();
  const { state } = useUrgency(latestOn);
  const endOn = today > latestOn ? today : latestOn;
  const share = (day: Day) => Math.min(Math.max(daysBetween(lastOn, day) / Math.max(daysBetween(lastOn, endOn), 1), 0), 1); // prettier-ignore
  const [now, latest] = [share(today), share(latestOn)];
  const last = `${t('clients:inspection.lastInspection')} ${language.day(lastOn, {})}`;
  const due = `${t('clients:inspection.latest')} ${language.day(latestOn, {})}`;
  return (
    <div className={classes.figure} role="img" aria-label={language.clauses([last, due])}>
      <div className={classes.labels} aria-hidden="true">
        <span className={classes.today} style={at(now)}>
          {t('certificates:life.today')}
        </span>
      </div>
      <div className={classes.line} aria-hidden="true">
        <i className={`${classes.span} ${classes[basis]}`} style={{ left: percent(now), right: percent(1 - latest) }} />
        <i className={`${classes.run} ${classes[basis]}`} style={{ width: percent(Math.min(now, latest)) }} />
        {now > latest && <i className={classes.late} style={{ left: percent(latest), right: percent(1 - now) }} />}
        <b className={classes.done} />
        <b className={`${classes.latest} ${classes[state]}`} style={{ left: percent(latest) }} />
        <u className={classes.todayTick} style={{ left: percent(now) }} />
      </div>
      <div className={`${classes.labels} ${latest < 0.6 ? classes.stacked : ''}`} aria-hidden="true">
        <span>{last}</span>
        <span style={at(latest)}>{due}</span>
      </div>
    </div>
  );
}
