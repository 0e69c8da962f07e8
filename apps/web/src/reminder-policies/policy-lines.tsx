import { useTranslation } from 'react-i18next';
import { DEFAULT_ESCALATION, type EscalationLink } from '#domain/deadlines/escalation';
import { ALONE_WITHIN, type PolicyReader } from '#domain/deadlines/policy';
import { useLanguage } from '../i18n/use-language.js';
import classes from './policies.module.css';
import type { Policy, PolicyStep } from './policies.types.js';

/** Readers as a person says them: `owner, contact at the client`. */
export function useReaders() {
  const { t } = useTranslation('policies');
  const { items } = useLanguage();
  return (readers: readonly PolicyReader[]) => items(readers.map((reader) => t(`reader.${reader}`)));
}

/** A chain in words: `deputy after 1 working day, managers after 3 more`. */
export function useChain() {
  const { t } = useTranslation('policies');
  const { items } = useLanguage();
  return (chain: readonly EscalationLink[]) =>
    items(
      chain.map(({ to, afterWorkingDays: count }, index) =>
        t(index === 0 ? 'line.first' : 'line.then', { reader: t(`chain.reader.${to}`), count }),
      ),
    );
}

/** What is as it is everywhere needs no line. */
const isDefaultChain = (chain: readonly EscalationLink[]): boolean =>
  JSON.stringify(chain.map(({ to, afterWorkingDays }) => [to, afterWorkingDays])) ===
  JSON.stringify(DEFAULT_ESCALATION.map(({ to, afterWorkingDays }) => [to, afterWorkingDays]));

/** Steps that reach the same people are told together. */
function grouped(steps: readonly PolicyStep[]): PolicyStep[][] {
  const groups = new Map<string, PolicyStep[]>();
  for (const step of steps) {
    const key = [step.unit, step.isUrgent, ...step.to].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()];
}

/** A whole policy in words: when whom, and what comes once it is overdue. */
export function PolicyLines({ policy, isChangeable = true }: { policy: Policy; isChangeable?: boolean }) {
  const { t } = useTranslation('policies');
  const readers = useReaders();
  const { items } = useLanguage();
  const { steps, overdue, escalation } = policy;
  const chain = useChain();
  if (steps.length === 0 && overdue === null)
    return <p className={classes.quiet}>{t(`silent.${isChangeable ? 'changeable' : 'fixed'}`)}</p>;
  return (
    <ul className={classes.lines}>
      {grouped(steps).map((group) => {
        const { unit, to, isUrgent } = group[0]!;
        const last = group.at(-1)!.days;
        return (
          <li key={`${unit} ${String(isUrgent)} ${to.join()}`}>
            <span className={classes.days}>
              {t(`line.${unit}`, { days: items(group.map(({ days }) => String(days))), count: last })}
            </span>
            <span>
              {readers(to)}
              {isUrgent && <span className={classes.urgent}>{t('line.urgent')}</span>}
            </span>
          </li>
        );
      })}
      <li>
        <span className={classes.days}>
          {overdue ? t(`line.overdue.${overdue.unit}`, { count: overdue.every }) : t('line.overdue.never')}
        </span>
        {overdue && <span>{readers(overdue.to)}</span>}
      </li>
      {!isDefaultChain(escalation) && (
        <li>
          <span className={classes.days}>{t('line.unanswered')}</span>
          <span>{chain(escalation)}</span>
        </li>
      )}
    </ul>
  );
}

/** What holds where no policy names a chain of its own. */
export function UsualChain() {
  const { t } = useTranslation('policies');
  const chain = useChain();
  return <p className={classes.quiet}>{t('chain.usual', { chain: chain(DEFAULT_ESCALATION) })}</p>;
}

/** What holds beside every policy: a legal last step stands alone. */
export function AloneNote() {
  const { t } = useTranslation('policies');
  return (
    <p className={classes.quiet}>{t('aloneNote', { days: ALONE_WITHIN.calendar, working: ALONE_WITHIN.working })}</p>
  );
}
