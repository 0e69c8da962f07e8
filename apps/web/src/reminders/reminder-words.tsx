import { IconBan, IconCheck, IconClock, IconHandStop, IconMailX } from '@tabler/icons-react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { readerTimeZone, useToday } from '../api/clock.js';
import { TwoLines } from '../components/two-lines.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import type { ReminderLine } from './reminders.types.js';
import classes from './reminders.module.css';
import { refusalOf } from './server-answer.js';
import { cityOf } from '../i18n/zone-city.js';

/** `Asia/Ho_Chi_Minh` as a reader says it: `Ho Chi Minh`. */
/** When it leaves or left, in the recipient's own morning, and what moved it. */
export function useWhen() {
  const { t } = useTranslation('reminders');
  const language = useLanguage();
  const today = useToday();
  return (reminder: ReminderLine) => {
    const { time } = instantParts(reminder.sendAt, reminder.timeZone);
    const day = language.day(reminder.sendOn);
    const isThisYear = reminder.sendOn.slice(0, 4) === today.slice(0, 4);
    const shortDay = isThisYear ? language.day(reminder.sendOn, { weekday: true, withoutYear: true }) : day;
    const at = t('when.at', { time, city: cityOf(reminder.timeZone) });
    const why =
      reminder.movedBecause && reminder.movedBecause !== 'weekend' ? reminder.movedBecause : t('when.weekend');
    const from = reminder.movedFrom && language.day(reminder.movedFrom, { weekday: true, withoutYear: true });
    return {
      day,
      at,
      full: t('when.full', { day: shortDay, at }),
      moved: from ? t('when.moved', { day: from, why }) : null,
    };
  };
}

/** `30 days before`, `5 working days before`, `on the day`, `8 days after`. */
export function useStep() {
  const { t } = useTranslation('reminders');
  return ({ stepDays: days, stepUnit: unit }: Pick<ReminderLine, 'stepDays' | 'stepUnit'>) => {
    if (days === 0) return t('step.on');
    if (unit === 'working')
      return days > 0 ? t('step.workingBefore', { count: days }) : t('step.workingAfter', { count: -days });
    return days > 0 ? t('step.before', { count: days }) : t('step.after', { count: -days });
  };
}

const ICONS = { planned: IconClock, held: IconHandStop, sent: IconCheck, refused: IconMailX, withdrawn: IconBan };

/** Planned, sent, refused or withdrawn: an icon, the word, and what stands behind it in plain language. */
export function ReminderStateWords({ reminder }: { reminder: ReminderLine }) {
  const { t } = useTranslation('reminders');
  const shown = reminder.state === 'planned' && reminder.isHeld ? 'held' : reminder.state;
  const Icon = ICONS[shown];
  const why = useWhy(reminder);
  const { clauses } = useLanguage();
  const sign = shown === 'sent' ? signOf(reminder) : null;
  return (
    <span className={classes.state} data-state={shown}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <TwoLines first={clauses([t(`state.${shown}`), sign && t(`state.${sign}`)])} second={why} />
    </span>
  );
}

/** What became of a mail after it was sent; the gravest. */
export function signOf({ returned, answer, openedAt }: ReminderLine): 'returned' | 'answered' | 'opened' | null {
  if (returned) return 'returned';
  if (answer) return 'answered';
  return openedAt ? 'opened' : null;
}

/** What stands behind the state: when it was sent, why it was refused or withdrawn. */
export function useWhy(reminder: ReminderLine): string | null {
  const { t } = useTranslation('reminders');
  const language = useLanguage();
  // the clock of the one it went to, as the morning it was laid for
  if (reminder.state === 'sent') return reminder.sentAt ? language.instant(reminder.sentAt, reminder.timeZone) : null;
  if (reminder.state === 'refused')
    return t(`refusal.${refusalOf(reminder.serverAnswer ?? reminder.stateReason ?? '')}`);
  if (reminder.state === 'withdrawn') {
    const key = `reminders:withdrawn.${reminder.stateReason ?? ''}`;
    return i18next.exists(key) ? i18next.t(key as never) : null;
  }
  // the server would not take it for now
  if (reminder.nextAttemptAt)
    return t('state.delayed', { at: language.instant(reminder.nextAttemptAt, readerTimeZone()) });
  return reminder.isHeld ? t('state.heldWhy') : null;
}
