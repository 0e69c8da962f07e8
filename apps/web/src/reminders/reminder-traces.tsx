import { useTranslation } from 'react-i18next';
import { Facts, Section } from '../components/detail-page.js';
import { AnswerAct } from '../reminder-answers/answer-act.js';
import { useLanguage } from '../i18n/use-language.js';
import type { ReminderAnswer, ReminderDetail } from './reminders.types.js';
import classes from './reminders.module.css';

/** What became of a mail after a server had taken it: reports, openings of its link, answers. */
export function ReminderTraces({ reminder }: { reminder: ReminderDetail }) {
  const { t } = useTranslation('reminders');
  const language = useLanguage();
  const { reports, answers, channels, openedAt, openings, state, timeZone, deadlineId } = reminder;
  const said = ({ answer, until }: ReminderAnswer) =>
    answer === 'in-work' && until ? t('answer.in-workUntil', { until: language.day(until) }) : t(`answer.${answer}`);
  return (
    <>
      {reports.length > 0 && (
        <Section title={t('peek.reports')}>
          <Facts
            facts={reports.map(({ kind, at, status, answer }) => ({
              label: language.instant(at, timeZone),
              value: (
                <>
                  {t(`report.${kind}`)}
                  {(status || answer) && (
                    <div className={classes.quiet}>
                      <q lang="en">{[status, answer].filter(Boolean).join(' ')}</q>
                    </div>
                  )}
                </>
              ),
            }))}
          />
        </Section>
      )}
      {channels.length > 0 && (
        <Section title={t('channel.title')}>
          <Facts
            facts={channels.map(({ kind, name, text, state: became, owedAt, sentAt, answer }) => ({
              label: language.instant(sentAt ?? owedAt, timeZone),
              value: (
                <>
                  {language.clauses([t(`channel.kind.${kind}`), name ?? t('channel.own'), t(`channel.${became}`)])}
                  <div className={classes.quiet}>
                    <q>{text}</q>
                  </div>
                  {answer && became !== 'sent' && (
                    <div className={classes.quiet}>
                      <q lang="en">{answer}</q>
                    </div>
                  )}
                </>
              ),
            }))}
          />
        </Section>
      )}
      {(state === 'sent' || state === 'planned' || answers.length > 0) && (
        <Section title={t('peek.answers')}>
          <Facts
            facts={[
              {
                label: t('peek.opened'),
                value: openedAt
                  ? t('peek.openings', { count: openings, at: language.instant(openedAt, timeZone) })
                  : state === 'sent' && t('peek.notOpened'),
              },
              ...answers.map((one) => ({
                label: language.instant(one.givenAt, timeZone),
                value: (
                  <>
                    {language.clauses([said(one), one.name])}
                    <div className={classes.quiet}>{t(one.isOfMail ? 'answer.byLink' : 'answer.inProduct')}</div>
                  </>
                ),
              })),
            ]}
          />
          {(state === 'sent' || state === 'planned') && <AnswerAct deadlineId={deadlineId} />}
        </Section>
      )}
    </>
  );
}
