import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { useLanguage } from '../i18n/use-language.js';
import { WithHan } from '../imports/han.js';
import classes from './calendar.module.css';
import type { ClosedBlock, CountedDay } from './calendar.types.js';
import { useHolidayWords } from './holiday-words.js';
import { yearOf } from './use-calendar-address.js';

interface CountResultProps {
  counted: CountedDay;
  /** The year that is drawn. */
  year: number;
  onShowYear: (year: number) => void;
  onClear: () => void;
}

/** The day that was counted, and every reason why it is that day. */
export function CountResult({ counted, year, onShowYear, onClear }: CountResultProps) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const { day: start, result, unit, skipped, madeUp, monthEnd, provisionalYears, country } = counted;
  const holidays = skipped.filter(({ kind }) => kind === 'holiday');
  const weekends = skipped.filter(({ kind }) => kind === 'weekend');
  const passed = skipped.reduce((sum, { days }) => sum + days, 0);
  const span = Math.abs(daysBetween(start, result));
  return (
    <div className={classes.result}>
      <p className={classes.resultDay} role="status">
        <span className="unseen">{t('result.label')} </span>
        {language.day(result, { weekday: true, long: true })}
      </p>
      <Lands counted={counted} />
      <ul className={classes.reasons}>
        <li>
          {unit === 'working-days'
            ? t('result.way', {
                counted: t('workingDays', { count: Math.abs(counted.count) }),
                passed: t('result.passed', { count: passed }),
                span: t('result.span', { count: span }),
              })
            : t('result.plain', { span: t('result.span', { count: span }) })}
        </li>
        {counted.count === 0 && start !== result && <li>{t('result.zero')}</li>}
        {monthEnd && <li>{t('result.monthEnd', monthEnd)}</li>}
        {holidays.map((block) => (
          <li key={block.from}>
            <Block block={block} country={country} />
          </li>
        ))}
        {weekends.length > 0 && <Weekends blocks={weekends} />}
        {madeUp.length > 0 && (
          <li>
            {t('result.madeUp', {
              days: language.items(madeUp.map((worked) => language.day(worked, { weekday: true }))),
            })}
          </li>
        )}
        {provisionalYears.length > 0 && (
          <li className={classes.provisional}>
            {t('result.provisional', { years: language.items(provisionalYears.map(String)) })}
          </li>
        )}
      </ul>
      <p className={classes.resultActs}>
        {yearOf(result) !== year && (
          <button type="button" className="link" onClick={() => onShowYear(yearOf(result))}>
            {t('showYear', { year: yearOf(result) })}
          </button>
        )}
        <button type="button" className="link" onClick={onClear}>
          {t('result.clear')}
        </button>
      </p>
    </div>
  );
}

/** What the result is in its calendar, where that is worth saying. */
function Lands({ counted: { lands, country } }: { counted: CountedDay }) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const words = useHolidayWords();
  if (lands.kind === 'working') return null;
  const where = language.country(country);
  return (
    <p className={classes.lands}>
      {lands.kind === 'holiday'
        ? t('result.onHoliday', {
            country: where,
            name: words.names(country, lands.name === null ? [] : [lands.name]),
          })
        : t(lands.kind === 'make-up' ? 'result.onMakeUp' : 'result.onWeekend', { country: where })}
    </p>
  );
}

function Block({ block, country }: { block: ClosedBlock; country: string }) {
  const { t } = useTranslation('calendar');
  const words = useHolidayWords();
  const text = t('result.skipped', {
    range: words.range(block.from, block.to),
    name: words.names(country, block.names),
    days: t('days', { count: block.days }),
  });
  return <WithHan text={text} />;
}

/** Many and alike: folded, and all there. */
function Weekends({ blocks }: { blocks: readonly ClosedBlock[] }) {
  const { t } = useTranslation('calendar');
  const words = useHolidayWords();
  const days = blocks.reduce((sum, block) => sum + block.days, 0);
  return (
    <li>
      <details>
        <summary>{t('result.weekends', { count: blocks.length, days: t('days', { count: days }) })}</summary>
        <ul className={classes.weekends}>
          {blocks.map(({ from, to }) => (
            <li key={from}>{words.range(from, to)}</li>
          ))}
        </ul>
      </details>
    </li>
  );
}
