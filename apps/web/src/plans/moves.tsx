import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '#domain/plan/plan';
import type { Move } from '#domain/plan/what-if';
import { useLanguage } from '../i18n/use-language.js';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import type { Scheme } from './plans.types.js';

interface MovesProps {
  scheme: Scheme;
  base: Plan;
  changed: Plan;
  moves: readonly Move[];
  /** What was set, as chips. */
  what: ReactNode;
  keepLabel: string;
  onKeep: () => void;
  onDiscard: () => void;
}

/** What moves: the end first, then each stage and limit, from, to, by how much, and through what. */
export function Moves({ scheme, base, changed, moves, what, keepLabel, onKeep, onDiscard }: MovesProps) {
  const { t } = useTranslation('plans');
  const endWords = useEndWords({ base, changed, moves });
  // A stage that moves as a whole is one line, not two.
  const rest = moves.filter((move) => move.item !== 'end' && !isSecondHalf(move, moves));
  return (
    <section className={classes.moves} aria-label={t('moves.title')}>
      <div className={classes.movesHead}>
        <div>
          <h3>{t('moves.title')}</h3>
          {what}
        </div>
        <div className={classes.movesActs}>
          <Button onClick={onKeep}>{keepLabel}</Button>
          <Button variant="default" onClick={onDiscard}>
            {t('moves.discard')}
          </Button>
        </div>
      </div>
      <p role="status" className={classes.movesEnd}>
        {endWords}
      </p>
      <Conflicts scheme={scheme} plan={changed} />
      {rest.length > 0 && (
        <table className={classes.movesTable}>
          <caption className="unseen">{t('moves.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('moves.what')}</th>
              <th scope="col">{t('moves.from')}</th>
              <th scope="col">{t('moves.to')}</th>
              <th scope="col" className={classes.right}>
                {t('moves.days')}
              </th>
              <th scope="col">{t('moves.through')}</th>
            </tr>
          </thead>
          <tbody>
            {rest.map((move) => (
              <MoveRow
                key={`${move.item} ${move.edge}`}
                move={move}
                moves={moves}
                scheme={scheme}
                base={base}
                changed={changed}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Whether the certificate comes later or earlier, in a sentence. */
export function useEndWords({ base, changed, moves }: Pick<MovesProps, 'base' | 'changed' | 'moves'>): string {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const end = moves.find(({ item }) => item === 'end');
  if (!end) return t(moves.length === 0 ? 'moves.nothing' : 'moves.endStays', { day: words.plain(changed.endsOn) });
  const days = end.days ?? 0;
  return t(days > 0 ? 'moves.endLater' : 'moves.endEarlier', {
    from: words.plain(base.endsOn),
    to: words.plain(changed.endsOn),
    count: Math.abs(days),
  });
}

function isSecondHalf(move: Move, moves: readonly Move[]): boolean {
  return move.edge === 'end' && moves.some(({ item, edge }) => item === move.item && edge === 'start');
}

interface RowProps {
  move: Move;
  moves: readonly Move[];
  scheme: Scheme;
  base: Plan;
  changed: Plan;
}

function MoveRow({ move, moves, scheme, base, changed }: RowProps) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const end = moves.find(({ item, edge }) => item === move.item && edge === 'end');
  const isWhole = move.edge === 'start' && end !== undefined;
  const [kind, key = ''] = move.item.split(/:(.*)/s);
  const limit = kind === 'limit' ? [...changed.limits, ...base.limits].find((one) => one.key === key) : undefined;
  const name = limit ? words.limit(scheme, limit) : words.stage(scheme, key);
  const span = (from: string | null, to: string | null) =>
    from && to ? words.range(from, to) : from ? words.plain(from) : t('moves.none');
  return (
    <tr>
      <th scope="row">
        {name}
        <span className={classes.quietLine}>
          {limit
            ? t('moves.limit')
            : isWhole
              ? t('moves.stage')
              : t(move.edge === 'start' ? 'moves.start' : 'moves.end')}
        </span>
      </th>
      <td>{isWhole ? span(move.from, end.from) : span(move.from, null)}</td>
      <td>
        <IconArrowRight size={12} stroke={1.5} aria-hidden /> {isWhole ? span(move.to, end.to) : span(move.to, null)}
        {move.states && (
          <span className={classes.quietLine}>
            {t('moves.states', { from: stateWord(move.states.from), to: stateWord(move.states.to) })}
          </span>
        )}
      </td>
      <td className={classes.right}>
        <Shift days={move.days} />
        {isWhole && end.days !== move.days && (
          <span className={classes.quietLine}>
            <Shift days={end.days} />
          </span>
        )}
      </td>
      <td className={classes.through}>{words.through(scheme, move)}</td>
    </tr>
  );

  function stateWord(state: string | null): string {
    return state ? (t(`stateWord.${state}` as never) as string) : t('moves.none');
  }
}

/** `+14 d`, `−3 d`. */
function Shift({ days }: { days: number | null }) {
  const { t } = useTranslation('plans');
  const { number } = useLanguage();
  if (days === null || days === 0) return <>{days === 0 ? '0' : ''}</>;
  const sign = days > 0 ? '+' : '−';
  return <b>{t('shift', { days: `${sign}${number(Math.abs(days))}` })}</b>;
}

/** Fixed days that what comes before does not allow. */
export function Conflicts({ scheme, plan }: { scheme: Scheme; plan: Plan }) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  if (plan.conflicts.length === 0) return null;
  return (
    <ul className={classes.conflicts} role="alert">
      {plan.conflicts.map(({ stage, edge, pinnedOn, possibleOn }) => (
        <li key={`${stage} ${edge}`}>
          {t(`conflict.${edge}`, {
            stage: words.stage(scheme, stage),
            pinned: words.plain(pinnedOn),
            possible: words.plain(possibleOn),
          })}
        </li>
      ))}
    </ul>
  );
}
