import { isDay } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useUrlState } from '../components/url-state.js';
import { CALENDAR_KINDS, type CalendarKind } from './work.types.js';

/** The calendar's whole state stands in its address: month, what is shown, for whom, as month or as a list of days. */
export function useWorkCalendarAddress() {
  const today = useToday();
  const [url, change] = useUrlState();
  const asked = url['month'] ?? '';
  const month = isDay(`${asked}-01`) ? asked : today.slice(0, 7);
  const named = (url['show'] ?? '').split(',');
  const chosen = CALENDAR_KINDS.filter((kind) => named.includes(kind));
  const show: readonly CalendarKind[] = chosen.length > 0 ? chosen : CALENDAR_KINDS;
  return {
    today,
    month,
    show,
    isAgenda: url['view'] === 'agenda',
    url,
    change,
    showMonth: (shown: string) => change({ month: shown === today.slice(0, 7) ? null : shown }),
    showAs: (view: string) => change({ view: view === 'agenda' ? 'agenda' : null }),
    toggle: (kind: CalendarKind) => {
      const next = CALENDAR_KINDS.filter((one) => (one === kind) !== show.includes(one));
      // nothing shown is everything shown: an empty calendar would look like a free month
      change({ show: next.length === 0 || next.length === CALENDAR_KINDS.length ? null : next.join(',') });
    },
  };
}
