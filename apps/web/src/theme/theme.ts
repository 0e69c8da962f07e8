import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import { DARK, FLOAT_SHADOW, FONT_STACK, GRAY, PETROL, ROLES, type Scheme } from './tokens.js';

const palette = (shades: readonly string[]) => shades as unknown as MantineColorsTuple;

const PANEL_TITLE = { fontSize: '16px', lineHeight: '24px', fontWeight: 600 };

/** What lies under a dialog stays readable: one often looks up something there. */
const VEIL = { backgroundOpacity: 0.35 };

/** The one theme: what Mantine draws follows the tokens, so that its parts and ours look like one hand made them. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  colors: { petrol: palette(PETROL), gray: palette(GRAY), dark: palette(DARK) },
  // Mantine reckons the ink of a filled button from the light scheme's shade only; in the dark scheme petrol is light
  // and needs dark ink, so filled parts take the roles, which know both schemes
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    if (input.variant !== 'filled' || (input.color && input.color !== 'petrol')) return colours;
    return {
      ...colours,
      background: 'var(--accent)',
      hover: 'color-mix(in srgb, var(--accent) 88%, var(--ink))',
      color: 'var(--on-accent)',
    };
  },
  black: ROLES.ink[0],
  white: ROLES.sheet[0],
  fontFamily: FONT_STACK,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  headings: { fontFamily: FONT_STACK, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '7px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    // help stands under the field, beside its fault
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Modal: {
      styles: { title: PANEL_TITLE },
      defaultProps: {
        overlayProps: VEIL,
        centered: true,
        padding: 'lg',
        radius: 'xl',
        transitionProps: { duration: 180, transition: 'fade' },
      },
    },
    Drawer: {
      styles: { title: PANEL_TITLE },
      defaultProps: {
        overlayProps: VEIL,
        position: 'right',
        padding: 'lg',
        size: 480,
        transitionProps: { duration: 180 },
      },
    },
    Popover: { defaultProps: { radius: 'lg', shadow: 'md', transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { radius: 'lg', shadow: 'md', transitionProps: { duration: 120 } } },
    Select: { defaultProps: { comboboxProps: { shadow: 'md', transitionProps: { duration: 120 } } } },
  },
});

function roles(scheme: Scheme): Record<string, string> {
  const index = scheme === 'light' ? 0 : 1;
  const own = Object.entries(ROLES).map(([role, pair]) => [`--${role}`, pair[index]]);
  return {
    ...Object.fromEntries(own),
    '--shadow-float': FLOAT_SHADOW[scheme],
    '--mantine-color-body': 'var(--sheet)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink3)',
    '--mantine-color-placeholder': 'var(--ink3)',
    '--mantine-color-error': 'var(--overdue)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-default': 'var(--sheet)',
    '--mantine-color-default-hover': 'var(--off)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line2)',
    '--mantine-color-petrol-light': 'var(--accent-soft)',
    '--mantine-color-petrol-light-hover': 'color-mix(in srgb, var(--accent-soft) 86%, var(--accent))',
    '--mantine-color-petrol-light-color': 'var(--accent)',
    '--mantine-color-disabled': 'var(--off)',
    '--mantine-color-disabled-color': 'var(--ink3)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-shadow-md': 'var(--shadow-float)',
    '--mantine-shadow-xl': 'var(--shadow-float)',
  };
}

/** Puts every role on `:root` as a CSS variable, per scheme. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles('light'), dark: roles('dark') });
