import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Facts, Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { subjectHref } from '../components/subject-href.js';
import { SubjectBrief } from '../components/subject-words.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { DeadlineProofs } from './deadline-proofs.js';
import { ReminderTraces } from './reminder-traces.js';
import { RefusedActs } from './refused-acts.js';
import { ReminderStateWords, useStep, useWhen } from './reminder-words.js';
import { reminderQuery } from './reminders.api.js';
import classes from './reminders.module.css';

/** One reminder: for what, to whom, when and why then, and what the mail server said. */
export function ReminderPeek({ id }: { id: string }) {
  const { t } = useTranslation(['reminders', 'domain']);
  const language = useLanguage();
  const when = useWhen();
  const step = useStep();
  const query = useQuery(reminderQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const reminder = query.data;
  if (!reminder) return null;
  const { full, moved } = when(reminder);
  const answer = reminder.serverAnswer ?? (reminder.state === 'refused' ? reminder.stateReason : null);
  return (
    <>
      <h2>{t(`domain:deadlineAct.${reminder.deadlineKind}`)}</h2>
      <Section title={t('peek.state')}>
        <ReminderStateWords reminder={reminder} />
        {answer && reminder.tries.length === 0 && (
          <div className={classes.answer}>
            <span className={classes.quiet}>{t('peek.server')}</span>
            <br />
            <q lang="en">{answer}</q>
          </div>
        )}
        <RefusedActs reminder={reminder} />
      </Section>
      {reminder.tries.length > 0 && (
        <Section title={t('tries.title')}>
          <Facts
            facts={reminder.tries.map(({ at, outcome, serverAnswer }) => ({
              label: language.instant(at, reminder.timeZone),
              value: (
                <>
                  {t(`tries.${outcome}`)}
                  {serverAnswer && (
                    <div className={classes.quiet}>
                      <q lang="en">{serverAnswer}</q>
                    </div>
                  )}
                </>
              ),
            }))}
          />
        </Section>
      )}
      <ReminderTraces reminder={reminder} />
      <Section title={t('peek.what')}>
        <Facts
          facts={[
            {
              label: t('peek.subject'),
              value: (
                <Link to={subjectHref(reminder)} className="link">
                  <SubjectBrief subject={reminder} />
                </Link>
              ),
            },
            { label: t('peek.due'), value: language.day(reminder.dueOn, { weekday: true }) },
            {
              label: t('list.client'),
              value: reminder.clientName && <Names latin={reminder.clientName} zh={reminder.clientNameZh} stacked />,
            },
          ]}
        />
      </Section>
      <Section title={t('peek.mail')}>
        <Facts
          facts={[
            { label: t('list.when'), value: full },
            { label: t('peek.moved'), value: moved },
            { label: t('list.step'), value: step(reminder) },
            { label: t('list.to'), value: reminder.toName },
            { label: t('peek.email'), value: reminder.toEmail },
            { label: t('peek.language'), value: reminder.language && t(`domain:language.${reminder.language}`) },
            { label: t('peek.why'), value: t(`reason.${reminder.reason}`) },
            { label: t('peek.insteadOf'), value: reminder.insteadOf },
            {
              label: t('peek.messageId'),
              value: reminder.messageId && <span className={classes.id}>{reminder.messageId}</span>,
            },
          ]}
        />
      </Section>
      <Section title={t('peek.proof')}>
        <DeadlineProofs deadlineId={reminder.deadlineId} hasClient={reminder.clientId !== null} />
      </Section>
    </>
  );
}
