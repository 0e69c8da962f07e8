import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { columnIndex } from '#domain/register/cell';
import type { RegisterColumn } from '#domain/register/columns';
import { sheetRowsQuery } from './imports.api.js';
import classes from './file-excerpt.module.css';
import type { ImportHeading, ImportSheetRow } from './imports.types.js';

/** What tells a row apart, the most telling first; the columns at fault come before them. */
const ANCHORS: readonly RegisterColumn[] = ['client', 'number', 'productClass', 'issued', 'status', 'models'];
const COLUMNS_MAX = 5;
const ROWS_AROUND = 2;

interface FileExcerptProps {
  importId: string;
  /** The row in the middle. */
  row: number;
  /** The column of the cell that is looked at; without one nothing is marked. */
  letter?: string;
}

/** A cell of the file among its neighbours, as the spreadsheet shows it: row numbers, column letters, headings. */
export function FileExcerpt({ importId, row, letter }: FileExcerptProps) {
  const { t } = useTranslation('imports');
  const query = useQuery({ ...sheetRowsQuery(importId, row), placeholderData: keepPreviousData });
  const sheet = query.data;
  const frame = useRef<HTMLDivElement>(null);
  // on a narrow screen the cell may stand outside what is seen
  useEffect(() => {
    const cell = frame.current?.querySelector<HTMLElement>('td[data-at]');
    if (cell && frame.current)
      frame.current.scrollLeft = cell.offsetLeft - (frame.current.clientWidth - cell.offsetWidth) / 2;
  }, [sheet, row, letter]);
  if (!sheet) return <div className={classes.waiting} />;
  const columns = shownColumns(sheet.headings, letter);
  const at = sheet.rows.findIndex((line) => line.row === row);
  const rows = at < 0 ? sheet.rows : sheet.rows.slice(Math.max(at - ROWS_AROUND, 0), at + ROWS_AROUND + 1);
  return (
    <div ref={frame} className={classes.frame} role="group" tabIndex={0} aria-label={t('excerpt.title')}>
      <table className={classes.sheet}>
        <caption className="unseen">
          {letter ? t('excerpt.caption', { row, cell: `${letter}${row}` }) : t('excerpt.first')}
        </caption>
        <thead>
          <tr>
            <th aria-label={t('excerpt.row')} />
            {columns.map((column) => (
              <th key={column.letter} scope="col" data-at={column.letter === letter || undefined}>
                {column.letter}
                <span>{column.heading}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <tr key={line.row}>
              <th scope="row" data-at={(letter !== undefined && line.row === row) || undefined}>
                {line.row}
              </th>
              {columns.map((column) => (
                <SheetCell
                  key={column.letter}
                  line={line}
                  letter={column.letter}
                  isAt={line.row === row && column.letter === letter}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SheetCell({ line, letter, isAt }: { line: ImportSheetRow; letter: string; isAt: boolean }) {
  const text = line.cells[letter] ?? '';
  const state = isAt ? classes.at : line.faulty.includes(letter) ? classes.faulty : '';
  return (
    <td className={state} data-at={isAt || undefined}>
      <span className={classes.cell}>
        {isAt && text === '' ? <i className={classes.nothing} /> : <Spaces text={text} />}
      </span>
    </td>
  );
}

/** Spaces at the ends of a cell, which are cut while reading, made visible. */
function Spaces({ text }: { text: string }) {
  const { t } = useTranslation('imports');
  const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  if (middle === '') return null;
  return (
    <>
      {[before, middle, after].map((part, index) => {
        if (part === '') return null;
        if (index === 1) return <Fragment key={index}>{part}</Fragment>;
        return (
          <u key={index} title={t('excerpt.space')}>
            {'·'.repeat(part.length)}
          </u>
        );
      })}
    </>
  );
}

/** The column looked at and what tells the row apart, in the order of the file. */
function shownColumns(headings: readonly ImportHeading[], letter: string | undefined): ImportHeading[] {
  const looked = headings.find((heading) => heading.letter === letter);
  const anchors = ANCHORS.flatMap((as) => headings.filter((heading) => heading.as === as));
  const shown = [...new Set([...(looked ? [looked] : []), ...anchors])].slice(0, COLUMNS_MAX);
  return shown.sort((a, b) => columnIndex(a.letter) - columnIndex(b.letter));
}
