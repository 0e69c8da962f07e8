import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './timeline.module.css';

/** One line of history: what happened, by whom, when. */
export interface TimelineEntry {
  id: string;
  /** An instant; its day and time are shown in the reader's zone. */
  at: string;
  who: string | null;
  what: ReactNode;
}

const FOLD_AFTER = 20;

/** Newest first, grouped by day, one line per event, folded after 20. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isWhole, setWhole] = useState(false);
  if (entries.length === 0) return <p className={classes.none}>{t('timeline.none')}</p>;
  const shown = isWhole ? entries : entries.slice(0, FOLD_AFTER);
  const days = byDay(shown);
  return (
    <>
      <ol>
        {[...days].map(([day, ofDay]) => (
          <li key={day} className={classes.day}>
            <h3>{language.day(day, { weekday: true })}</h3>
            <ol>
              {ofDay.map((entry) => (
                <li key={entry.id} className={classes.entry}>
                  <time dateTime={entry.at}>{instantParts(entry.at, readerTimeZone()).time}</time>
                  <span>
                    {entry.what}
                    {entry.who && <span className={classes.who}> {entry.who}</span>}
                  </span>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {entries.length > shown.length && (
        <button type="button" className={`link ${classes.more}`} onClick={() => setWhole(true)}>
          {t('timeline.more', { count: entries.length - shown.length })}
        </button>
      )}
    </>
  );
}

function byDay(entries: readonly TimelineEntry[]): Map<string, TimelineEntry[]> {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const { day } = instantParts(entry.at, readerTimeZone());
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return days;
}
