import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { urgency } from '#domain/deadlines/deadline';
import { useToday } from '../api/clock.js';
import { UrgencyDisc, type UrgencyState } from '../components/urgency.js';
import { isNear } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { signOf, useStep, useWhen, useWhy } from './reminder-words.js';
import classes from './reminders.module.css';
import type { ReminderLine } from './reminders.types.js';
import { cityOf } from '../i18n/zone-city.js';

/** Who is reminded, at which steps, and what became of each mail: one ladder per reader. */
export function ReaderLadders({ reminders }: { reminders: readonly ReminderLine[] }) {
  return (
    <div className={classes.readers}>
      {byReader(reminders).map(([email, steps]) => (
        <Ladder key={email} steps={steps} />
      ))}
    </div>
  );
}

/** The steps of each reader, in the order of their days; a step that gave way to a nearer one is no news. */
function byReader(reminders: readonly ReminderLine[]): [string, ReminderLine[]][] {
  const readers = new Map<string, ReminderLine[]>();
  for (const reminder of [...reminders].sort((a, b) => a.sendAt.localeCompare(b.sendAt))) {
    // a reader who is gone has no address any more
    if (reminder.stateReason === 'nearer-step' || reminder.toEmail === null) continue;
    readers.set(reminder.toEmail, [...(readers.get(reminder.toEmail) ?? []), reminder]);
  }
  return [...readers];
}

/** All steps of one reader under their name, language and clock. */
function Ladder({ steps }: { steps: readonly ReminderLine[] }) {
  const { t } = useTranslation(['reminders', 'domain']);
  const first = steps[0] as ReminderLine;
  const place = { language: t(`domain:language.${first.language ?? 'en'}`), city: cityOf(first.timeZone) };
  return (
    <div>
      <h3>
        {first.toName !== first.toEmail && first.toName} <span>{first.toEmail}</span>
        <span className={classes.stepNote}>{t('reminders:ladder.to', place)}</span>
      </h3>
      <ol className={classes.ladder}>
        {steps.map((step) => (
          <LadderStep key={step.id} step={step} />
        ))}
      </ol>
    </div>
  );
}

function LadderStep({ step }: { step: ReminderLine }) {
  const { t } = useTranslation('reminders');
  const language = useLanguage();
  const today = useToday();
  const when = useWhen()(step);
  const day = language.day(step.sendOn, {
    weekday: isNear(step.sendOn, today),
    withoutYear: step.sendOn.slice(0, 4) === today.slice(0, 4),
  });
  const offset = useStep()(step);
  const why = useWhy(step);
  const sign = step.state === 'sent' ? signOf(step) : null;
  const daysLeft = Math.max(daysBetween(today, step.sendOn), 0);
  const disc: UrgencyState = step.state === 'sent' ? 'met' : step.state === 'planned' ? urgency(daysLeft) : 'later';
  // that they are held is said once, above
  const notes =
    step.state === 'planned'
      ? [when.moved, when.at]
      : [when.moved, t(`state.${step.state}`), why, sign && t(`state.${sign}`)];
  return (
    <li>
      <UrgencyDisc state={disc} />
      <span className={`${classes.stepDay} ${step.state === 'planned' ? '' : classes.quiet}`}>{day}</span>
      <span>
        <span>{offset}</span>
        <span className={`${classes.stepNote} ${step.state === 'refused' ? classes.refused : ''}`}>
          {language.clauses(notes)}
        </span>
      </span>
    </li>
  );
}
