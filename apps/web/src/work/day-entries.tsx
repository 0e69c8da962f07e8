import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { CertificateNumber } from '../components/certificate-number.js';
import { BasisMark } from '../components/deadline-chip.js';
import { Names } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import { entryHref, EntryMark, useEntryWords } from './calendar-entry.js';
import classes from './work-calendar.module.css';
import type { CalendarEntry } from './work.types.js';

/** Everything that lies on a day, in words. */
export function DayEntries({ entries, day }: { entries: readonly CalendarEntry[]; day: Day }) {
  const { t } = useTranslation(['work', 'domain']);
  const language = useLanguage();
  const words = useEntryWords();
  if (entries.length === 0) return <p className={classes.quiet}>{t('work:calendar.nothing')}</p>;
  return (
    <ul className={classes.dayList}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <EntryMark entry={entry} />
          <div>
            <Link to={entryHref(entry)} className="link">
              {entry.deadlineKind
                ? t(`domain:deadlineKind.${entry.deadlineKind}`)
                : t(`work:calendar.one.${entry.kind}`)}
            </Link>
            <p>
              {entry.certificateId && entry.title ? (
                <CertificateNumber number={entry.title} />
              ) : (
                <Names latin={entry.title} zh={entry.titleZh} />
              )}
              {entry.about && (
                <>
                  {' · '}
                  <Names latin={entry.about} zh={entry.aboutZh} />
                </>
              )}
            </p>
            <p className={classes.quiet}>
              <span>
                {language.clauses([
                  words.own(entry.clientName, entry.clientNameZh),
                  words.status(entry),
                  entry.to > day && t('work:calendar.until', { day: language.day(entry.to, { withoutYear: true }) }),
                  entry.from < day &&
                    t('work:calendar.since', { day: language.day(entry.from, { withoutYear: true }) }),
                ])}
              </span>
              {entry.basis && (
                <span className={classes.basis}>
                  <BasisMark basis={entry.basis} />
                </span>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
