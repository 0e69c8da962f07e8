import { isSelfDeclaration } from '#domain/certificate';
import {
  CERTIFICATE_TRANSITIONS,
  GROUNDED_ACTS,
  isLive,
  type CertificateAct,
  type CertificateStatus,
  type GroundedAct,
} from '#domain/states/certificate-status';
import type { Day } from '#domain/day';
import type { Certificate, OwedDeadline } from './certificates.types.js';

/** The open days of a certificate and, where its body follows its factory up, of the factory; the nearest first. */
export function openDeadlines(certificate: Certificate): OwedDeadline[] {
  return allDeadlines(certificate)
    .filter(({ state }) => state === 'open')
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** Met and withdrawn days, the latest first. */
export function closedDeadlines(certificate: Certificate): OwedDeadline[] {
  return allDeadlines(certificate)
    .filter(({ state }) => state !== 'open')
    .sort((a, b) => b.dueOn.localeCompare(a.dueOn));
}

/** The act that leads to a state and has reason codes: a code means something else under each act. */
export function groundedActOf(status: CertificateStatus): GroundedAct | null {
  return (
    GROUNDED_ACTS.find((act) => CERTIFICATE_TRANSITIONS.some((step) => step.act === act && step.to === status)) ?? null
  );
}

/** Each act leads to one state, whatever it starts from. */
export function stateAfter(act: CertificateAct): CertificateStatus {
  return CERTIFICATE_TRANSITIONS.find((step) => step.act === act)!.to;
}

/** How it stands on a day: past its last day a valid certificate is expired, even while nobody has recorded that. */
export function standingOn(
  { status, validUntil }: Pick<Certificate, 'status' | 'validUntil'>,
  day: Day,
): CertificateStatus {
  return status === 'valid' && validUntil !== null && validUntil < day ? 'expired' : status;
}

/** Nobody follows up the factory of a declaration, nor that of a certificate that has ended. */
export function isFollowedUp({ scheme, status, factory }: Certificate): boolean {
  return factory !== null && !isSelfDeclaration(scheme) && isLive(status);
}

function allDeadlines(certificate: Certificate): OwedDeadline[] {
  return [...certificate.deadlines, ...(isFollowedUp(certificate) ? certificate.factory!.deadlines : [])];
}

const dayOfKind = (deadlines: readonly OwedDeadline[], kind: OwedDeadline['kind']): Day | null =>
  deadlines.find((deadline) => deadline.kind === kind && deadline.state !== 'withdrawn')?.dueOn ?? null;

/** What the life line of a certificate shows. */
export function lifeOf(certificate: Certificate) {
  const isDeclaration = isSelfDeclaration(certificate.scheme);
  const open = openDeadlines(certificate);
  return {
    issuedOn: certificate.issuedOn,
    endsOn: certificate.validUntil ?? dayOfKind(certificate.deadlines, 'conversion'),
    isLive: isLive(certificate.status) && certificate.replacedBy === null,
    isDeclaration,
    lastFollowUpOn: isDeclaration ? null : (certificate.factory?.lastFollowUpOn ?? null),
    nextFollowUpOn: dayOfKind(open, 'follow-up-inspection'),
    fileBy: dayOfKind(open, 'renewal-filing'),
  };
}

/** A declaration whose conversion is still owed: the one next act is to record the certificate that replaces it. */
export function owesConversion(certificate: Certificate): boolean {
  return certificate.deadlines.some(({ kind, state }) => kind === 'conversion' && state === 'open');
}
