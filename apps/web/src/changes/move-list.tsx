import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { CertificateNumber } from '../components/certificate-number.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { subjectHref } from '../components/subject-href.js';
import { useLanguage } from '../i18n/use-language.js';
import { movesQuery } from './changes.api.js';
import classes from './changes.module.css';
import type { Move } from './changes.types.js';
import { inPlanOrder } from './move-order.js';
import { useMoveWords } from './move-words.js';

/** Every day that a publication moved, by client: of what, from when to when, and why. */
export function MoveList({ version, isFirst }: { version: number; isFirst: boolean }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const query = useInfiniteQuery(movesQuery(version));
  if (query.isPending) return <SkeletonRows rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const moves = query.data.pages.flatMap((page) => page.items);
  if (moves.length === 0) return <p className={classes.quiet}>{t(isFirst ? 'moved.first' : 'moved.none')}</p>;
  const number = `${language.number(moves.length)}${query.hasNextPage ? '+' : ''}`;
  return (
    <>
      <h3 className={classes.count}>{t('moved.count', { count: moves.length, number })}</h3>
      {byClient(moves).map(({ key, moves: own }) => (
        <section key={key} className={classes.client}>
          <h4>
            {own[0]?.clientId ? (
              <Link to={`/clients/${own[0].clientId}` as string} className="link">
                <Names latin={own[0].clientName} zh={own[0].clientNameZh} />
              </Link>
            ) : (
              t('moved.noClient')
            )}
            <span className={classes.quiet}>{language.number(own.length)}</span>
          </h4>
          <ul className={classes.moves}>
            {inPlanOrder(own).map((move) => (
              <li key={move.id}>
                <MoveLine move={move} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <MoreButton query={query}>{t('moved.more')}</MoreButton>
    </>
  );
}

function MoveLine({ move }: { move: Move }) {
  const { t } = useTranslation('changes');
  const words = useMoveWords();
  return (
    <div className={classes.move}>
      <div className={classes.what}>
        <span className={classes.item}>{words.item(move)}</span>
        <Subject move={move} />
      </div>
      <div className={classes.days}>
        <MovedDay day={move.fromOn} otherwise={t('moved.notOwedBefore')} isOld />
        <span className={classes.arrow} aria-hidden>
          →
        </span>
        <span className="unseen"> {t('moved.to')} </span>
        <MovedDay day={move.toOn} otherwise={t('moved.notOwedNow')} />
        {move.days !== null && <span className={classes.shift}>{words.shift(move.days)}</span>}
      </div>
      <p className={classes.why}>{words.why(move)}</p>
    </div>
  );
}

function MovedDay({ day, otherwise, isOld = false }: { day: Day | null; otherwise: string; isOld?: boolean }) {
  const language = useLanguage();
  if (day === null) return <span className={classes.quiet}>{otherwise}</span>;
  return <span className={isOld ? classes.oldDay : classes.newDay}>{language.day(day, { weekday: true })}</span>;
}

/** Of these no move is told. */
const NOT_MOVED = { bookingId: null, entryId: null } as const;

function Subject({ move }: { move: Move }) {
  if (move.certificateId)
    return (
      <Link to={`/certificates/${move.certificateId}` as string} className="link">
        <Names latin={move.productName} zh={move.productNameZh} /> <CertificateNumber number={move.label} />
      </Link>
    );
  if (move.applicationId)
    return (
      <Link to={`/cases/${move.applicationId}` as string} className="link">
        <Names latin={move.productName} zh={move.productNameZh} /> {move.label}
      </Link>
    );
  if (move.cbReportId)
    return (
      <Link to={`/products/${move.reportProductId}` as string} className="link">
        <Names latin={move.productName} zh={move.productNameZh} /> {move.label}
      </Link>
    );
  const to = move.planId ? `/plans/${move.planId}` : subjectHref({ ...move, ...NOT_MOVED });
  return (
    <Link to={to as string} className="link">
      <Names latin={move.label} zh={move.labelZh} />
    </Link>
  );
}

/** In the order in which the clients first appear. */
function byClient(moves: readonly Move[]): { key: string; moves: Move[] }[] {
  const groups = new Map<string, Move[]>();
  for (const move of moves) {
    const key = move.clientId ?? '';
    const group = groups.get(key);
    if (group) group.push(move);
    else groups.set(key, [move]);
  }
  return [...groups].map(([key, own]) => ({ key, moves: own }));
}
