import { colourOf, ROLES, type Role, type Scheme } from '../../apps/web/src/theme/tokens.js';

/** Contrast ratio of WCAG 2.2, computed from sRGB. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const share = parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const SCHEMES: Scheme[] = ['light', 'dark'];
const GROUNDS: Role[] = ['paper', 'sheet', 'sunk'];
const URGENCIES = ['overdue', 'week', 'month', 'quarter', 'later', 'met'] as const;
const PARTIES = Object.keys(ROLES).filter((role) => role.startsWith('party-')) as Role[];
const TEXTS: Role[] = ['ink', 'ink2', 'ink3', 'accent', ...URGENCIES, ...PARTIES];

describe('the measuring itself', () => {
  it('gives the known ratios of black, white and the grey of WCAG examples', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2);
  });
});

describe.each(SCHEMES)('in the %s scheme', (scheme) => {
  const ratio = (text: Role, ground: Role) => contrast(colourOf(text, scheme), colourOf(ground, scheme));

  it.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
    '%s is readable on %s',
    (text, ground) => {
      expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(URGENCIES)('%s is readable on its own soft ground', (urgency) => {
    expect(ratio(urgency, `${urgency}-soft`)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['ink', 'ink2', 'accent'] as Role[])('%s is readable on a selected row', (text) => {
    expect(ratio(text, 'accent-soft')).toBeGreaterThanOrEqual(4.5);
  });

  it('the words of a filled button are readable', () => {
    expect(ratio('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    'ctl',
    'focus',
    'overdue-mark',
    'week-mark',
    'month-mark',
    'quarter-mark',
    'later-mark',
    'met-mark',
  ] as Role[])('%s stands out from the sheet', (mark) => {
    expect(ratio(mark, 'sheet')).toBeGreaterThanOrEqual(3);
  });
});
