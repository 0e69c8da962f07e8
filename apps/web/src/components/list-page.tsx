import { keepPreviousData, skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { useDensity } from './density.js';
import { ListTable, RowBox, type Column } from './list-table.js';
import classes from './list.module.css';
import { ListToolbar, ListViews, type Field, type Filter, type View } from './list-toolbar.js';
import { PHONE } from './media.js';
import { MoreButton } from './more-button.js';
import { PageHeader } from './page-header.js';
import { PeekPanel } from './peek-panel.js';
import type { Selection } from './selection.js';
import { EmptyState, ErrorState, SkeletonRows } from './states.js';
import { useUrlState } from './url-state.js';

export type { Column, Field, Filter, View };

/** What a page of rows is asked with: the filters of the address, `sort`, `cursor`, `limit`. */
export type ListQuery = Record<string, string | number | undefined>;

export interface ListPageProps<Row> {
  title: string;
  /** The state of the list in a sentence. */
  reading?: ReactNode;
  acts?: ReactNode;
  /** Pages that belong together, under the header. */
  tabs?: ReactNode;
  /** Names the rows in the query cache, e.g. `['certificates']`; a change of one row invalidates it. */
  queryKey: readonly string[];
  load: (query: ListQuery, signal: AbortSignal) => Promise<Page<Row>>;
  /** How many rows there are under these filters, where the api counts them. */
  count?: (filters: ListQuery, signal: AbortSignal) => Promise<{ total: number; isCapped: boolean }>;
  columns: readonly Column<Row>[];
  /** Named sort of the api, `-` in front means descending. */
  defaultSort: string;
  filters?: readonly Filter[];
  /** Ready-made sets of filters, as tabs. */
  views?: readonly View[];
  /** The name of the api's text filter and what it searches, e.g. "Number or product". */
  search?: { name: string; label: string };
  /** Filters of the api that are typed, beside the search. */
  fields?: readonly Field[];
  rowId: (row: Row) => string;
  /** The row's own page. */
  rowHref: (row: Row) => string;
  /** The row's name for assistive technology. */
  rowName: (row: Row) => string;
  /** The row on a phone: date and state first, then what, then whose. */
  phoneRow: (row: Row) => ReactNode;
  /** The side panel of a row; by id, as an address may name a row that is not loaded. */
  peek?: (id: string, row: Row | undefined) => ReactNode;
  /** A row has no page of its own: on a phone too it opens its panel, over the list. */
  isOnlyPeeked?: boolean;
  /** Rows may be chosen: by their box, by `x`, with Shift a range. */
  selection?: Selection<Row>;
  /** Between the views and the rows, e.g. what the rows come to. */
  above?: ReactNode;
  /** Shown when there is nothing at all yet. */
  empty: ReactNode;
}

const PAGE_SIZE = 50;

/**
 * The one way to show many: views, filters in words, table with sort and cursor paging, side panel, keyboard (j/k or
 * arrows, Space peeks, Enter opens). Filters, sort and panel stand in the address.
 */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { filters = [], views = [], fields = [], search, rowId, selection } = props;
  const { t } = useTranslation();
  const { number } = useLanguage();
  const navigate = useNavigate();
  const [url, setUrl] = useUrlState();
  const [density] = useDensity();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const body = useRef<HTMLDivElement>(null);

  const names = [...filters, ...fields, ...(search ? [search] : [])].map(({ name }) => name);
  const active = Object.fromEntries(names.filter((name) => url[name]).map((name) => [name, url[name] as string]));
  const sort = url['sort'] ?? props.defaultSort;
  const rows = useInfiniteQuery({
    queryKey: [...props.queryKey, 'list', active, sort],
    queryFn: ({ pageParam, signal }) => props.load({ ...active, sort, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const total = useQuery({
    queryKey: [...props.queryKey, 'count', active],
    queryFn: props.count ? ({ signal }) => props.count!(active, signal) : skipToken,
    placeholderData: keepPreviousData,
  });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const refresh = selection?.refresh;
  useEffect(() => {
    if (rows.data) refresh?.(rows.data.pages.flatMap((page) => page.items));
  }, [rows.data, refresh]);
  const mayPeek = props.peek !== undefined && (!isPhone || (props.isOnlyPeeked ?? false));
  const peeked = mayPeek ? (url['peek'] ?? null) : null;
  const peekedIndex = items.findIndex((row) => rowId(row) === peeked);
  const isFiltered = Object.keys(active).length > 0;

  const focusRow = (index: number) => body.current?.querySelectorAll<HTMLElement>('[data-row]')[index]?.focus();
  const open = (row: Row) => void navigate({ href: props.rowHref(row) });
  const togglePeek = (row: Row) => {
    if (!mayPeek) open(row);
    else setUrl({ peek: peeked === rowId(row) ? null : rowId(row) }, { push: isPhone });
  };
  const walk = (index: number, step: number) => {
    const next = Math.min(Math.max(index + step, 0), items.length - 1);
    const row = items[next];
    if (!row) return;
    focusRow(next);
    if (peeked) setUrl({ peek: rowId(row) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!at || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(at.dataset['row']);
    const row = items[index];
    if (!row) return;
    const isOnRow = event.target === at;
    const acts: Record<string, (() => void) | undefined> = {
      j: () => walk(index, 1),
      ArrowDown: () => walk(index, 1),
      k: () => walk(index, -1),
      ArrowUp: () => walk(index, -1),
      ' ': isOnRow ? () => togglePeek(row) : undefined,
      Enter: isOnRow ? () => open(row) : undefined,
      Escape: peeked ? () => setUrl({ peek: null }) : undefined,
      x: selection && (() => selection.toggle(items, index)),
      X: selection && (() => selection.toggle(items, index, true)),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const closePeek = () => {
    setUrl({ peek: null });
    focusRow(Math.max(peekedIndex, 0));
  };

  return (
    <>
      <PageHeader title={props.title} reading={props.reading} acts={props.acts} />
      {props.tabs}
      {views.length > 0 && (
        <ListViews
          views={views}
          active={active}
          names={names}
          onChoose={(changes) => setUrl(changes, { push: true })}
        />
      )}
      {(filters.length > 0 || search) && (isFiltered || items.length > 0) && (
        <ListToolbar filters={filters} search={search} fields={fields} active={active} onChange={setUrl} />
      )}
      {props.above}
      <div className={`${classes.split} ${peeked ? classes.withPeek : ''}`}>
        <div className={classes.rows} ref={body} onKeyDown={onKeyDown} data-density={density}>
          {rows.isPending ? (
            <SkeletonRows />
          ) : rows.isError ? (
            <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
          ) : items.length === 0 ? (
            isFiltered ? (
              <EmptyState
                sentence={t('list.noMatch', { count: Object.keys(active).length })}
                act={
                  <button
                    type="button"
                    className="link"
                    onClick={() => setUrl(Object.fromEntries(names.map((name) => [name, null])))}
                  >
                    {t('list.clearFilters')}
                  </button>
                }
              />
            ) : (
              props.empty
            )
          ) : (
            <>
              {isPhone ? (
                <ul aria-label={props.title}>
                  {items.map((row, index) => (
                    <li
                      key={rowId(row)}
                      data-row={index}
                      tabIndex={index === 0 ? 0 : -1}
                      className={classes.phoneRow}
                      onClick={(event) => {
                        if (!(event.target as HTMLElement).closest('a, button, label')) togglePeek(row);
                      }}
                    >
                      {selection ? (
                        <div className={classes.phoneChoice}>
                          <RowBox
                            selection={selection}
                            rows={items}
                            index={index}
                            id={rowId(row)}
                            name={props.rowName(row)}
                          />
                          {props.phoneRow(row)}
                        </div>
                      ) : (
                        props.phoneRow(row)
                      )}
                    </li>
                  ))}
                </ul>
              ) : (
                <ListTable
                  caption={props.title}
                  rows={items}
                  columns={props.columns}
                  sort={sort}
                  onSort={(next) => setUrl({ sort: next === props.defaultSort ? null : next })}
                  rowId={rowId}
                  rowName={props.rowName}
                  selected={peeked}
                  isFolded={peeked !== null}
                  onPick={togglePeek}
                  selection={selection}
                />
              )}
              <footer className={classes.foot}>
                <span>
                  {total.data
                    ? t('list.shownOf', {
                        shown: number(items.length),
                        total: number(total.data.total),
                        more: total.data.isCapped ? '+' : '',
                      })
                    : t('list.shown', { shown: number(items.length), more: rows.hasNextPage ? '+' : '' })}
                </span>
                <MoreButton query={rows}>{t('list.more', { count: PAGE_SIZE })}</MoreButton>
                {!isPhone && (
                  <span className={classes.keys}>
                    {t(selection ? 'list.keysChoose' : props.peek ? 'list.keysPeek' : 'list.keys')}
                  </span>
                )}
              </footer>
            </>
          )}
        </div>
        {peeked && props.peek && (
          <PeekPanel
            key={peeked}
            label={peekedIndex >= 0 ? props.rowName(items[peekedIndex] as Row) : props.title}
            onPrevious={peekedIndex > 0 ? () => setUrl({ peek: rowId(items[peekedIndex - 1] as Row) }) : undefined}
            onNext={
              peekedIndex >= 0 && peekedIndex < items.length - 1
                ? () => setUrl({ peek: rowId(items[peekedIndex + 1] as Row) })
                : undefined
            }
            href={peekedIndex >= 0 ? props.rowHref(items[peekedIndex] as Row) : undefined}
            onClose={closePeek}
            isOverList={isPhone}
          >
            {props.peek(peeked, items[peekedIndex])}
          </PeekPanel>
        )}
      </div>
    </>
  );
}
