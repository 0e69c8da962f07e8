import { useId, useState, type CSSProperties, type KeyboardEvent } from 'react';
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
  const { turns, startedOn, endedOn, today } = application;
  const until = endedOn ?? today;
  const totals = totalsOf(turns);
  const all = totals.reduce((sum, { days }) => sum + days, 0);
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
          <Strip application={application} turns={turns.filter(({ days }) => days > 0)} />
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

/**
 * The turns one behind the other, as wide as they were long. One stop of the Tab key; arrows walk from turn to turn and
 * each says itself, because a turn of one day is too narrow to be a button.
 */
function Strip({ application, turns }: { application: Application; turns: readonly TurnSegment[] }) {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const words = useCaseWords();
  const id = useId();
  const [active, setActive] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const said = turns.map((turn) => ({
    turn,
    text: language.clauses([
      t(`domain:party.${turn.party}`),
      t('cases:days', { count: turn.days }),
      words.range(turn.from, addDays(turn.to, -1)),
    ]),
    why: language.clauses([words.stageById(application, turn.stageId), t(`cases:turn.${turn.why}`)]),
  }));
  const shown = said[hovered ?? active ?? -1];
  const walk = (event: KeyboardEvent) => {
    const last = turns.length - 1;
    const at = active ?? last;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setActive(Math.min(Math.max(next, 0), last));
  };
  return (
    <div className={classes.wrap}>
      <div
        role="listbox"
        tabIndex={0}
        className={classes.strip}
        aria-label={t('cases:clock.strip')}
        aria-orientation="horizontal"
        aria-activedescendant={active === null ? undefined : `${id}${active}`}
        onKeyDown={walk}
        onFocus={() => setActive((before) => before ?? turns.length - 1)}
        onBlur={() => setActive(null)}
        onMouseLeave={() => setHovered(null)}
      >
        {said.map(({ turn, text, why }, index) => (
          <div
            key={`${turn.from} ${turn.party}`}
            id={`${id}${index}`}
            role="option"
            aria-selected={index === active}
            aria-label={`${text}, ${why}`}
            className={partyClass(turn.party)}
            style={{ '--days': turn.days } as CSSProperties}
            onMouseEnter={() => setHovered(index)}
          />
        ))}
      </div>
      {shown && (
        <div className={classes.tip} aria-hidden="true">
          <span className={classes.tipHead}>
            <PartyMark party={shown.turn.party} />
            {shown.text}
          </span>
          <span>{shown.why}</span>
        </div>
      )}
    </div>
  );
}
