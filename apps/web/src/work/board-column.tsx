import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Party } from '#domain/reference/scheme';
import type { ApplicationLine } from '../applications/applications.types.js';
import { PartyMark } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import { BoardCard } from './board-card.js';
import type { Wanted } from './board-page.js';
import classes from './board.module.css';
import { useColumnNames } from './use-column-names.js';
import { loadCases } from './work.api.js';
import type { BoardColumn, BoardSide } from './work.types.js';

/** Cards that are read at once when more are wanted. */
const MORE = 40;

interface Dragged {
  line: ApplicationLine;
  from: string | null;
}

interface BoardColumnProps {
  by: BoardSide;
  column: BoardColumn;
  filters: Record<string, string>;
  dragged: Dragged | null;
  onDrag: (dragged: Dragged | null) => void;
  /** null: the reader may not move */
  onWant: ((wanted: Wanted) => void) | null;
  openId: string | null;
}

/** One column: its name, its number, its cards by next deadline, and more of them on demand. */
export function BoardColumnList({ by, column, filters, dragged, onDrag, onWant, openId }: BoardColumnProps) {
  const { t } = useTranslation('work');
  const { number } = useLanguage();
  const nameOf = useColumnNames(by);
  const [isOver, setOver] = useState(false);
  const more = useMore(by, column, filters);
  const lines = [...column.cards, ...more.lines];
  const isTarget = dragged !== null && dragged.from !== column.key;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (dragged && isTarget) onWant?.({ line: dragged.line, column });
    onDrag(null);
  };
  const name = nameOf(column);
  return (
    <section
      className={classes.column}
      aria-label={name}
      data-target={(isTarget && isOver) || undefined}
      onDragOver={(event) => {
        if (!isTarget) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 className={classes.head}>
        {by === 'turn' && column.key && <PartyMark party={column.key as Party} />}
        <span className={classes.name}>{name}</span>
        <span className={classes.total}>
          {number(column.total)}
          {column.isCapped ? '+' : ''}
        </span>
      </h2>
      <ul className={classes.cards}>
        {lines.map((line) => (
          <BoardCard
            key={line.id}
            line={line}
            by={by}
            isLifted={dragged?.line.id === line.id || openId === line.id}
            onMove={onWant && (() => onWant({ line, column: null }))}
            onLift={onWant && (() => onDrag({ line, from: column.key }))}
            onPutDown={() => onDrag(null)}
          />
        ))}
      </ul>
      {more.hasMore && (
        <button type="button" className={`link ${classes.more}`} disabled={more.isBusy} onClick={more.load}>
          {t('board.more')}
        </button>
      )}
    </section>
  );
}

/** The cards behind the first ones: the list of cases with the filter of the column, read when asked for. */
function useMore(by: BoardSide, column: BoardColumn, filters: Record<string, string>) {
  const [isWanted, setWanted] = useState(false);
  const own = ownFilter(by, column.key);
  const query = useInfiniteQuery({
    queryKey: ['applications', 'board', 'more', by, column.key, filters, column.nextCursor],
    queryFn: ({ pageParam, signal }) =>
      loadCases({ ...filters, ...own, isOpen: 'true', sort: 'nextDueOn', limit: MORE, cursor: pageParam }, signal),
    initialPageParam: column.nextCursor,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isWanted && column.nextCursor !== null,
    placeholderData: keepPreviousData,
  });
  return {
    lines: column.nextCursor === null ? [] : (query.data?.pages.flatMap(({ items }) => items) ?? []),
    hasMore: column.nextCursor !== null && (!query.data || query.hasNextPage),
    isBusy: query.isFetching,
    load: () => (isWanted ? void query.fetchNextPage() : setWanted(true)),
  };
}

function ownFilter(by: BoardSide, key: string | null): Record<string, string> {
  if (by === 'owner') return key === null ? { hasNoOwner: 'true' } : { ownerId: key };
  return { [by]: key ?? '' };
}
