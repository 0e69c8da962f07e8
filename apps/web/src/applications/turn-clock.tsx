import { useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/day';
import { Section } from '../components/detail-page.js';
import { PartyMark, PartyName, partyClass } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Application, TurnSegment } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import classes from './turn-clock.module.css';
import { totalsOf } from './stage-bars.js';

/** Who has had the case for how long: a strip in the order of time, and totals that sum up to the case. */
export function TurnClock({ application }: { application: Application }) {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const strip = useRef<HTMLOListElement>(null);
  const { turns, startedOn, endedOn, today } = application;
  const until = endedOn ?? today;
  const totals = totalsOf(turns);
  const all = totals.reduce((sum, { days }) => sum + days, 0);
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const segments = [...(strip.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = segments.indexOf(event.target as HTMLElement);
    if (!step || at < 0) return;
    event.preventDefault();
    segments[at + step]?.focus();
  };
  const first = language.day(startedOn, { withoutYear: startedOn.slice(0, 4) === until.slice(0, 4) });
  return (
    <Section
      title={t(endedOn ? 'cases:clock.ended' : 'cases:clock.title', { from: first })}
      acts={<b>{t('cases:days', { count: all })}</b>}
    >
      {all === 0 ? (
        <p className={classes.quiet}>
          {t('cases:clock.firstDay', { party: t(`domain:party.${application.turn.party}`) })}
        </p>
      ) : (
        <>
          <ol ref={strip} className={classes.strip} aria-label={t('cases:clock.strip')} onKeyDown={walk}>
            {turns
              .filter(({ days }) => days > 0)
              .map((turn) => (
                <li
                  key={`${turn.from} ${turn.stageId} ${turn.party}`}
                  className={partyClass(turn.party)}
                  style={{ '--days': turn.days } as CSSProperties}
                >
                  <Segment application={application} turn={turn} />
                </li>
              ))}
          </ol>
          <p className={classes.ends} aria-hidden="true">
            <span>{first}</span>
            <span>{language.day(until, { withoutYear: true })}</span>
          </p>
          <ul className={classes.totals}>
            {totals.map(({ party, days }) => (
              <li key={party}>
                <PartyName party={party} />
                <b>{t('cases:daysShort', { count: days })}</b>
              </li>
            ))}
          </ul>
          <p className={classes.quiet}>{t('cases:clock.sums')}</p>
        </>
      )}
    </Section>
  );
}

/** One stretch of the strip; it says itself when it has focus. */
function Segment({ application, turn }: { application: Application; turn: TurnSegment }) {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const words = useCaseWords();
  const stage = words.stageById(application, turn.stageId);
  const text = language.clauses([
    t(`domain:party.${turn.party}`),
    t('cases:days', { count: turn.days }),
    words.range(turn.from, addDays(turn.to, -1)),
  ]);
  const why = language.clauses([stage, t(`cases:turn.${turn.why}`)]);
  return (
    <button type="button" aria-label={`${text}, ${why}`}>
      <span className={classes.tip} aria-hidden="true">
        <span className={classes.tipHead}>
          <PartyMark party={turn.party} />
          {text}
        </span>
        <span>{why}</span>
      </span>
    </button>
  );
}
