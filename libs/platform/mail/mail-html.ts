/**
 * The building blocks of every mail: one column of at most 600 px, tables, inline styles, no images, no web fonts; dark
 * colours under prefers-color-scheme. Each block must stay readable with all styles stripped
 * (docs/decisions/0004-reminders.md says why these are hand-written tables).
 */
export const FONT =
  "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

/** Roles of colour: class -> light, dark. Text roles are at least 4.5:1 on the sheet in both. */
const INKS = {
  ink: ['#13201F', '#E6EDEB'],
  ink2: ['#45534F', '#AEBBB8'],
  ink3: ['#5F6C68', '#8C9A97'],
  accent: ['#0B6068', '#66C7CC'],
  overdue: ['#A9211B', '#FF9389'],
  week: ['#934600', '#FFB26B'],
  month: ['#6C5800', '#DFC65F'],
  quarter: ['#3D566B', '#9DB8CF'],
  later: ['#5F6C68', '#8C9A97'],
} as const;

const GROUNDS = {
  paper: ['#F3F4F1', '#0E1315'],
  sheet: ['#FFFFFF', '#151B1E'],
  button: ['#0B6068', '#66C7CC'],
  'overdue-soft': ['#FBEAE7', '#3A1B19'],
  'week-soft': ['#FCEEDD', '#36240F'],
  'month-soft': ['#F0E6B4', '#4A4216'],
  'quarter-soft': ['#E8EEF3', '#1B2831'],
  'later-soft': ['#E3E6E1', '#263035'],
} as const;

const LINES = { line: ['#E3E6E1', '#263035'], line2: ['#C9CFC9', '#3B484E'] } as const;
const BUTTON_INK = ['#FFFFFF', '#06201F'] as const;

/** Where the mail's sender may show who it is: see brand.ts. */
export const BRAND = { mark: '<!--brand-->', accent: INKS.accent, buttonInk: BUTTON_INK[1] } as const;

export type Ink = keyof typeof INKS;
export type Ground = keyof typeof GROUNDS;

/** Safe in text and in double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text in another language than the mail's, so that it is read and drawn as its own. */
export function foreign(text: string, lang: string): string {
  return `<span lang="${escapeHtml(lang)}">${escapeHtml(text)}</span>`;
}

export interface TypeStyle {
  size: number;
  line: number;
  weight?: 400 | 600;
  ink?: Ink;
  /** CSS margin */
  margin?: string;
}

/** A paragraph or heading; `content` is HTML. */
export function block(
  tag: 'p' | 'h1' | 'h2',
  content: string,
  { size, line, weight = 400, ink = 'ink', margin = '0' }: TypeStyle,
): string {
  return `<${tag} class="i-${ink}" style="margin:${margin};font:${weight} ${size}px/${line}px ${FONT};color:${INKS[ink][0]}">${content}</${tag}>`;
}

/** Inline text of another colour or weight; `content` is HTML. */
export function inline(content: string, ink: Ink, weight?: 600): string {
  return `<span class="i-${ink}" style="color:${INKS[ink][0]}${weight ? `;font-weight:${weight}` : ''}">${content}</span>`;
}

/** A link that names its target; `label` is text. */
export function link(label: string, href: string, ink: Ink = 'accent', weight?: 600): string {
  const style = `color:${INKS[ink][0]}${weight ? `;font-weight:${weight};text-decoration:none` : ''}`;
  return `<a href="${escapeHtml(href)}" class="i-${ink}" style="${style}">${escapeHtml(label)}</a>`;
}

/** The one main button of a mail. */
export function button(label: string, href: string): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" class="bt" style="margin:0 0 8px"><tr><td class="g-button" bgcolor="${GROUNDS.button[0]}" style="border-radius:8px;background:${GROUNDS.button[0]}"><a href="${escapeHtml(href)}" class="i-button" style="display:block;padding:13px 20px;font:600 15px/20px ${FONT};color:${BUTTON_INK[0]};text-decoration:none">${escapeHtml(label)}</a></td></tr></table>`;
}

/** A paragraph on a soft ground. */
export function notice(content: string, ground: Ground): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="g-${ground}" bgcolor="${GROUNDS[ground][0]}" style="background:${GROUNDS[ground][0]};border-radius:8px;padding:12px 16px;text-align:left">${content}</td></tr></table>`;
}

/** A thin bar: how much of the time has run. Decoration beside the words, so it is hidden from screen readers. */
export function timeBar(share: number, rest: Ground): string {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const cell = (ground: Ground, width: number, radius: string) =>
    width === 0
      ? ''
      : `<td class="g-${ground}" bgcolor="${GROUNDS[ground][0]}" width="${width}%" height="6" style="background:${GROUNDS[ground][0]};border-radius:${radius};font-size:0;line-height:6px">&nbsp;</td>`;
  const whole = percent === 0 || percent === 100;
  return `<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:14px 0 4px"><tr>${cell('button', percent, whole ? '3px' : '3px 0 0 3px')}${cell(rest, 100 - percent, whole ? '3px' : '0 3px 3px 0')}</tr></table>`;
}

