/** The ground of a mail in light and in dark readers, and what text on them must reach (WCAG 2.2 AA). */
const SHEET = { light: '#ffffff', dark: '#151b1e' } as const;
export const LEAST_CONTRAST = 4.5;

/** Colours of links and of the button, with the text on it: light and dark. */
export interface AccentColours {
  light: string;
  lightText: string;
  dark: string;
  darkText: string;
}

const HEX = /^#[0-9a-f]{6}$/;

/** `#RRGGBB` in small letters; null when it is something else. */
export function parseAccent(text: string): string | null {
  const accent = text.trim().toLowerCase();
  return HEX.test(accent) ? accent : null;
}

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/**
 * The colours of a mail with this accent: in light readers the accent itself, in dark ones lightened until it can be read.
 *
 * @param accent `#rrggbb`
 * @returns null when the accent cannot be read on white, so that it serves neither for links nor under white text
 */
export function accentColours(accent: string): AccentColours | null {
  if (contrast(accent, SHEET.light) < LEAST_CONTRAST) return null;
  let dark = accent;
  for (let share = 0; contrast(dark, SHEET.dark) < LEAST_CONTRAST + 1.5 && share < 1; share += 0.05)
    dark = mixed(accent, SHEET.light, share);
  return { light: accent, lightText: SHEET.light, dark, darkText: '#06201f' };
}

function channels(colour: string): [number, number, number] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(one: string, other: string, share: number): string {
  const [from, to] = [channels(one), channels(other)];
  const parts = from.map((value, at) => Math.round(value + (to[at]! - value) * share));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
