import { isLive, type CertificateStatus } from '../states/certificate-status.js';
import { CODE_OF } from './change-need.js';
import { REACH_OF, type ProductChangeKind } from './change-kind.js';

/** What is changed, and where. */
export interface ChangeScope {
  kind: ProductChangeKind;
  clientId: string;
  /** of a change of site or quality system; else null */
  factoryId: string | null;
  /** of a change of design, supplier, model or mark; else empty */
  productIds: readonly string[];
}

/** A certificate or declaration that the change could touch. */
export interface TouchCandidate {
  id: string;
  clientId: string;
  factoryId: string | null;
  productId: string;
  status: CertificateStatus;
}

/** Why a change touches a certificate. `added`: a person said so. */
export const TOUCH_REASONS = ['of-client', 'at-factory', 'of-product', 'added'] as const;
export type TouchReason = (typeof TOUCH_REASONS)[number];

export interface Touched {
  certificateId: string;
  code: string;
  why: TouchReason;
}

/**
 * The certificates and declarations that a change touches, in the order given. Only live ones: under an ended one
 * nothing ships, changed or not. Those of another company are never touched: its change is entered for itself.
 */
export function touchedBy(scope: ChangeScope, candidates: readonly TouchCandidate[]): Touched[] {
  const code = CODE_OF[scope.kind];
  return candidates.flatMap((one) => {
    const why = isLive(one.status) && one.clientId === scope.clientId ? reasonFor(scope, one) : null;
    return why === null ? [] : [{ certificateId: one.id, code, why }];
  });
}

function reasonFor({ kind, factoryId, productIds }: ChangeScope, one: TouchCandidate): TouchReason | null {
  switch (REACH_OF[kind]) {
    case 'client':
      return 'of-client';
    case 'factory':
      return factoryId !== null && one.factoryId === factoryId ? 'at-factory' : null;
    case 'products':
      return productIds.includes(one.productId) ? 'of-product' : null;
  }
}