/** Facts as a table of two columns; values are HTML. */
export function facts(rows: readonly (readonly [label: string, value: string])[]): string {
  const cell = (content: string, ink: Ink, more: string) =>
    `<td class="i-${ink} l-line" style="font:400 14px/20px ${FONT};color:${INKS[ink][0]};vertical-align:top;border-top:1px solid ${LINES.line[0]};${more}">${content}</td>`;
  const lines = rows.map(
    ([label, value]) =>
      `<tr>${cell(escapeHtml(label), 'ink3', 'padding:7px 14px 7px 0;width:104px')}${cell(value, 'ink', 'padding:7px 0')}</tr>`,
  );
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="text-align:left">${lines.join('')}</table>`;
}

/**
 * One line of a list; all HTML. What remains until the day stands under it: in a third column the words of the line would
 * have a few letters a line on a phone.
 */
export function listRow(what: string, when: { day: string; left: string | null } | null = null): string {
  const font = `font:400 14px/20px ${FONT};vertical-align:top;border-top:1px solid ${LINES.line[0]}`;
  const whenCell =
    when === null
      ? ''
      : `<td class="i-ink2 l-line" style="${font};color:${INKS.ink2[0]};padding:8px 12px 8px 0;white-space:nowrap">${when.day}${when.left === null ? '' : `<br>${when.left}`}</td>`;
  return `<tr>${whenCell}<td class="i-ink l-line" width="100%" style="${font};color:${INKS.ink[0]};padding:8px 0">${what}</td></tr>`;
}

export function list(rows: readonly string[]): string {
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="text-align:left">${rows.join('')}</table>`;
}

/** A part of the sheet with its inset. */
export function section(content: string, padding: string): string {
  return `<tr><td class="pad" style="padding:${padding};text-align:left">${content}</td></tr>`;
}

export interface PageParts {
  /** BCP 47, e.g. `zh-Hans` */
  lang: string;
  title: string;
  /** shown by inboxes beside the subject; text */
  preview: string;
  /** above the sheet; HTML */
  head: string;
  /** `section`s */
  sections: readonly string[];
  /** below the sheet; HTML */
  foot: string;
}

/** A name of 40 letters would otherwise make the mail wider than a phone. Not all readers know both words. */
const BREAKING = 'word-break:break-word;overflow-wrap:anywhere';

/** The whole document. */
export function page({ lang, title, preview, head, sections, foot }: PageParts): string {
  const strip = (content: string, padding: string) =>
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px"><tr><td style="padding:${padding};text-align:left">${content}</td></tr></table>`;
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="x-apple-disable-message-reformatting"><title>${escapeHtml(title)}</title>
<style>${STYLE}</style></head>
<body class="g-paper" style="margin:0;padding:0;background:${GROUNDS.paper[0]}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(preview)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="g-paper" bgcolor="${GROUNDS.paper[0]}" style="background:${GROUNDS.paper[0]}"><tr><td align="center" style="padding:24px 12px;${BREAKING}">
${strip(BRAND.mark + head, '0 4px 12px')}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="g-sheet l-line" bgcolor="${GROUNDS.sheet[0]}" style="max-width:600px;background:${GROUNDS.sheet[0]};border:1px solid ${LINES.line[0]};border-radius:12px">
${sections.join('\n')}
</table>
${strip(foot, '14px 4px 0')}
</td></tr></table>
</body></html>`;
}

const dark = [
  ...Object.entries(INKS).map(([name, [, ink]]) => `.i-${name}{color:${ink}!important}`),
  `.i-button{color:${BUTTON_INK[1]}!important}`,
  ...Object.entries(GROUNDS).map(([name, [, ground]]) => `.g-${name}{background:${ground}!important}`),
  ...Object.entries(LINES).map(([name, [, line]]) => `.l-${name}{border-color:${line}!important}`),
].join('');

const STYLE = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{-webkit-text-size-adjust:100%;text-size-adjust:100%;font-variant-numeric:tabular-nums}',
  // A table would otherwise take Times and the size of quirks mode in some readers.
  'table{border-spacing:0}a{text-underline-offset:2px}',
  '@media (max-width:480px){.bt{width:100%!important}.bt a{text-align:center}.pad{padding-left:20px!important;padding-right:20px!important}}',
  `@media (prefers-color-scheme:dark){${dark}}`,
  // Outlook.com rewrites classes and marks its dark mode this way.
  dark.replaceAll('.', '[data-ogsc] .'),
].join('\n');
