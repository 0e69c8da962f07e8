import type { Party } from '../reference/scheme.js';
import type { StageBlocker } from '../states/stage-status.js';

/**
 * Who must act to remove a blocker; null = the stage's own party. A planning value of ours: no source assigns them, and
 * the move that blocks a stage may name another.
 */
export const BLOCKER_PARTY: Readonly<Record<StageBlocker, Party | null>> = {
  'incomplete-file': 'client',
  'names-differ': 'client',
  'fee-unpaid': 'client',
  'sample-at-customs': 'customs',
  'test-failed': 'client',
  'no-production': 'client',
  'auditor-travel': 'inspector',
  'non-conformity-open': 'client',
  superseded: 'consultancy',
  other: null,
};
