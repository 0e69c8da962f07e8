import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconArrowRight, IconBan, IconPlus } from '@tabler/icons-react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { DEFAULT_ESCALATION } from '#domain/deadlines/escalation';
import { problemText } from '../api/problem.js';
import { SkeletonRows } from '../components/states.js';
import { subjectHref } from '../components/subject-href.js';
import { SubjectWords } from '../components/subject-words.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { cityOf } from '../i18n/zone-city.js';
import { useStep } from '../reminders/reminder-words.js';
import { previewQuery, type PolicyTarget } from './policies.api.js';
import classes from './policies.module.css';
import type { ChangedReminder, Policy, PolicyPreview, PreviewedMail, PreviewedReminder } from './policies.types.js';

interface PolicyPreviewPanelProps {
  target: PolicyTarget;
  /** null while something is missing in it. */
  policy: Policy | null;
  isRemoval?: boolean;
}

const NOTHING: Policy = { steps: [], overdue: null, escalation: [...DEFAULT_ESCALATION] };

/** What would be sent and what would change, beside the form and before anything is saved. */
export function PolicyPreviewPanel({ target, policy, isRemoval = false }: PolicyPreviewPanelProps) {
  const { t } = useTranslation('policies');
  const [settled] = useDebouncedValue(policy, 400);
  const query = useQuery({
    ...previewQuery(target, settled ?? NOTHING, isRemoval),
    enabled: isRemoval || settled !== null,
    placeholderData: keepPreviousData,
  });
  return (
    <section className={classes.preview} aria-live="polite" aria-busy={query.isFetching}>
      <h2>{t('preview.title')}</h2>
      {policy === null && !isRemoval && <p className={classes.quiet}>{t('preview.incomplete')}</p>}
      {query.isLoading && <SkeletonRows rows={5} />}
      {query.isError && <p role="alert">{problemText(query.error)}</p>}
      {query.data && <Told preview={query.data} />}
    </section>
  );
}

function Told({ preview }: { preview: PolicyPreview }) {
  const { t } = useTranslation('policies');
  const language = useLanguage();
  const { changes, next, mails, people, deadlines, reminders, ifUnanswered } = preview;
  const changed = changes.added + changes.moved + changes.withdrawn;
  return (
    <>
      <p>
        {[
          t('preview.deadlines', { count: deadlines, number: language.number(deadlines) }),
          mails > 0 &&
            t('preview.mails', {
              mails: t('preview.mailCount', { count: mails, number: language.number(mails) }),
              people: t('preview.people', { count: people, number: language.number(people) }),
              reminders: t('preview.reminderCount', { count: reminders, number: language.number(reminders) }),
              day: language.day(preview.toOn, {}),
            }),
          mails === 0 && t('preview.noMails', { day: language.day(preview.toOn, {}) }),
          preview.isBounded && t('preview.bounded'),
        ]
          .filter(Boolean)
          .join(language.gap)}
      </p>
      <h3>{t('preview.changes')}</h3>
      {changed === 0 ? (
        <p className={classes.quiet}>{t('preview.noChanges')}</p>
      ) : (
        <>
          <p className={classes.counts}>
            {changes.added > 0 && (
              <span>{t('preview.added', { count: changes.added, number: language.number(changes.added) })}</span>
            )}
            {changes.moved > 0 && (
              <span>{t('preview.moved', { count: changes.moved, number: language.number(changes.moved) })}</span>
            )}
            {changes.withdrawn > 0 && (
              <span>
                {t('preview.withdrawn', { count: changes.withdrawn, number: language.number(changes.withdrawn) })}
              </span>
            )}
          </p>
          <details className={classes.others}>
            <summary className="link">
              {t('preview.showChanges', { count: changes.items.length, all: language.number(changed) })}
            </summary>
            <ul className={classes.changes}>
              {changes.items.map((change) => (
                <Change
                  key={`${change.deadlineId} ${change.stepDays} ${change.stepUnit} ${change.toEmail} ${change.change}`}
                  change={change}
                />
              ))}
            </ul>
          </details>
        </>
      )}
      {next.length > 0 && <h3>{t('preview.next')}</h3>}
      <Mails mails={next} all={mails} />
      {ifUnanswered.mails > 0 && (
        <>
          <h3>{t('preview.ifUnanswered')}</h3>
          <p className={classes.quiet}>{t('preview.ifUnansweredHelp')}</p>
          <Mails mails={ifUnanswered.next} all={ifUnanswered.mails} />
        </>
      )}
    </>
  );
}

