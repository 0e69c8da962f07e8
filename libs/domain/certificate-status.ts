import { RuleBroken } from './errors.js';

/** State of a certificate or self-declaration after CNCA-00C-001 (suspension, cancellation, revocation). */
export const CERTIFICATE_STATUSES = ['valid', 'suspended', 'cancelled', 'revoked', 'expired'] as const;
export type CertificateStatus = (typeof CERTIFICATE_STATUSES)[number];

export const CERTIFICATE_ACTS = ['suspend', 'restore', 'cancel', 'revoke', 'expire', 'reinstate'] as const;
export type CertificateAct = (typeof CERTIFICATE_ACTS)[number];

/**
 * The allowed transitions. The screens draw their buttons from this table.
 * `reinstate` undoes an expiry that was recorded by mistake (a renewal arrived under the same number); cancelled and
 * revoked certificates do not come back: only a new application helps (docs/domain.md).
 */
export const CERTIFICATE_TRANSITIONS: readonly {
  from: CertificateStatus;
  act: CertificateAct;
  to: CertificateStatus;
}[] = [
  { from: 'valid', act: 'suspend', to: 'suspended' },
  { from: 'valid', act: 'cancel', to: 'cancelled' },
  { from: 'valid', act: 'revoke', to: 'revoked' },
  { from: 'valid', act: 'expire', to: 'expired' },
  { from: 'suspended', act: 'restore', to: 'valid' },
  { from: 'suspended', act: 'cancel', to: 'cancelled' },
  { from: 'suspended', act: 'revoke', to: 'revoked' },
  { from: 'suspended', act: 'expire', to: 'expired' },
  { from: 'expired', act: 'reinstate', to: 'valid' },
];

/** The acts that are legal in this state, in the order of the table. */
export function certificateActs(status: CertificateStatus): CertificateAct[] {
  return CERTIFICATE_TRANSITIONS.filter((t) => t.from === status).map((t) => t.act);
}

/** @throws RuleBroken `certificate.illegal-transition` with the legal acts named */
export function nextCertificateStatus(status: CertificateStatus, act: CertificateAct): CertificateStatus {
  const found = CERTIFICATE_TRANSITIONS.find((t) => t.from === status && t.act === act);
  if (!found) throw new RuleBroken('certificate.illegal-transition', { status, act, allowed: certificateActs(status) });
  return found.to;
}

/** A live certificate or declaration owes its dates; the ended ones owe none. */
export function isLive(status: CertificateStatus): boolean {
  return status === 'valid' || status === 'suspended';
}
