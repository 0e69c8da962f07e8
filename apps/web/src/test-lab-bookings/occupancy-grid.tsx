import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { Names, Zh } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import { bookingHref, laboratoryHref } from './lab.api.js';
import { useHours } from './lab-cells.js';
import classes from './lab.module.css';
import type { OccupiedBench } from './lab.types.js';
import { bookingsOn, isOff, type DayKindOf } from './occupancy.js';

interface OccupancyGridProps {
  benches: readonly OccupiedBench[];
  days: readonly Day[];
  kindOf: DayKindOf;
  scale: 'week' | 'month';
}

/** A row per bench, a column per day: in a week each booking by name, in a month how many places are taken. */
export function OccupancyGrid({ benches, days, kindOf, scale }: OccupancyGridProps) {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const today = useToday();
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('benches.title')}>
      <table className={classes.grid} data-scale={scale}>
        <caption className="unseen">{t('benches.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.bench')}</th>
            {days.map((day) => (
              <th
                key={day}
                scope="col"
                data-today={day === today || undefined}
                abbr={language.day(day, { weekday: true })}
              >
                {scale === 'week' ? language.day(day, { weekday: true, withoutYear: true }) : Number(day.slice(8))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {benches.map((bench) => (
            <tr key={bench.id}>
              <th scope="row">
                <span className={classes.benchName}>{bench.name}</span>
                <Link className="link" to={laboratoryHref({ id: bench.laboratoryId })}>
                  {language.name(bench.laboratoryName, bench.laboratoryNameZh)}
                </Link>
                <span className={classes.benchHours}>
                  {bench.isClosed
                    ? t('benches.closed')
                    : t('benches.hours', { opens: bench.opensAt, closes: bench.closesAt, count: bench.capacity })}
                </span>
              </th>
              {days.map((day) => (
                <DayCell
                  key={day}
                  bench={bench}
                  day={day}
                  kind={kindOf(bench.country, day)}
                  scale={scale}
                  isToday={day === today}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayCellProps {
  bench: OccupiedBench;
  day: Day;
  kind: ReturnType<DayKindOf>;
  scale: 'week' | 'month';
  isToday: boolean;
}

function DayCell({ bench, day, kind, scale, isToday }: DayCellProps) {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const hours = useHours();
  const bookings = bookingsOn(bench, day);
  const kept = bookings.filter(({ status }) => status !== 'done').length;
  return (
    <td data-off={isOff(bench, kind) || undefined} data-today={isToday || undefined}>
      {kind === 'holiday' && <Sign sign="休" name={t('benches.legend.holiday')} />}
      {kind === 'make-up' && <Sign sign="班" name={t('benches.legend.makeUp')} />}
      {scale === 'month'
        ? bookings.length > 0 && (
            <Link
              to="/lab/benches"
              search={{ day } as never}
              className={classes.count}
              data-full={kept >= bench.capacity || undefined}
              aria-label={t('benches.taken', { taken: kept, count: bench.capacity })}
            >
              {kept}
            </Link>
          )
        : bookings.map((booking) => (
            <Link
              key={booking.id}
              to={bookingHref(booking)}
              className={classes.held}
              data-status={booking.status}
              title={`${language.name(booking.productName, booking.productNameZh)} · ${booking.clientName}`}
            >
              <Names latin={booking.productName} zh={booking.productNameZh} />
              <span className={classes.quiet}> {hours(booking, day, bench.timeZone)}</span>
            </Link>
          ))}
    </td>
  );
}

function Sign({ sign, name }: { sign: string; name: string }) {
  return (
    <span className={classes.sign} title={name}>
      <Zh>{sign}</Zh>
      <span className="unseen">{` ${name}`}</span>
    </span>
  );
}
