import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Counted, CountedReading } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { SkippedBlock } from '#domain/calendar/skipped-days';
import { HolidayName, useHolidayWords } from '../calendar/holiday-words.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './deadline-chip.module.css';
import { Sources } from './sources.js';

/** What a count passed over, and how a disputed rule is read: pairs of a list of facts. Loaded when first looked at. */
export function CountedDetails({ counted, dueOn }: { counted: Counted; dueOn: Day }) {
  const { t } = useTranslation(['common', 'domain']);
  const language = useLanguage();
  const { skipped = [], madeUp = [], monthEnd, provisionalYears = [], readings = [], country = 'CN', note } = counted;
  return (
    <>
      {skipped.length > 0 && (
        <>
          <dt>{t('deadline.passedOver')}</dt>
          <dd>
            <Skipped blocks={skipped} country={country} />
          </dd>
        </>
      )}
      {madeUp.length > 0 && (
        <>
          <dt>{t('deadline.madeUp')}</dt>
          <dd>{language.items(madeUp.map((day) => language.day(day, { weekday: true })))}</dd>
        </>
      )}
      {monthEnd && (
        <>
          <dt>{t('deadline.monthEnd')}</dt>
          <dd>{t('deadline.monthEndWhy', { wanted: monthEnd.wanted, given: monthEnd.given })}</dd>
        </>
      )}
      {note && (
        <>
          <dt>{t('deadline.note')}</dt>
          <dd>{note[language.language]}</dd>
        </>
      )}
      {provisionalYears.length > 0 && (
        <>
          <dt>{t('deadline.provisional')}</dt>
          <dd>
            <span className={classes.hatched} aria-hidden />
            {t('deadline.provisionalWhy', { years: language.items(provisionalYears.map(String)) })}
          </dd>
        </>
      )}
      {readings.length > 0 && (
        <>
          <dt>{t('deadline.readings', { count: readings.length })}</dt>
          <dd>
            <ol className={classes.readings}>
              {readings.map((reading) => (
                <li key={reading.key}>
                  <Reading reading={reading} />
                </li>
              ))}
            </ol>
            {t('deadline.actOnEarlier', { day: language.day(dueOn, {}) })}
          </dd>
        </>
      )}
    </>
  );
}

/** Holidays one by one; plain weekends are many and all alike, so they are counted and told on demand. */
function Skipped({ blocks, country }: { blocks: readonly SkippedBlock[]; country: string }) {
  const { t } = useTranslation(['common', 'calendar']);
  const words = useHolidayWords();
  const [isWhole, setWhole] = useState(false);
  const holidays = blocks.filter(({ kind }) => kind === 'holiday');
  const weekends = blocks.filter(({ kind }) => kind === 'weekend');
  const days = (count: number) => t('calendar:days', { count });
  return (
    <ul className={classes.blocks}>
      {holidays.map((block) => (
        <li key={block.from}>
          <HolidayName country={country} names={block.names} />
          <span className={classes.unsure}>
            {words.range(block.from, block.to)} ({days(block.days)})
          </span>
        </li>
      ))}
      {weekends.length > 0 && (
        <li>
          {t('deadline.weekends', {
            count: weekends.length,
            days: days(weekends.reduce((sum, block) => sum + block.days, 0)),
          })}{' '}
          <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {t(isWhole ? 'deadline.weekendsLess' : 'deadline.weekendsMore')}
          </button>
          {isWhole && (
            <span className={classes.unsure}>
              {weekends.map((block) => words.range(block.from, block.to)).join('; ')}
            </span>
          )}
        </li>
      )}
    </ul>
  );
}

function Reading({ reading }: { reading: CountedReading }) {
  const { t, i18n } = useTranslation('domain');
  const language = useLanguage();
  const named = `domain:reading.${reading.key}`;
  const day = (on: Day) => language.day(on, {});
  return (
    <>
      {i18n.exists(named) ? (t(named as never) as string) : reading.key}
      <span className={classes.days}>
        {reading.opensOn
          ? t('reading.range', { from: day(reading.opensOn), to: day(reading.closesOn) })
          : t('reading.until', { to: day(reading.closesOn) })}
      </span>
      <span className={classes.unsure}>
        <Sources text={reading.source} />
        {reading.certainty !== 'official' && ` (${t(`certainty.${reading.certainty}`)})`}
      </span>
    </>
  );
}
