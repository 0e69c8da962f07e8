import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { Names } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import { bookingHref } from './lab.api.js';
import { useHours } from './lab-cells.js';
import classes from './lab.module.css';
import type { OccupiedBench } from './lab.types.js';
import { bookingsOn, type DayKindOf } from './occupancy.js';

/** The same on a phone: day by day what stands where, and which days are off or made up. */
export function OccupancyAgenda({
  benches,
  days,
  kindOf,
}: {
  benches: readonly OccupiedBench[];
  days: readonly Day[];
  kindOf: DayKindOf;
}) {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const hours = useHours();
  const told = days
    .map((day) => ({
      day,
      kinds: [...new Set(benches.map(({ country }) => kindOf(country, day)))].filter(
        (kind) => kind === 'holiday' || kind === 'make-up',
      ),
      held: benches.flatMap((bench) => bookingsOn(bench, day).map((booking) => ({ bench, booking }))),
    }))
    .filter(({ kinds, held }) => kinds.length > 0 || held.length > 0);
  if (told.length === 0) return <p>{t('benches.free')}</p>;
  return (
    <ol className={classes.agenda}>
      {told.map(({ day, kinds, held }) => (
        <li key={day}>
          <h3>
            {language.day(day, { weekday: true })}{' '}
            <span className={classes.quiet}>
              {kinds
                .map((kind) => t(kind === 'holiday' ? 'benches.legend.holiday' : 'benches.legend.makeUp'))
                .join(', ')}
            </span>
          </h3>
          <ul>
            {held.map(({ bench, booking }) => (
              <li key={booking.id}>
                <Link to={bookingHref(booking)} className={classes.held} data-status={booking.status}>
                  <Names latin={booking.productName} zh={booking.productNameZh} />
                  <span className={classes.quiet}>
                    {' '}
                    {language.clauses([bench.name, hours(booking, day, bench.timeZone)])}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
