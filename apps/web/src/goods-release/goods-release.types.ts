import type { Basis, Certainty } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Mode } from '#domain/reference/catalogue';
import type { ReleaseAnswer, ReleaseReasonCode } from '#domain/release/goods-release';

export interface ReleaseReason {
  code: ReleaseReasonCode;
  speaks: 'for' | 'against' | 'open' | 'note';
  text: string;
  basis: Basis;
  certainty: Certainty;
  source: string;
}

export interface ReleaseCertificate {
  id: string;
  number: string;
  answer: ReleaseAnswer;
  reasons: ReleaseReason[];
}

/** The answer for one product. */
export interface ReleaseItem {
  productId: string;
  productName: string;
  productNameZh: string | null;
  models: string[];
  classCode: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  answer: ReleaseAnswer;
  headline: string;
  mode: Mode | 'mixed';
  reasons: ReleaseReason[];
  certificates: ReleaseCertificate[];
}

export interface GoodsRelease {
  model: string | null;
  on: Day;
  answer: ReleaseAnswer;
  items: ReleaseItem[];
  isComplete: boolean;
  dataVersion: number;
}

/** A key with which a goods issue system asks. */
export interface ReleaseKey {
  id: string;
  name: string;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  createdAt: string;
  createdByName: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** Told once. */
export interface NewReleaseKey extends ReleaseKey {
  key: string;
}
