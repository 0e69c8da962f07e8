import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { UrgencyDisc, type UrgencyState } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import { useFaultWords } from './fault-words.js';
import { WithHan } from './han.js';
import classes from './imports.module.css';
import { IMPORT_NOUNS, type ImportDates, type ImportView } from './imports.types.js';

/** Beside the check and the result: what is made, which dates it brings, what is mailed, what was tidied. */
export function ImportSide({ view }: { view: ImportView }) {
  return (
    <>
      <Counts view={view} />
      <Dates view={view} />
      <Tidied view={view} />
    </>
  );
}

function Counts({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const { number } = useLanguage();
  const counts = IMPORT_NOUNS.flatMap((noun) =>
    view.counts.filter((count) => count.noun === noun && count.new + count.known > 0),
  );
  if (counts.length === 0) return null;
  const title = { faulty: 'counts.onceClean', imported: 'counts.made' }[view.state as string] ?? 'counts.would';
  return (
    <Section title={t(title as 'counts.would')}>
      <table className={classes.counts}>
        <thead>
          <tr>
            <th scope="col">{view.reading && t('counts.rows', { count: view.reading.rows })}</th>
            <th scope="col">{t('counts.new')}</th>
            <th scope="col">{t('counts.known')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.noun}>
              <th scope="row">
                {t(`noun.${count.noun}`)}
                {count.differs > 0 && (
                  <span className={classes.differs}>{t('counts.differs', { count: count.differs })}</span>
                )}
              </th>
              <td>
                <b>{number(count.new)}</b>
              </td>
              <td>{number(count.known)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** The urgency of the most urgent day of a kind. */
function urgencyOf({ overdue, week, month, quarter, count, met }: ImportDates): UrgencyState {
  if (count === met) return 'met';
  if (overdue > 0) return 'overdue';
  if (week > 0) return 'week';
  if (month > 0) return 'month';
  return quarter > 0 ? 'quarter' : 'later';
}

function Dates({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const dates = view.dates.filter((date) => date.count > 0);
  const { mails } = view;
  if (dates.length === 0) return null;
  const details = (date: ImportDates) =>
    language.clauses([
      date.overdue > 0 && t('dates.overdue', { count: date.overdue }),
      date.week > 0 && t('dates.week', { count: date.week }),
      date.month > 0 && t('dates.month', { count: date.month }),
      date.met > 0 && t('dates.met', { count: date.met }),
      date.firstOn && t('dates.next', { day: language.day(date.firstOn) }),
    ]);
  return (
    <Section title={t('dates.title')}>
      <ul className={classes.dates}>
        {dates.map((date) => (
          <li key={date.kind}>
            <UrgencyDisc state={urgencyOf(date)} />
            <span>
              <b>{language.number(date.count)}</b> {t(`dates.kind.${date.kind}`, { count: date.count })}
              <span className={classes.dateNote}>{details(date)}</span>
            </span>
          </li>
        ))}
      </ul>
      {view.state !== 'imported' && mails && (
        <p className={classes.mails}>
          {mails.firstOn && mails.mails > 0
            ? t('dates.mails', {
                mails: t('mails.count', { count: mails.mails }),
                people: t('mails.people', { count: mails.people }),
                day: language.day(mails.firstOn, { weekday: true }),
              })
            : t('dates.noMails')}
        </p>
      )}
    </Section>
  );
}

const EXAMPLES_MAX = 6;

function Tidied({ view: { tidied, reading } }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const { number } = language;
  const words = useFaultWords();
  if (!tidied) return null;
  const list = (parts: readonly string[]) =>
    language.items(parts.slice(0, EXAMPLES_MAX)) + (parts.length > EXAMPLES_MAX ? ' …' : '');
  const spaces = tidied.spaces.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    spaces > 0 &&
      t('tidied.spaces', {
        count: spaces,
        written: number(spaces),
        columns: list(tidied.spaces.map(({ as }) => words.column(as))),
      }),
    tidied.dates.length > 0 &&
      t('tidied.dates', {
        count: tidied.dates.length,
        examples: list(
          tidied.dates.map(({ shape, example }) =>
            shape === 'spreadsheet-date' ? t('tidied.spreadsheetDate') : example,
          ),
        ),
      }),
    tidied.separators.length > 0 &&
      t('tidied.separators', { signs: tidied.separators.map(({ sign }) => (sign === '\n' ? '⏎' : sign)).join('  ') }),
    tidied.words.length > 0 &&
      t('tidied.words', { examples: list(tidied.words.map(({ found, read }) => `${found} → ${read}`)) }),
    tidied.placeholders.length > 0 &&
      t('tidied.placeholders', { signs: list(tidied.placeholders.map(({ found }) => found)) }),
    reading &&
      reading.otherSheets.length > 0 &&
      t('tidied.otherSheets', { sheet: reading.sheet, others: list(reading.otherSheets) }),
  ].filter((line): line is string => typeof line === 'string');
  if (lines.length === 0) return null;
  return (
    <Section title={t('tidied.title')}>
      <ul className={`${classes.ticks} ${classes.quieter}`}>
        {lines.map((line) => (
          <li key={line}>
            <IconCheck size={16} stroke={1.5} aria-hidden />
            <span>
              <WithHan text={line} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
