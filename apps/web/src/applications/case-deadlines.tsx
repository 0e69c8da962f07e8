import { useTranslation } from 'react-i18next';
import { DeadlineChip, BasisMark } from '../components/deadline-chip.js';
import { Section } from '../components/detail-page.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Application, CaseDeadline } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import classes from './cases.module.css';

/** Every day the case owes, the nearest first, each with why it is what it is; the settled ones folded. */
export function CaseDeadlines({ application }: { application: Application }) {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const nameOf = useDeadlineName(application);
  const open = application.deadlines.filter(({ state }) => state === 'open');
  const closed = application.deadlines.filter(({ state }) => state !== 'open');
  return (
    <Section title={t('cases:deadlines.title')}>
      {open.length === 0 && <p className={classes.quiet}>{t('cases:deadlines.none')}</p>}
      <ul className={classes.deadlines}>
        {open.map((deadline) => (
          <li key={deadline.id}>
            <DeadlineChip deadline={deadline} />
            <p className={classes.deadlineLine}>
              <span>{nameOf(deadline)}</span>
              <BasisMark basis={deadline.basis} />
            </p>
          </li>
        ))}
      </ul>
      {closed.length > 0 && (
        <details className={classes.closed}>
          <summary className="link">{t('cases:deadlines.closed', { count: closed.length })}</summary>
          <ul>
            {closed.map((deadline) => (
              <li key={deadline.id}>
                {language.clauses([
                  nameOf(deadline),
                  language.day(deadline.dueOn, {}),
                  t(`domain:deadlineState.${deadline.state}`),
                ])}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** What a day is owed for: the limit of the procedure or the document by its name, else its kind. */
export function useDeadlineName(application: Application): (deadline: CaseDeadline) => string {
  const { t } = useTranslation('domain');
  const words = useCaseWords();
  return ({ kind, dueOn, counted, itemNames }) => {
    if (itemNames) return `${t(`deadlineAct.${kind}`)}: ${words.say(itemNames)}`;
    const limit = application.limits.find(
      (one) =>
        one.dueOn === dueOn &&
        (kind === 'case-limit' ? one.key === 'overall' : one.fromStage === (counted.stage ?? '')),
    );
    if (limit?.names) return words.say(limit.names);
    const stage = application.stages.find(({ key }) => key === counted.stage);
    const act = t(`deadlineAct.${kind}`);
    return stage && kind === 'stage-due' ? `${act}: ${words.stage(stage)}` : act;
  };
}
