/**
 * The colours of the product as roles, light and dark. Screens name roles (`var(--ink2)`), never a shade or a hex
 * value. Contrast is recomputed by test/web/theme-contrast.spec.ts: text roles reach 4.5:1 on paper, sheet, sunk and on
 * their own soft ground, marks and control borders 3:1 on the sheet.
 *
 * Four channels are never mixed: hue = urgency, fill of the disc = how far time has run, line style = basis of a date,
 * square mark = whose turn it is.
 */
export type Scheme = 'light' | 'dark';

/** Role -> [light, dark]. The role's name is the CSS variable's name. */
export const ROLES = {
  // grounds
  paper: ['#F3F4F1', '#0E1315'],
  sheet: ['#FFFFFF', '#151B1E'],
  sunk: ['#F8F9F6', '#11171A'],
  raised: ['#FFFFFF', '#1D2529'],
  off: ['#EEF0EC', '#1B2327'],
  // lines
  line: ['#E3E6E1', '#263035'],
  line2: ['#C9CFC9', '#3B484E'],
  ctl: ['#7E8B86', '#6F7F83'],
  // ink
  ink: ['#13201F', '#E6EDEB'],
  ink2: ['#45534F', '#AEBBB8'],
  ink3: ['#5F6C68', '#8C9A97'],
  // act, link, selection, today line
  accent: ['#0B6068', '#66C7CC'],
  'accent-soft': ['#E2F0EF', '#143336'],
  'on-accent': ['#FFFFFF', '#06201F'],
  focus: ['#0B6068', '#8FE3E6'],
  // urgency: text, soft ground, mark
  overdue: ['#A9211B', '#FF9389'],
  'overdue-soft': ['#FBEAE7', '#3A1B19'],
  'overdue-mark': ['#C6352B', '#EF6A5F'],
  week: ['#934600', '#FFB26B'],
  'week-soft': ['#FCEEDD', '#36240F'],
  'week-mark': ['#D9780F', '#EE9A45'],
  month: ['#6C5800', '#DFC65F'],
  'month-soft': ['#F7F1D6', '#2D280F'],
  'month-mark': ['#A98905', '#C9AE3B'],
  quarter: ['#3D566B', '#9DB8CF'],
  'quarter-soft': ['#E8EEF3', '#1B2831'],
  'quarter-mark': ['#6C8AA3', '#7392AC'],
  later: ['#5F6C68', '#8C9A97'],
  'later-soft': ['#EEF0EC', '#1B2327'],
  'later-mark': ['#5F6C68', '#8C9A97'],
  met: ['#1A6842', '#76D3A1'],
  'met-soft': ['#E3F3EA', '#12301F'],
  'met-mark': ['#2E8F5E', '#4FB582'],
  // whose turn
  'party-us': ['#0B6068', '#66C7CC'],
  'party-client': ['#6B3FA8', '#BC9CF2'],
  'party-laboratory': ['#2456B8', '#8AB2F8'],
  'party-body': ['#7A4A1F', '#D6A97E'],
  'party-inspector': ['#9C2A68', '#F193C4'],
  'party-customs': ['#55616A', '#A6B2BB'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Role = keyof typeof ROLES;

/** What floats, and only that, has a shadow. */
export const FLOAT_SHADOW: Record<Scheme, string> = {
  light: '0 1px 2px rgb(19 32 31 / 6%), 0 8px 28px rgb(19 32 31 / 12%)',
  dark: '0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 50%), 0 0 0 1px #3B484E',
};

/** Mantine's own palettes, so that its components agree with the roles. */
export const PETROL = [
  '#E6F4F4',
  '#CBE8E9',
  '#9BD7DA',
  '#66C7CC',
  '#3FAAB1',
  '#1F8C94',
  '#12757D',
  '#0B6068',
  '#084D54',
  '#053A40',
] as const;
export const GRAY = [
  '#F8F9F6',
  '#F3F4F1',
  '#E3E6E1',
  '#C9CFC9',
  '#A9B3AE',
  '#7E8B86',
  '#5F6C68',
  '#45534F',
  '#2B3836',
  '#13201F',
] as const;
export const DARK = [
  '#E6EDEB',
  '#AEBBB8',
  '#8C9A97',
  '#6F7F83',
  '#3B484E',
  '#263035',
  '#1D2529',
  '#151B1E',
  '#11171A',
  '#0E1315',
] as const;

/**
 * No web fonts: nothing to load, and Chinese readers keep the face of their system. Not `system-ui`, which on Chinese
 * Windows changes the Latin letters too.
 */
export const FONT_STACK =
  '"Segoe UI Variable Text","Segoe UI",-apple-system,BlinkMacSystemFont,Inter,Roboto,"PingFang SC","Hiragino Sans GB","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",sans-serif';

/** The role's colour in a scheme. */
export function colourOf(role: Role, scheme: Scheme): string {
  return ROLES[role][scheme === 'light' ? 0 : 1];
}
