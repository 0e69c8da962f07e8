import type { Row } from './typeset.js';

export interface PlacedRow {
  row: Row;
  top: number;
}

/** The part of a page that rows may fill, in points from its upper edge. */
export interface Area {
  top: number;
  bottom: number;
}

/**
 * Spreads rows over pages. Rows that are glued stay together; a chain that is taller than a page is cut where the page
 * ends. A row with a head brings it along where it begins a page.
 *
 * @param areaOf the area of a page, counted from 0
 * @returns one list per page, at least one page
 */
export function paginate(rows: readonly Row[], areaOf: (page: number) => Area): PlacedRow[][] {
  const pages: PlacedRow[][] = [[]];
  let top = areaOf(0).top;
  const turn = () => {
    pages.push([]);
    top = areaOf(pages.length - 1).top;
  };
  const isFresh = () => pages.at(-1)!.length === 0;
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    while (to < rows.length && rows[to - 1]!.isGlued) to++;
    const chain = rows.slice(from, to);
    from = to;
    const height = (isBelow: boolean) =>
      chain.reduce((sum, row, at) => sum + row.height + (at > 0 || isBelow ? row.gap : 0), 0);
    if (!isFresh() && top + height(true) > areaOf(pages.length - 1).bottom) turn();
    for (const row of chain) {
      const gap = isFresh() ? 0 : row.gap;
      const isOver = top + gap + row.height > areaOf(pages.length - 1).bottom;
      if (isOver && !isFresh()) turn();
      if (isFresh() && row.head && pages.length > 1) {
        pages.at(-1)!.push({ row: row.head, top });
        top += row.head.height;
      }
      top += isFresh() ? 0 : row.gap;
      pages.at(-1)!.push({ row, top });
      top += row.height;
    }
  }
  return pages;
}
