import type { Block, Letter, Reason } from './letter.js';
import { barRows, tableRows } from './letter-tables.js';
import { LETTER_WORDS } from './letter-words.js';
import { printable, printableLine } from './printable.js';
import { INK_SOFT, LEFT, PAGE, RIGHT, type Row, RULE, type Setting, TEXT_WIDTH, textRows } from './typeset.js';

/** Room for the number of a reason and for a bullet. */
const INDENT = 20;
const BULLET_INDENT = 12;
const LABEL_WIDTH = 132;
/** A notice up to this height is not cut. */
const SHORT_NOTICE = PAGE.height / 3;
const FRAME = { inset: 11, padding: 8 } as const;

/** Subject, blocks and signature as rows. */
export function letterRows(setting: Setting, letter: Letter): Row[] {
  const { measure } = setting;
  const subject = setting.lines(
    [setting.text(printableLine(letter.subject), { weight: 'strong', size: measure.heading + 0.75 })],
    TEXT_WIDTH,
  );
  const rows = textRows(subject, measure.headingLeading + 1, LEFT, 0).map((row) => ({ ...row, isGlued: true }));
  let reasons = 0;
  for (const [at, block] of letter.blocks.entries()) {
    rows.push(...blockRows(setting, block, reasons));
    // The line that leads to a list stays with it.
    if (block.kind === 'paragraph' && letter.blocks[at + 1]?.kind === 'list')
      rows.push({ ...rows.pop()!, isGlued: true });
    if (block.kind === 'reasons') reasons += block.reasons.length;
  }
  rows.push(...signatureRows(setting, letter, rows));
  return rows;
}

/** @param counted reasons of earlier blocks */
function blockRows(setting: Setting, block: Block, counted: number): Row[] {
  const { size, leading, heading, headingLeading } = setting.measure;
  switch (block.kind) {
    case 'heading': {
      const lines = setting.lines(
        [setting.text(printableLine(block.text), { weight: 'strong', size: heading })],
        TEXT_WIDTH,
      );
      return textRows(lines, headingLeading, LEFT, leading * 1.15).map((row) => ({ ...row, isGlued: true }));
    }
    case 'paragraph':
      return textRows(setting.lines([setting.text(block.text)], TEXT_WIDTH), leading, LEFT, leading * 0.6);
    case 'facts':
      return block.facts.flatMap(({ label, value }, at) => factRows(setting, label, value, at === 0));
    case 'reasons':
      return block.reasons.flatMap((reason, at) => reasonRows(setting, reason, counted + at + 1));
    case 'notice':
      return noticeRows(setting, block.title, block.texts);
    case 'table':
      return tableRows(setting, block.columns, block.rows);
    case 'bars':
      return barRows(setting, block.bars);
    case 'list':
      return block.items.flatMap((item, at) =>
        bulletRows(setting, item, LEFT, TEXT_WIDTH, at === 0 ? leading * 0.5 : size * 0.25),
      );
  }
}

/** Label and value side by side, each as many lines as it takes. */
function factRows(setting: Setting, label: string, value: string, isFirst: boolean): Row[] {
  const { leading } = setting.measure;
  const labels = setting.lines([setting.text(printableLine(label), { color: INK_SOFT })], LABEL_WIDTH - 10);
  const values = setting.lines([setting.text(printable(value))], TEXT_WIDTH - LABEL_WIDTH);
  const count = Math.max(labels.length, values.length);
  return Array.from({ length: count }, (_, at) => ({
    height: leading,
    isGlued: count > 1 && (at === 0 || at === count - 2),
    gap: at > 0 ? 0 : isFirst ? leading * 0.5 : 1.5,
    paint(paper, top) {
      if (labels[at]) paper.line(labels[at], LEFT, top, leading);
      if (values[at]) paper.line(values[at], LEFT + LABEL_WIDTH, top, leading);
    },
  }));
}

/** The number hangs, the source stands small below; both stay with the text's end. */
function reasonRows(setting: Setting, reason: Reason, number: number): Row[] {
  const { leading, smallLeading } = setting.measure;
  const x = LEFT + INDENT;
  const width = TEXT_WIDTH - INDENT;
  const text = textRows(setting.lines([setting.text(reason.text)], width), leading, x, leading * 0.6);
  const [mark] = setting.lines([setting.text(`${number}.`)], INDENT);
  const first = text[0]!;
  const numbered: Row = {
    ...first,
    paint(paper, top) {
      paper.line(mark!, LEFT, top, leading);
      first.paint(paper, top);
    },
  };
  const basis = [
    setting.small(printableLine(reason.basis), { weight: 'strong' }),
    setting.small(reason.source ? `  ·  ${printableLine(reason.source)}` : ''),
  ];
  const rows = [numbered, ...text.slice(1), ...textRows(setting.lines(basis, width), smallLeading, x, 2)];
  const url = printableLine(reason.url ?? '');
  if (url) {
    const lines = setting.lines([setting.small(url, { isAddress: true })], width);
    rows.push(...textRows(lines, smallLeading, x, 0, safeLink(url)));
  }
  // The text's last two lines, its basis and its source are one thing to the eye; very long ones may be cut.
  const bound = text.length > 1 ? text.length - 2 : 0;
  return rows.map((row, at) => ({
    ...row,
    isGlued: row.isGlued || (at >= bound && at < rows.length - 1 && at < bound + 6),
  }));
}