/** Mails by their mornings, and how many more there are. */
function Mails({ mails, all }: { mails: readonly PreviewedMail[]; all: number }) {
  const { t } = useTranslation('policies');
  const language = useLanguage();
  const days = new Map<string, PreviewedMail[]>();
  for (const mail of mails) days.set(mail.sendOn, [...(days.get(mail.sendOn) ?? []), mail]);
  return (
    <>
      <ol className={classes.mornings}>
        {[...days].map(([day, ofDay]) => (
          <li key={day}>
            <h4>{language.day(day)}</h4>
            <ul>
              {ofDay.map((mail) => (
                <Mail key={`${mail.sendAt} ${mail.toEmail} ${String(mail.isAlone)}`} mail={mail} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {all > mails.length && (
        <p className={classes.quiet}>
          {t('preview.more', { count: all - mails.length, number: language.number(all - mails.length) })}
        </p>
      )}
    </>
  );
}

function Mail({ mail }: { mail: PreviewedMail }) {
  const { t } = useTranslation(['policies', 'domain', 'reminders']);
  const language = useLanguage();
  const more = mail.reminders - mail.lines.length;
  return (
    <li>
      <p>
        {mail.toName}
        <span className={classes.second}>
          {language.clauses([
            t(`reminders:reason.${mail.reason}`),
            `${instantParts(mail.sendAt, mail.timeZone).time} ${cityOf(mail.timeZone)}`,
            t(`domain:language.${mail.language}`),
            mail.isAlone && t('policies:preview.alone'),
          ])}
        </span>
      </p>
      {mail.lines.map((line) => (
        <p key={`${line.deadlineId} ${line.stepDays} ${line.stepUnit}`} className={classes.second}>
          <Line line={line} />
        </p>
      ))}
      {more > 0 && <p className={classes.second}>{t('policies:preview.moreLines', { count: more })}</p>}
    </li>
  );
}

/** What the reminder is about, when it is due, which step, and what moved it. */
function Line({ line }: { line: PreviewedReminder }) {
  const { t } = useTranslation(['policies', 'reminders']);
  const language = useLanguage();
  const step = useStep();
  const why = line.movedBecause && line.movedBecause !== 'weekend' ? line.movedBecause : t('reminders:when.weekend');
  return (
    <>
      <Link to={subjectHref(line.subject) as '/'} className="link">
        <SubjectWords subject={line.subject} />
      </Link>{' '}
      {language.clauses([
        step(line),
        t('policies:preview.due', { day: language.day(line.dueOn, {}) }),
        line.movedFrom &&
          t('reminders:when.moved', { day: language.day(line.movedFrom, { weekday: true, withoutYear: true }), why }),
      ])}
    </>
  );
}

const ICONS = { added: IconPlus, moved: IconArrowRight, withdrawn: IconBan };

function Change({ change }: { change: ChangedReminder }) {
  const { t } = useTranslation(['policies', 'reminders']);
  const language = useLanguage();
  const Icon = ICONS[change.change];
  const day = (on: string | null) => (on ? language.day(on, { withoutYear: false }) : '');
  const because = `reminders:withdrawn.${change.withdrawnBecause ?? ''}`;
  return (
    <li data-change={change.change}>
      <Icon size={14} stroke={1.75} aria-hidden />
      <div>
        <p>
          {t(`policies:preview.change.${change.change}`, { from: day(change.sendOnBefore), to: day(change.sendOn) })}{' '}
          {change.toName}
        </p>
        <p className={classes.second}>
          <Line line={change} />
        </p>
        {change.withdrawnBecause && i18next.exists(because) && (
          <p className={classes.second}>{i18next.t(because as never)}</p>
        )}
      </div>
    </li>
  );
}
