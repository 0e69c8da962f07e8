import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ListTable, type Column } from './list-table.js';
import classes from './section-list.module.css';

interface SectionListProps<Row> {
  /** Names the list for assistive technology. */
  caption: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  /** The row's own page, where it has one. */
  rowHref?: (row: Row) => string;
  /** The row on a phone. */
  phoneRow: (row: Row) => ReactNode;
  /** One sentence when there is none yet. */
  empty: string;
}

/** A short list inside a page of details: a table, rows on a phone, one quiet sentence when there is nothing. */
export function SectionList<Row>({
  caption,
  rows,
  columns,
  rowId,
  rowName,
  rowHref,
  phoneRow,
  empty,
}: SectionListProps<Row>) {
  const navigate = useNavigate();
  const isPhone = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const open = (row: Row) => {
    if (rowHref) void navigate({ href: rowHref(row) });
  };
  if (rows.length === 0) return <p className={classes.empty}>{empty}</p>;
  if (isPhone) {
    return (
      <ul aria-label={caption}>
        {rows.map((row) => (
          <li
            key={rowId(row)}
            className={classes.row}
            onClick={(event) => {
              if (!(event.target as HTMLElement).closest('a, button')) open(row);
            }}
          >
            {phoneRow(row)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div
      className={classes.flush}
      onKeyDown={(event) => {
        const at = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
        const row = rows[Number(at?.dataset['row'] ?? -1)];
        if (!at || !row || event.target !== at) return;
        if (event.key === 'Enter') open(row);
        const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
        const next =
          step && event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')[Number(at.dataset['row']) + step];
        if (!next) return;
        event.preventDefault();
        next.focus();
      }}
    >
      <ListTable
        caption={caption}
        rows={rows}
        columns={columns}
        rowId={rowId}
        rowName={rowName}
        {...(rowHref && { onPick: open })}
      />
    </div>
  );
}
