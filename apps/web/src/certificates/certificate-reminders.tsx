import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { urgency } from '#domain/deadline';
import { useToday } from '../api/clock.js';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { UrgencyDisc, type UrgencyState } from '../components/urgency.js';
import { isNear } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { cityOf, useStep, useWhen, useWhy } from '../reminders/reminder-words.js';
import { loadReminders } from '../reminders/reminders.api.js';
import type { ReminderLine } from '../reminders/reminders.types.js';
import { isFollowedUp, openDeadlines } from './certificate-facts.js';
import classes from './certificates.module.css';
import type { Certificate } from './certificates.types.js';

interface CertificateRemindersProps {
  certificate: Certificate;
  /** Only the ladder of the next day; else of every open one. */
  isShort?: boolean;
}

/** Who is reminded of this certificate's days, when, and what became of each mail. */
export function CertificateReminders({ certificate, isShort = false }: CertificateRemindersProps) {
  const { t } = useTranslation(['certificates', 'domain']);
  const subjects = [
    { certificateId: certificate.id },
    ...(certificate.factory && isFollowedUp(certificate) ? [{ factoryId: certificate.factory.id }] : []),
  ];
  const queries = useQueries({
    queries: subjects.map((subject) => ({
      queryKey: ['reminders', 'of', subject],
      queryFn: ({ signal }: { signal: AbortSignal }) => loadReminders({ ...subject, limit: 200 }, signal),
    })),
  });
  const failed = queries.find((query) => query.isError);
  const reminders = queries.flatMap((query) => query.data?.items ?? []);
  const open = openDeadlines(certificate).filter(({ id }) => reminders.some(({ deadlineId }) => deadlineId === id));
  const shown = isShort ? open.slice(0, 1) : open;
  return (
    <Section title={t('certificates:reminder.title')}>
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && queries.every((query) => query.isSuccess) && open.length === 0 && (
        <p className={classes.quiet}>{t('certificates:reminder.none')}</p>
      )}
      <div className={classes.readers}>
        {shown.map((deadline) => (
          <div key={deadline.id}>
            {open.length > 1 && <p className={classes.ladderOf}>{t(`domain:deadlineKind.${deadline.kind}`)}</p>}
            {byReader(reminders.filter(({ deadlineId }) => deadlineId === deadline.id)).map(([email, steps]) => (
              <Ladder key={email} steps={steps} />
            ))}
          </div>
        ))}
      </div>
    </Section>
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
  const { t } = useTranslation(['certificates', 'domain']);
  const first = steps[0] as ReminderLine;
  const place = { language: t(`domain:language.${first.language ?? 'en'}`), city: cityOf(first.timeZone) };
  return (
    <div className={classes.reader}>
      <h3>
        {first.toName} <span>{first.toEmail}</span>
        <span className={classes.stepNote}>{t('certificates:reminder.to', place)}</span>
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
  const offset = useStep()(step.stepDays);
  const why = useWhy(step);
  const daysLeft = Math.max(daysBetween(today, step.sendOn), 0);
  const disc: UrgencyState = step.state === 'sent' ? 'met' : step.state === 'planned' ? urgency(daysLeft) : 'later';
  const state = step.state === 'planned' && step.isHeld ? 'held' : step.state;
  const notes = [when.moved, step.state === 'planned' && !step.isHeld ? when.at : t(`state.${state}`), why];
  return (
    <li>
      <UrgencyDisc state={disc} />
      <span className={`${classes.stepDay} ${step.state === 'planned' ? '' : classes.quiet}`}>{day}</span>
      <span>
        <span className={classes.second}>{offset}</span>
        <span className={`${classes.stepNote} ${step.state === 'refused' ? classes.refused : ''}`}>
          {language.clauses(notes)}
        </span>
      </span>
    </li>
  );
}
