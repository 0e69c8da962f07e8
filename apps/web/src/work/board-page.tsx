import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import type { ApplicationLine } from '../applications/applications.types.js';
import { ListToolbar, ListViews } from '../components/list-toolbar.js';
import { PHONE } from '../components/media.js';
import { PageHeader } from '../components/page-header.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { useUrlState } from '../components/url-state.js';
import { useNews } from '../live/use-news.js';
import { AssignForm } from './assign-form.js';
import { BoardColumnList } from './board-column.js';
import classes from './board.module.css';
import { CardMover } from './card-mover.js';
import { NewCase, Reading } from './case-list-page.js';
import { useColumnNames } from './use-column-names.js';
import { SEARCH, useActiveFilters, useCaseFilters } from './use-case-filters.js';
import { useCaseViews } from './use-case-views.js';
import { boardQuery } from './work.api.js';
import { BOARD_SIDES, type BoardColumn, type BoardSide } from './work.types.js';
import { WorkTabs } from './work-tabs.js';

/** A card that somebody wants elsewhere; without a column its form asks where. */
export interface Wanted {
  line: ApplicationLine;
  column: BoardColumn | null;
}

/** Open cases in columns by stage, by whose turn it is or by owner. A card moves only by a recorded act. */
export function BoardPage() {
  const { t } = useTranslation(['work', 'common']);
  const { may } = useSession();
  const [url, setUrl] = useUrlState();
  const filters = useCaseFilters();
  const active = useActiveFilters(filters);
  const views = useCaseViews();
  const names = [...filters.map(({ name }) => name), SEARCH];
  const by: BoardSide = BOARD_SIDES.find((side) => side === url['by']) ?? 'stage';
  const isEnded = active['isOpen'] === 'false';
  const board = useQuery({ ...boardQuery(by, active), placeholderData: keepPreviousData, enabled: !isEnded });
  const news = useNews(['application']);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const move = by === 'owner' ? may('application.edit') : may('application.move');
  return (
    <>
      <PageHeader title={t('work:title')} reading={<Reading />} acts={may('application.edit') && <NewCase />} />
      <WorkTabs />
      <ListViews views={views} active={active} names={names} onChoose={(changes) => setUrl(changes, { push: true })} />
      <div className={classes.tools}>
        <ListToolbar
          filters={filters}
          search={{ name: SEARCH, label: t('work:search') }}
          active={active}
          onChange={setUrl}
        />
        <SegmentedControl
          className={classes.sides}
          size="xs"
          aria-label={t('work:board.by')}
          value={by}
          onChange={(side) => setUrl({ by: side === 'stage' ? null : side, column: null })}
          data={BOARD_SIDES.map((side) => ({ value: side, label: t(`work:board.side.${side}`) }))}
        />
      </div>
      {news.count > 0 && (
        <p className={classes.news} role="status">
          <button
            type="button"
            className="link"
            onClick={() => {
              news.forget();
              void board.refetch();
            }}
          >
            {t('work:board.news', { count: news.count })}
          </button>
        </p>
      )}
      {isEnded ? (
        <EmptyState sentence={t('work:board.ended')} />
      ) : board.isPending ? (
        <SkeletonRows />
      ) : board.isError ? (
        <ErrorState error={board.error} onRetry={() => void board.refetch()} />
      ) : board.data.columns.every(({ total }) => total === 0) ? (
        <EmptyState
          sentence={
            Object.keys(active).length > 0
              ? t('common:list.noMatch', { count: Object.keys(active).length })
              : t('work:empty')
          }
          hint={Object.keys(active).length > 0 ? undefined : t('work:emptyHint')}
        />
      ) : (
        <Columns
          by={board.data.by}
          columns={board.data.columns}
          filters={active}
          onWant={move ? setWanted : null}
          openId={wanted?.line.id ?? null}
        />
      )}
      {wanted && by === 'owner' && (
        <AssignForm
          key={wanted.line.id}
          cases={[wanted.line]}
          {...(wanted.column && { ownerId: wanted.column.key })}
          onClose={() => setWanted(null)}
          onDone={() => undefined}
        />
      )}
      {wanted && by !== 'owner' && (
        <CardMover
          key={wanted.line.id}
          wanted={wanted}
          by={by}
          columns={board.data?.columns ?? []}
          onClose={() => setWanted(null)}
        />
      )}
    </>
  );
}

interface ColumnsProps {
  by: BoardSide;
  columns: readonly BoardColumn[];
  filters: Record<string, string>;
  onWant: ((wanted: Wanted) => void) | null;
  openId: string | null;
}

/** Beside each other; on a phone one at a time. */
function Columns({ by, columns, filters, onWant, openId }: ColumnsProps) {
  const { t } = useTranslation('work');
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const [url, setUrl] = useUrlState();
  const nameOf = useColumnNames(by);
  const [dragged, setDragged] = useState<{ line: ApplicationLine; from: string | null } | null>(null);
  const chosen =
    columns.find(({ key }) => (key ?? 'none') === url['column']) ??
    columns.find(({ total }) => total > 0) ??
    columns[0];
  const column = (one: BoardColumn) => (
    <BoardColumnList
      key={one.key ?? 'none'}
      by={by}
      column={one}
      filters={filters}
      dragged={dragged}
      onDrag={setDragged}
      onWant={onWant}
      openId={openId}
    />
  );
  if (isPhone)
    return (
      <>
        <label className={classes.pickColumn}>
          <span className="unseen">{t('board.column')}</span>
          <select value={chosen?.key ?? 'none'} onChange={(event) => setUrl({ column: event.currentTarget.value })}>
            {columns.map((one) => (
              <option key={one.key ?? 'none'} value={one.key ?? 'none'}>
                {nameOf(one)} ({one.total}
                {one.isCapped ? '+' : ''})
              </option>
            ))}
          </select>
        </label>
        {chosen && column(chosen)}
      </>
    );
  return (
    <div className={classes.board} tabIndex={0} role="region" aria-label={t('board.label')}>
      {columns.map(column)}
      {dragged && by === 'stage' && onWant && (
        // the next stage has no column as long as no case stands in it
        <div
          className={classes.next}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            onWant({ line: dragged.line, column: null });
            setDragged(null);
          }}
        >
          {t('board.next')}
        </div>
      )}
    </div>
  );
}