/** The address as a link, if it leads into the web and nowhere else. */
function safeLink(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

function bulletRows(setting: Setting, text: string, left: number, width: number, gap: number): Row[] {
  const { leading } = setting.measure;
  const lines = setting.lines([setting.text(text)], width - BULLET_INDENT);
  const [bullet] = setting.lines([setting.text('–')], BULLET_INDENT);
  return textRows(lines, leading, left + BULLET_INDENT, gap).map((row, at) => ({
    ...row,
    paint(paper, top) {
      if (at === 0) paper.line(bullet!, left, top, leading);
      row.paint(paper, top);
    },
  }));
}

/** Rows in a frame. Over the end of a page the frame stays open, which says that it goes on. */
function noticeRows(setting: Setting, title: string, texts: readonly string[]): Row[] {
  const { leading, size } = setting.measure;
  const left = LEFT + FRAME.inset;
  const width = TEXT_WIDTH - 2 * FRAME.inset;
  const heading = setting.lines([setting.text(printableLine(title), { weight: 'strong' })], width);
  const inside: Row[] = [
    pad(FRAME.padding - 2),
    ...textRows(heading, leading, left, 0).map((row) => ({ ...row, isGlued: true })),
    ...texts.flatMap((text) =>
      texts.length === 1
        ? textRows(setting.lines([setting.text(text)], width), leading, left, size * 0.3)
        : bulletRows(setting, text, left, width, size * 0.3),
    ),
  ];
  inside.push(pad(FRAME.padding));
  const before = inside.at(-2)!;
  inside[inside.length - 2] = { ...before, isGlued: true };
  const isShort = inside.reduce((height, row) => height + row.height + row.gap, 0) < SHORT_NOTICE;
  const framed: Row[] = inside.map((row, at) => ({
    height: row.height + (at > 0 ? row.gap : 0),
    gap: at === 0 ? leading * 0.9 : 0,
    isGlued: (row.isGlued || isShort) && at < inside.length - 1,
    paint(paper, top) {
      const air = at > 0 ? row.gap : 0;
      const bottom = top + air + row.height;
      const right = LEFT + TEXT_WIDTH;
      paper.rule(LEFT, top, LEFT, bottom, 0.6, RULE);
      paper.rule(right, top, right, bottom, 0.6, RULE);
      if (at === 0) paper.rule(LEFT - 0.3, top, right + 0.3, top, 0.6, RULE);
      if (at === inside.length - 1) paper.rule(LEFT - 0.3, bottom, right + 0.3, bottom, 0.6, RULE);
      row.paint(paper, top + air);
    },
  }));
  return [...framed, { ...pad(leading * 0.3), isGlued: false }];
}

function pad(height: number): Row {
  return { height, gap: 0, isGlued: true, paint: () => {} };
}

/** Closing words, room for the hand, name and role: together, and not alone on a page. Chinese letters are signed on the right. */
function signatureRows(setting: Setting, letter: Letter, above: Row[]): Row[] {
  const { signature, language } = letter;
  if (!signature) return [];
  const { leading } = setting.measure;
  const role = printableLine(signature.role ?? '');
  const place = printableLine(signature.place ?? '');
  const day = `${place}${language === 'zh' ? '，' : ', '}${printableLine(letter.dateText)}`;
  const named = setting.lines([setting.text(printableLine(signature.name), { weight: 'strong' })], TEXT_WIDTH);
  const below = [role, place && day]
    .filter((text) => text !== '')
    .flatMap((text) => setting.lines([setting.text(text, { color: INK_SOFT })], TEXT_WIDTH));
  const rows = [
    ...textRows(
      setting.lines([setting.text(LETTER_WORDS[language].closing)], TEXT_WIDTH),
      leading,
      LEFT,
      leading * 1.3,
    ),
    ...[...named, ...below].flatMap((line, at) =>
      textRows([line], leading, language === 'zh' ? RIGHT - line.width : LEFT, at === 0 ? leading * 3 : 0),
    ),
  ];
  for (let at = Math.max(0, above.length - 2); at < above.length; at++) above[at] = { ...above[at]!, isGlued: true };
  return rows.map((row, at) => ({ ...row, isGlued: at < rows.length - 1 }));
}
