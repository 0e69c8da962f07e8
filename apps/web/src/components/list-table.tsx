import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './list.module.css';
import type { Selection } from './selection.js';

/** One column of a table. */
export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** The api's name of the sort; without one the head is plain text. */
  sort?: string;
  /** The api sorts by it upwards only. */
  isOneWay?: boolean;
  /** CSS width; the column without one takes what is left. */
  width?: string;
  align?: 'right';
  /** Gone while the side panel is open, or shown from 1900 px only. */
  folds?: 'byPeek' | 'unlessWide';
}

interface ListTableProps<Row> {
  /** Names the table for assistive technology. */
  caption: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  sort?: string;
  onSort?: (sort: string) => void;
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  selected?: string | null;
  isFolded?: boolean;
  /** A click on the row, beside its links and buttons. */
  onPick?: (row: Row) => void;
  /** Rows are chosen by a box in front of them. */
  selection?: Selection<Row> | undefined;
}

/** A table is a table: caption, sorted heads that say so, one focusable row at a time. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { columns, rows, sort, onSort, rowId, selected, selection } = props;
  const { t } = useTranslation();
  const shownChosen = selection ? rows.filter((row) => selection.chosen.has(rowId(row))).length : 0;
  const pick = (event: MouseEvent, row: Row) => {
    const isOnControl = (event.target as HTMLElement).closest('a, button, input, label') !== null;
    if (!isOnControl && !window.getSelection()?.toString()) props.onPick?.(row);
  };
  const focusable = Math.max(
    rows.findIndex((row) => rowId(row) === selected),
    0,
  );
  return (
    <table
      className={`${classes.table} ${props.isFolded ? classes.folded : ''} ${props.onPick ? classes.pickable : ''}`}
    >
      <caption className="unseen">{props.caption}</caption>
      <colgroup>
        {selection && <col className={classes.boxColumn} />}
        {columns.map((column) => (
          <col key={column.key} style={{ width: column.width }} className={column.folds && classes[column.folds]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className={classes.box}>
              <label>
                <input
                  type="checkbox"
                  aria-label={t('list.selectAll')}
                  checked={rows.length > 0 && shownChosen === rows.length}
                  ref={(box) => {
                    if (box) box.indeterminate = shownChosen > 0 && shownChosen < rows.length;
                  }}
                  onChange={() => selection.toggleAll(rows)}
                />
              </label>
            </th>
          )}
          {columns.map((column) => (
            <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr
            key={rowId(row)}
            data-row={index}
            tabIndex={index === focusable ? 0 : -1}
            aria-label={props.rowName(row)}
            aria-selected={rowId(row) === selected || undefined}
            data-chosen={selection?.chosen.has(rowId(row)) || undefined}
            onClick={(event) => pick(event, row)}
          >
            {selection && (
              <td className={classes.box}>
                <RowBox selection={selection} rows={rows} index={index} id={rowId(row)} name={props.rowName(row)} />
              </td>
            )}
            {columns.map((column) => (
              <td
                key={column.key}
                className={[column.align && classes[column.align], column.folds && classes[column.folds]]
                  .filter(Boolean)
                  .join(' ')}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface RowBoxProps<Row> {
  selection: Selection<Row>;
  rows: readonly Row[];
  index: number;
  id: string;
  name: string;
}

/** Chooses a row; with Shift every row from the one chosen before. */
export function RowBox<Row>({ selection, rows, index, id, name }: RowBoxProps<Row>) {
  const { t } = useTranslation();
  return (
    <label className={classes.boxLabel}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={t('list.select', { name })}
        checked={selection.chosen.has(id)}
        disabled={selection.isFull && !selection.chosen.has(id)}
        onChange={({ nativeEvent }) =>
          selection.toggle(rows, index, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
        }
      />
    </label>
  );
}

type HeadProps<Row> = { column: Column<Row>; sort: string | undefined; onSort: ((sort: string) => void) | undefined };

function HeadCell<Row>({ column, sort = '', onSort }: HeadProps<Row>) {
  const { t } = useTranslation();
  const isSorted = column.sort !== undefined && sort.replace(/^-/, '') === column.sort;
  const isDown = isSorted && sort.startsWith('-');
  const Icon = isDown ? IconChevronDown : IconChevronUp;
  const className = [column.align && classes[column.align], column.folds && classes[column.folds]]
    .filter(Boolean)
    .join(' ');
  return (
    <th scope="col" className={className} aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : undefined}>
      {column.sort && onSort ? (
        <button
          type="button"
          className={classes.sort}
          title={t('list.sortBy', { column: column.title })}
          onClick={() => onSort(isSorted && !isDown && !column.isOneWay ? `-${column.sort}` : String(column.sort))}
        >
          {column.title}
          {isSorted && <Icon size={12} stroke={1.75} aria-hidden />}
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}
