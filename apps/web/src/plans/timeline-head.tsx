import { useTranslation } from 'react-i18next';
import { addDays, type Day } from '#domain/day';
import type { Plan } from '#domain/plan/plan';
import { useLanguage } from '../i18n/use-language.js';
import { useHolidayWords } from '../calendar/holiday-words.js';
import { WithHan } from '../imports/han.js';
import { inLanes, middleOf, mondaysOf, monthsOf, startOf, type DayScale } from './day-scale.js';
import type { CountryDays } from './off-days.js';
import { usePlanWords } from './plan-words.js';
import type { Scheme } from './plans.types.js';
import classes from './timeline.module.css';

interface TimelineHeadProps {
  scheme: Scheme;
  plan: Plan;
  scale: DayScale;
  /** of the scale, in px; 0 before it was measured */
  width: number;
  china: CountryDays | undefined;
  today: Day;
}

interface Flag {
  key: string;
  day: Day;
  text: string;
  kind: 'today' | 'wish' | 'limit' | 'end';
  basis?: string;
  state?: string;
}

/** Weeks are numbered by their Mondays while there is room for it. */
const PX_PER_WEEK = 22;
const LONGEST_FLAG_PX = 290;

/** What stands above the rows: months, weeks, holidays of China by name, and a flag for each line. */
export function TimelineHead({ scheme, plan, scale, width, china, today }: TimelineHeadProps) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const words = usePlanWords();
  const holidayWords = useHolidayWords();
  const pxPerDay = width / scale.days;
  const isOn = (day: Day) => day >= scale.from && day <= scale.to;
  const months = monthsOf(scale)
    .map((day, index) => {
      const isNamedWithYear = index === 0 || day.slice(5, 7) === '01';
      return { day, name: language.month(day, { short: pxPerDay < 4.5, withYear: isNamedWithYear }) };
    })
    .filter(({ day, name }, index, all) => {
      const next = all[index + 1]?.day ?? addDays(scale.to, 1);
      return ((startOf(scale, next) - startOf(scale, day)) / 100) * width >= widthOf(name) * 1.1 + 4;
    });
  const flags: Flag[] = [
    ...(isOn(today) ? [{ key: 'today', day: today, text: t('timeline.today'), kind: 'today' as const }] : []),
    ...(plan.wish ? [{ key: 'wish', day: plan.wish.on, text: t('timeline.wish'), kind: 'wish' as const }] : []),
    ...plan.limits.flatMap((limit): Flag[] =>
      limit.dueOn && isOn(limit.dueOn)
        ? [
            {
              key: limit.key,
              day: limit.dueOn,
              text: words.limit(scheme, limit),
              kind: 'limit',
              basis: limit.basis,
              state: limit.state,
            },
          ]
        : [],
    ),
  ];
  const holidays = (china?.off ?? [])
    .filter(({ names }) => names.length > 0)
    .map(({ from, to, names }) => ({ from, to, text: holidayWords.names('CN', names) }));
  const placedHolidays = place(
    holidays.map((one) => ({ ...one, key: one.from, day: one.from })),
    scale,
    width,
    150,
  );
  const placedFlags = place(flags, scale, width, LONGEST_FLAG_PX);
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
              title={`${one.text}, ${words.range(one.from, one.to)}`}
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

/** About how wide a text of 11 px is: Han signs are as wide as high. */
function widthOf(text: string): number {
  let width = 20;
  for (const sign of text) width += /\p{Script=Han}/u.test(sign) ? 12.2 : 6.5;
  return Math.ceil(width);
}
