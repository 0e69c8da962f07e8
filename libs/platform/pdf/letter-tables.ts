import type { TableColumn } from './letter.js';
import type { Line } from './lines.js';
import { printable, printableLine } from './printable.js';
import { INK, INK_SOFT, LEFT, RIGHT, type Row, type Setting, TEXT_WIDTH } from './typeset.js';

/** Air between the columns of a table, and above and below the lines of a row. */
const GUTTER = 10;
const PADDING = 3;
const HAIR = 0.4;
/** Label, bar and number of an amount. */
const LABEL_WIDTH = 132;
const NUMBER_WIDTH = 36;
const BAR_HEIGHT = 7;

/** A head that stays with its first row, then the rows, each under a hairline. */
export function tableRows(
  setting: Setting,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): Row[] {
  const { leading } = setting.measure;
  const head = stripOf(setting, columns, columns.map(({ title }) => title), true); // prettier-ignore
  const strips = rows.map((cells) => stripOf(setting, columns, cells, false));
  return [{ ...head, gap: leading * 0.6, isGlued: strips.length > 0 }, ...strips.map((strip) => ({ ...strip, head }))];
}

/** The cells of one row, each as many lines as it takes; a line end in a cell is one on paper. */
function stripOf(setting: Setting, columns: readonly TableColumn[], cells: readonly string[], isHead: boolean): Row {
  const { smallLeading } = setting.measure;
  const lines = columns.map(({ share }, at): Line[] => {
    const style = isHead ? { weight: 'strong' as const } : { color: INK };
    return printable(cells[at] ?? '')
      .split('\n')
      .flatMap((text) => setting.lines([setting.small(printableLine(text), style)], TEXT_WIDTH * share - GUTTER));
  });
  const height = Math.max(1, ...lines.map(({ length }) => length)) * smallLeading + 2 * PADDING;
  return {
    height,
    gap: 0,
    isGlued: false,
    paint(paper, top) {
      let x = LEFT;
      columns.forEach(({ share }, at) => {
        lines[at]!.forEach((line, index) => paper.line(line, x, top + PADDING + index * smallLeading, smallLeading));
        x += TEXT_WIDTH * share;
      });
      paper.rule(LEFT, top + height, RIGHT, top + height, isHead ? HAIR * 2 : HAIR);
    },
  };
}

/** One row for each amount: what it is, a bar, the number. They stay on one page. */
export function barRows(setting: Setting, bars: readonly { label: string; amount: number }[]): Row[] {
  const { leading } = setting.measure;
  const room = TEXT_WIDTH - LABEL_WIDTH - NUMBER_WIDTH;
  const most = Math.max(1, ...bars.map(({ amount }) => amount));
  return bars.map(({ label, amount }, at) => {
    const name = setting.oneLine(setting.text(printableLine(label), { color: INK_SOFT }), LABEL_WIDTH - 10);
    const [number] = setting.lines([setting.text(String(amount), { weight: 'strong' })], NUMBER_WIDTH);
    const width = (room * amount) / most;
    return {
      height: leading,
      gap: at === 0 ? leading * 0.5 : 2,
      isGlued: at < bars.length - 1,
      paint(paper, top) {
        const middle = top + leading / 2;
        paper.line(name, LEFT, top, leading);
        if (width > 0) paper.rule(LEFT + LABEL_WIDTH, middle, LEFT + LABEL_WIDTH + width, middle, BAR_HEIGHT, INK_SOFT);
        paper.line(number!, LEFT + LABEL_WIDTH + width + 6, top, leading);
      },
    };
  });
}
