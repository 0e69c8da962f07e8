import { useCallback, useMemo, useState } from 'react';

/** Rows that are chosen for one act on all of them. */
export interface Selection<Row> {
  /** by id, in the order of choosing, as they were last read */
  chosen: ReadonlyMap<string, Row>;
  isFull: boolean;
  /** Chooses the row or lets it go; with `isRange` every row from the one before up to it. */
  toggle: (rows: readonly Row[], index: number, isRange?: boolean) => void;
  /** Every row shown, or none where every one is chosen. */
  toggleAll: (rows: readonly Row[]) => void;
  /** The same rows as they are now. */
  refresh: (rows: readonly Row[]) => void;
  /** Only these stay. */
  keep: (ids: ReadonlySet<string>) => void;
  clear: () => void;
}

/**
 * The rows chosen after one of them was clicked.
 *
 * @param anchor id of the row clicked before; a range goes from it to `index` and does what that click did
 * @param most further rows are left out
 */
export function toggled<Row>(
  chosen: ReadonlyMap<string, Row>,
  rows: readonly Row[],
  idOf: (row: Row) => string,
  index: number,
  anchor: string | null,
  most: number,
): Map<string, Row> {
  const row = rows[index];
  const next = new Map(chosen);
  if (!row) return next;
  const from = anchor === null ? -1 : rows.findIndex((one) => idOf(one) === anchor);
  const isChoosing = from >= 0 ? chosen.has(anchor!) : !chosen.has(idOf(row));
  const range = from >= 0 ? rows.slice(Math.min(from, index), Math.max(from, index) + 1) : [row];
  for (const one of range) {
    if (!isChoosing) next.delete(idOf(one));
    else if (next.size < most || next.has(idOf(one))) next.set(idOf(one), one);
  }
  return next;
}

/** Chosen rows of a list, at most as many as one act takes. */
export function useSelection<Row>(idOf: (row: Row) => string, most: number): Selection<Row> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map());
  const [anchor, setAnchor] = useState<string | null>(null);
  const toggle = useCallback(
    (rows: readonly Row[], index: number, isRange = false) => {
      const row = rows[index];
      if (!row) return;
      setChosen((before) => toggled(before, rows, idOf, index, isRange ? anchor : null, most));
      setAnchor(idOf(row));
    },
    [anchor, idOf, most],
  );
  const toggleAll = useCallback(
    (rows: readonly Row[]) =>
      setChosen((before) => {
        const isWhole = rows.slice(0, most).every((row) => before.has(idOf(row)));
        return isWhole ? new Map() : new Map(rows.slice(0, most).map((row) => [idOf(row), row]));
      }),
    [idOf, most],
  );
  const refresh = useCallback(
    (rows: readonly Row[]) =>
      setChosen((before) => {
        const newer = rows.filter((row) => before.has(idOf(row)) && before.get(idOf(row)) !== row);
        return newer.length === 0 ? before : new Map([...before, ...newer.map((row) => [idOf(row), row] as const)]);
      }),
    [idOf],
  );
  const keep = useCallback(
    (ids: ReadonlySet<string>) => setChosen((before) => new Map([...before].filter(([id]) => ids.has(id)))),
    [],
  );
  const clear = useCallback(() => setChosen(new Map()), []);
  return useMemo(
    () => ({ chosen, isFull: chosen.size >= most, toggle, toggleAll, refresh, keep, clear }),
    [chosen, most, toggle, toggleAll, refresh, keep, clear],
  );
}
