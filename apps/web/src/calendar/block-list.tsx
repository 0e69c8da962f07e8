import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './calendar.module.css';
import type { CalendarYear, HolidayBlock } from './calendar.types.js';
import { HolidayName, useHolidayWords } from './holiday-words.js';

/** A year's holidays in a row: when, how long, what is worked for them. */
export function BlockList({ year }: { year: CalendarYear }) {
  const { t } = useTranslation('calendar');
  const language = useLanguage();
  const words = useHolidayWords();
  const title = t('blocks.title', { country: language.country(year.country), year: year.year });
  const madeUp = ({ madeUp: days }: HolidayBlock) =>
    language.items(days.map((day) => language.day(day, { weekday: true, withoutYear: true })));
  const hasMadeUp = year.blocks.some((block) => block.madeUp.length > 0);
  const columns: Column<HolidayBlock>[] = [
    {
      key: 'name',
      title: t('blocks.name'),
      cell: ({ names }) => (
        <span className={classes.wrap}>
          <HolidayName country={year.country} names={names} />
        </span>
      ),
    },
    { key: 'range', title: t('blocks.range'), cell: ({ from, to }) => words.range(from, to), width: '250px' },
    {
      key: 'days',
      title: t('blocks.length'),
      cell: ({ days }) => t('days', { count: days }),
      width: '90px',
      align: 'right',
    },
    ...(hasMadeUp ? [{ key: 'madeUp', title: t('blocks.madeUp'), cell: madeUp, width: '210px' }] : []),
  ];
  return (
    <Section title={title} note={year.isProvisional ? t('blocks.provisional') : undefined}>
      <SectionList
        caption={title}
        rows={year.blocks}
        columns={columns}
        rowId={({ from }) => from}
        rowName={({ from, names }) => names[0] ?? from}
        phoneRow={(block) => (
          <>
            <p>
              <HolidayName country={year.country} names={block.names} />
            </p>
            <p className={classes.quiet}>
              {language.clauses([words.range(block.from, block.to), t('days', { count: block.days })])}
            </p>
            {block.madeUp.length > 0 && <p className={classes.quiet}>{t('worked', { days: madeUp(block) })}</p>}
          </>
        )}
        empty={t('blocks.none')}
      />
    </Section>
  );
}
