import type { Basis } from '../deadlines/deadline.js';
import type { RecordHead, Limit, Words } from './record.js';
import type { YesNoUnknown } from './actors.js';

/** Whose market an approval opens. */
export const APPROVAL_MARKETS = ['CN', 'UN', 'EU', 'US', 'JP'] as const;
export type ApprovalMarket = (typeof APPROVAL_MARKETS)[number];

export const APPROVAL_SUBJECTS = ['vehicle', 'part', 'device'] as const;
export type ApprovalSubject = (typeof APPROVAL_SUBJECTS)[number];

/** The CCC certificate itself, where an approval waits for it: no record of its own. */
export const AFTER_CCC = 'ccc';

/** The one kind whose filing is limited; its day has a deadline kind of the same name. */
export const ENERGY_LABEL = 'energy-label';

/**
 * A kind of approval, filing or label that is tracked beside CCC. What no source says is null or `unknown`, never a
 * guess.
 */
export interface ApprovalKind extends RecordHead {
  names: Words;
  market: ApprovalMarket;
  appliesTo: readonly ApprovalSubject[];
  /** who decides or takes the filing; null: not found, or nobody (self-certification) */
  authority: Words | null;
  basis: Basis;
  /** what it needs, as far as a source says */
  needs: readonly Words[];
  /** `grant`: somebody decides; `filing`: it is done when it was handed in */
  endsWith: 'grant' | 'filing';
  /** keys of the kinds it waits for, or `ccc`; the first of them that comes begins it */
  after: readonly string[];
  /** classes whose CCC certificate begins it, where `after` names `ccc`; empty: any */
  classKeys: readonly string[];
  /** to be filed within this time after what it waits for; null: no such limit is known */
  filing: Limit | null;
  /** within which it is decided after filing; null: not found */
  processing: Limit | null;
  /** how long it holds; null: not found */
  validity: Limit | null;
  /** whether it is audited again after it was granted */
  audits: YesNoUnknown;
  note: Words | null;
}
