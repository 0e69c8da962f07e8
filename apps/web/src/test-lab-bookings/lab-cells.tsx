import { IconBan, IconCalendarCheck, IconCheck, IconClock, IconHelp, IconPackage, IconPlayerPlay, IconShip, IconX, type TablerIcon } from '@tabler/icons-react'; // prettier-ignore
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import type { YesNoUnknown } from '#domain/reference/actors';
import type { BookingStatus } from '#domain/states/booking-status';
import type { SampleStatus } from '#domain/states/sample-status';
import { useToday } from '../api/clock.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './lab.module.css';

const BOOKING_ICONS: Record<BookingStatus, TablerIcon> = {
  requested: IconHelp,
  option: IconClock,
  confirmed: IconCalendarCheck,
  running: IconPlayerPlay,
  done: IconCheck,
  cancelled: IconBan,
  expired: IconClock,
  declined: IconX,
};

/** State of a booking: outline, icon and word. */
export function BookingTag({ status }: { status: BookingStatus }) {
  const { t } = useTranslation('domain');
  const Icon = BOOKING_ICONS[status];
  return (
    <span className={classes.tag} data-status={status}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`bookingStatus.${status}`)}
    </span>
  );
}

const AT_REST: readonly SampleStatus[] = ['returned', 'disposed', 'tested', 'accepted'];
const UNDERWAY: readonly SampleStatus[] = ['shipped', 'at-customs', 'released'];
const BAD: readonly SampleStatus[] = ['rejected', 'lost', 'cancelled'];

/** State of a sample: outline, icon and word. */
export function SampleTag({ status }: { status: SampleStatus }) {
  const { t } = useTranslation('domain');
  const Icon = BAD.includes(status) ? IconBan : UNDERWAY.includes(status) ? IconShip : AT_REST.includes(status) ? IconCheck : IconPackage; // prettier-ignore
  return (
    <span className={classes.tag} data-status={status}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`sampleStatus.${status}`)}
    </span>
  );
}

const ANSWER_ICONS: Record<YesNoUnknown, TablerIcon> = { yes: IconCheck, no: IconX, unknown: IconHelp };

/** Yes, no or unknown, with its mark. */
export function Answer({ answer, label }: { answer: YesNoUnknown; label?: string }) {
  const { t } = useTranslation('lab');
  const Icon = ANSWER_ICONS[answer];
  return (
    <span className={classes.answer} data-answer={answer}>
      <Icon size={14} stroke={2} aria-hidden />
      {label ? t('mark.said', { mark: label, answer: t(`answer.${answer}`) }) : t(`answer.${answer}`)}
    </span>
  );
}

/** Hours of a slot on one of its days: from the first, until the last, between them the whole day. */
export function useHours() {
  const { t } = useTranslation('lab');
  return ({ startsAt, endsAt }: { startsAt: string; endsAt: string }, day: Day, timeZone: string): string => {
    const [from, to] = [instantParts(startsAt, timeZone), instantParts(endsAt, timeZone)];
    if (from.day === day && to.day === day) return `${from.time}–${to.time}`;
    if (from.day === day) return t('benches.on.from', { time: from.time });
    return to.day === day ? t('benches.on.until', { time: to.time }) : t('benches.on.all');
  };
}

/** Begin and end by the laboratory's clock; one day is written once, and this year's without its year. */
export function useSlotText() {
  const language = useLanguage();
  const year = useToday().slice(0, 4);
  return (startsAt: string, endsAt: string, timeZone: string): string => {
    const [from, to] = [instantParts(startsAt, timeZone), instantParts(endsAt, timeZone)];
    const day = (one: Day) => language.day(one, { weekday: true, withoutYear: one.startsWith(year) });
    const first = `${day(from.day)} ${from.time}`;
    return from.day === to.day ? `${first}–${to.time}` : `${first} – ${day(to.day)} ${to.time}`;
  };
}
