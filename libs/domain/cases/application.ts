import type { SchemeKind } from '../reference/scheme.js';

/** What a case is for. */
export const APPLICATION_KINDS = [
  'new',
  'change',
  'extension',
  'renewal',
  'conversion',
  'voluntary',
  'exemption',
] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/**
 * The procedures by which each kind of case may run. A renewal runs as the procedure of its certificate, a voluntary one
 * too: of these kinds, only those that lead to its scheme.
 */
export const SCHEME_KINDS_OF: Readonly<Record<ApplicationKind, readonly SchemeKind[]>> = {
  new: ['certification', 'single-vehicle', 'declaration'],
  change: ['maintenance'],
  extension: ['maintenance'],
  renewal: ['certification', 'maintenance', 'voluntary'],
  conversion: ['conversion'],
  voluntary: ['voluntary'],
  exemption: ['exemption'],
};

/** Kinds that act on a certificate or declaration that is there: each of their units names one. */
export const KINDS_ON_A_CERTIFICATE: readonly ApplicationKind[] = ['change', 'extension', 'renewal', 'conversion'];

/** How the end of a case of this kind shows in the register: a new row, or the same certificate with new facts. */
export const ENDS_IN: Readonly<Record<ApplicationKind, 'new-certificate' | 'same-certificate' | 'nothing'>> = {
  new: 'new-certificate',
  voluntary: 'new-certificate',
  conversion: 'new-certificate',
  change: 'same-certificate',
  extension: 'same-certificate',
  renewal: 'same-certificate',
  exemption: 'nothing',
};
