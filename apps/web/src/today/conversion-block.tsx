import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths, type Day } from '#domain/day';
import type { WorkingCalendar } from '#domain/calendar/working-calendar';
import { BurnUp } from '../components/burn-up.js';
import { Section } from '../components/detail-page.js';
import { Rich } from '../components/rich.js';
import { urgencyText } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import { conversionPace } from './conversion-pace.js';
import classes from './today.module.css';
import type { ConversionProgress } from './today.types.js';

/** Of fewer declarations a pace per day says nothing. */
const FEWEST_FOR_A_PACE = 8;

/** How many months before the due day the picture begins. */
const PICTURE_MONTHS = 6;

interface ConversionBlockProps {
  conversion: ConversionProgress;
  today: Day;
  china: WorkingCalendar;
}

/** The conversion of declarations into certificates: the pace that is needed, the pace that was, as sentence and picture. */
export function ConversionBlock({ conversion, today, china }: ConversionBlockProps) {
  const { t } = useTranslation('today');
  const language = useLanguage();
  const { dueOn, total, met, points } = conversion;
  const pace = conversionPace(conversion, today, china);
  const day = language.day(dueOn, { long: true, withoutYear: true });
  const declarations = t('conversion.declarations', { count: total });
  const open = { count: pace.open, declarations };
  // The noun goes by the number that is written: 1.02 is written 1.
  const needed = Math.round((pace.needed ?? 0) * 10) / 10;
  const certificates = t('conversion.certificates', { count: needed, written: language.number(needed, 1) });
  const isOver = today > dueOn;
  const hasPace = total >= FEWEST_FOR_A_PACE;
  return (
    <Section
      title={t('conversion.title', { day })}
      acts={
        <Link to={'/certificates' as string} search={{ conversion: 'open' } as never} className="link">
          {t('conversion.open', { count: pace.open })}
        </Link>
      }
    >
      <p className={classes.sentence}>
        {pace.open === 0 ? (
          t('conversion.allMet', { count: total, total })
        ) : isOver ? (
          t('conversion.over', open)
        ) : !hasPace ? (
          t('conversion.few', open)
        ) : (
          <>
            <Rich text={t('conversion.needed', { ...open, certificates })} />
            {language.gap}
            {pace.recent === 0
              ? t('conversion.noneRecently')
              : t('conversion.recent', { recent: language.number(pace.recent, 2) })}
            {language.gap}
            {pace.short > 0 && (
              <Rich text={t('conversion.short', { count: pace.short })} className={urgencyText('overdue')} />
            )}
          </>
        )}
      </p>
      <BurnUp
        from={addDays(addMonths(dueOn, -PICTURE_MONTHS), 1)}
        dueOn={dueOn}
        today={today}
        total={total}
        met={met}
        points={points}
        metAtThisPace={pace.open > 0 && hasPace ? pace.metAtThisPace : null}
        calendar={china}
        sentence={
          hasPace
            ? t('conversion.picture', {
                count: met,
                declarations,
                day,
                atPace: pace.metAtThisPace,
                today: language.day(today, {}),
              })
            : t('conversion.few', open)
        }
      />
      <p className={classes.source}>{t('conversion.source')}</p>
    </Section>
  );
}
