import { addDays, type Day } from '#domain/day';
import { useHolidayWords } from '../calendar/holiday-words.js';
import { useLanguage } from '../i18n/use-language.js';
import { WithHan } from '../imports/han.js';
import { inLanes, middleOf, mondaysOf, monthsOf, startOf, widthOf, type DayScale } from './day-scale.js';
import type { CountryDays } from './off-days.js';
import type { ScaleMark } from './scale-lines.js';
import classes from './scale.module.css';

interface ScaleHeadProps {
  scale: DayScale;
  /** of the scale, in px; 0 before it was measured */
  width: number;
  china: CountryDays | undefined;
  marks: readonly ScaleMark[];
}

/** Weeks are numbered by their Mondays while there is room for it. */
const PX_PER_WEEK = 22;
const LONGEST_FLAG_PX = 290;
const LONGEST_HOLIDAY_PX = 150;

/** What stands above the rows of a scale: months, weeks, a flag for each mark, holidays of China by name. */
export function ScaleHead({ scale, width, china, marks }: ScaleHeadProps) {
  const language = useLanguage();
  const holidayWords = useHolidayWords();
  const pxPerDay = width / scale.days;
  const months = monthsOf(scale)
    .map((day, index) => {
      const isNamedWithYear = index === 0 || day.slice(5, 7) === '01';
      return { day, name: language.month(day, { short: pxPerDay < 4.5, withYear: isNamedWithYear }) };
    })
    .filter(({ day, name }, index, all) => {
      const next = all[index + 1]?.day ?? addDays(scale.to, 1);
      return ((startOf(scale, next) - startOf(scale, day)) / 100) * width >= widthOf(name) * 1.1 + 4;
    });
  const holidays = (china?.off ?? [])
    .filter(({ names }) => names.length > 0)
    .map(({ from, to, names }) => ({ key: from, day: from, to, text: holidayWords.names('CN', names) }));
  const placedHolidays = place(holidays, scale, width, LONGEST_HOLIDAY_PX);
  const placedFlags = place(
    marks.filter(({ day }) => day >= scale.from && day <= scale.to),
    scale,
    width,
    LONGEST_FLAG_PX,
  );
  const holidayLanes = 1 + Math.max(-1, ...placedHolidays.map(({ lane }) => lane));
  const flagLanes = 1 + Math.max(-1, ...placedFlags.map(({ lane }) => lane));
  return (
    <>
      <div className={classes.months}>
        {months.map(({ day, name }) => (
          <span key={day} className={classes.month} style={{ left: `${startOf(scale, day)}%` }}>
            {name}
          </span>
        ))}
      </div>
      {pxPerDay * 7 >= PX_PER_WEEK && (
        <div className={classes.weeks}>
          {mondaysOf(scale).map((day) => (
            <span key={day} style={{ left: `${startOf(scale, day)}%` }}>
              {Number(day.slice(8))}
            </span>
          ))}
        </div>
      )}
      <div className={classes.lanes} style={{ height: flagLanes * 17 }}>
        {placedFlags.map((flag) => (
          <span
            key={flag.key}
            className={`${classes.flag} ${classes[`${flag.kind}Flag`] ?? ''} ${flag.basis ? (classes[flag.basis] ?? '') : ''}`}
            data-state={flag.state}
            data-left={flag.isLeft || undefined}
            title={`${flag.text}, ${language.day(flag.day, {})}`}
            style={{
              left: flag.at,
              width: flag.isLeft ? flag.width : undefined,
              maxWidth: flag.width,
              top: flag.lane * 17,
            }}
          >
            <WithHan text={flag.text} />
          </span>
        ))}
      </div>
      {width > 0 && holidayLanes > 0 && (
        <div className={classes.lanes} style={{ height: holidayLanes * 16 }}>
          {placedHolidays.map((one) => (
            <span
              key={one.key}
              className={classes.holiday}
              data-left={one.isLeft || undefined}
              title={`${one.text}, ${holidayWords.range(one.day, one.to)}`}
              style={{
                left: one.at,
                width: one.isLeft ? one.width : undefined,
                maxWidth: one.width,
                top: one.lane * 16,
              }}
            >
              <WithHan text={one.text} />
            </span>
          ))}
        </div>
      )}
    </>
  );
}

/** Texts beside their days in lanes; what would run over the right edge hangs to the left of its day. */
function place<Label extends { day: Day; text: string }>(
  labels: readonly Label[],
  scale: DayScale,
  width: number,
  longest: number,
) {
  if (width === 0) return [];
  return inLanes(
    labels.map((label) => {
      const own = Math.min(longest, widthOf(label.text));
      const at = (middleOf(scale, label.day) / 100) * width;
      const isLeft = at + own > width;
      return { ...label, at: isLeft ? Math.max(0, at - own) : at, width: own, isLeft };
    }),
  );
}
