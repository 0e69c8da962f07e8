import type { Scheme } from '../certificate.js';
import { addMonths, type Day } from '../day.js';
import type { Basis } from '../deadlines/deadline.js';
import { RuleBroken } from '../errors.js';
import type { Limit, Sourced } from '../reference/record.js';
import { actsFrom, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

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
export const CERTIFICATE_TRANSITIONS: readonly Transition<CertificateStatus, CertificateAct>[] = [
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

export const CERTIFICATE_TERMINAL = terminalStates(CERTIFICATE_TRANSITIONS, CERTIFICATE_STATUSES);

/** The body states what becomes of a certificate; the consultancy only records it, save for its own mistakes. */
export const CERTIFICATE_ACTORS: Actors<CertificateAct> = {
  suspend: ['body'],
  restore: ['body'],
  cancel: ['body', 'client'],
  revoke: ['body'],
  expire: ['calendar'],
  reinstate: ['consultancy'],
};

/** The acts that are legal in this state, in the order of the table. */
export function certificateActs(status: CertificateStatus): CertificateAct[] {
  return actsFrom(CERTIFICATE_TRANSITIONS, status);
}

/** @throws RuleBroken `certificate.illegal-transition` with the legal acts named */
export function nextCertificateStatus(status: CertificateStatus, act: CertificateAct): CertificateStatus {
  return nextState(CERTIFICATE_TRANSITIONS, 'certificate.illegal-transition', status, act);
}

/** A live certificate or declaration owes its dates; the ended ones owe none. */
export function isLive(status: CertificateStatus): boolean {
  return status === 'valid' || status === 'suspended';
}

/** Where a fact stands, how sure and how binding it is. */
interface Based extends Sourced {
  basis: Basis;
}

/** The rule of the reason codes. The codes were read in public code lists of a certification body's own system. */
export const CERTIFICATE_GROUNDS_SOURCE: Based = {
  basis: 'legal',
  certainty: 'secondary',
  source: 'CNCA Announcement 19/2008 (CNCA-00C-001) ; http://www.zhenyu-cnc.com/article/12-1.html',
};

export const GROUNDED_ACTS = ['suspend', 'cancel', 'revoke'] as const satisfies readonly CertificateAct[];
export type GroundedAct = (typeof GROUNDED_ACTS)[number];

/** Why a CCC certificate was suspended, cancelled or revoked. The same code means something else under each act. */
export interface CertificateGround {
  act: GroundedAct;
  /** four digits, e.g. `0205`; `0299` = other */
  code: string;
  /** reworded in English; the screens show the words of their language file */
  text: string;
}

const GROUNDS: Readonly<Record<GroundedAct, Readonly<Record<string, string>>>> = {
  suspend: {
    '0201': 'Law breach, or national/provincial spot check found a failing product, without need for instant revocation', // prettier-ignore
    '0202': 'Standard or rule changed and the holder did not carry out the change in time, or the product misses the new requirement', // prettier-ignore
    '0203': 'Follow-up shows breach (failed sample test, failed inspection, inconsistency) that can be corrected',
    '0204': 'Certificate or mark misused, investigation needed',
    '0205': 'Supervision or sampling (also unannounced) refused or not possible in the set time',
    '0206': 'No cooperation with market sampling',
    '0207': 'Certificate data or quality system changed without an application',
    '0208': 'Holder asks for it (seasonal or to-order production)',
    '0299': 'Other',
  },
  cancel: {
    '0201': 'Validity ended without renewal application',
    '0202': 'Production stopped (bankruptcy, restructuring); holder gives up the certificate',
    '0203': 'Model listed as obsolete or banned',
    '0204': 'Holder applies',
    '0299': 'Other',
  },
  revoke: {
    '0201': 'Suspension ended without restoration request, without correction, or correction failed',
    '0202': 'Unapproved change of key parts with serious safety risk',
    '0203': 'Follow-up shows serious defect of quality assurance',
    '0204': 'False sample; certified product differs from type-tested sample',
    '0205': 'Serious defect or failed safety item in official checks',
    '0206': 'Accident caused by a defect',
    '0207': 'Still refuses supervision after suspension on that ground',
    '0208': 'Serious misuse, lending or transfer of certificate or mark',
    '0209': 'Fraud or bribery',
    '0299': 'Other',
  },
};

/** The reason codes of an act, ascending; none for acts that CNCA-00C-001 asks no reason for. */
export function groundsOf(act: CertificateAct): CertificateGround[] {
  const grounded = GROUNDED_ACTS.find((a) => a === act);
  if (!grounded) return [];
  return Object.entries(GROUNDS[grounded]).map(([code, text]) => ({ act: grounded, code, text }));
}

/** @throws RuleBroken `certificate.ground-not-of-act` with `{ act, ground, allowed }`; `allowed` empty: the act has none */
export function requireGround(act: CertificateAct, code: string): CertificateGround {
  const grounds = groundsOf(act);
  const found = grounds.find((ground) => ground.code === code);
  if (!found)
    throw new RuleBroken('certificate.ground-not-of-act', { act, ground: code, allowed: grounds.map((g) => g.code) });
  return found;
}

/**
 * What may move under a CCC certificate of this state. `unknown`: the sources searched are silent, ask the body.
 * `shipment`: goods leaving the factory; `shipped-stock-only`: none leave any more, those that left may be sold.
 */
export interface ShipmentEffect extends Based {
  shipment: 'allowed' | 'forbidden' | 'shipped-stock-only' | 'unknown';
  import: 'allowed' | 'forbidden' | 'unknown';
  /** selling goods that left the factory or were imported before the state began */
  shippedStock: 'allowed' | 'forbidden' | 'unknown';
}

/** Shipping, selling or importing a catalogue product without certification is fined. */
const NO_CERTIFICATE: Based = {
  basis: 'legal',
  certainty: 'official',
  source:
    'Regulations on Certification and Accreditation, art. 66 (2020 text) ; https://xzfg.moj.gov.cn/front/law/detail?LawID=1688',
};
const CNCA_00C_001: Based = {
  ...CERTIFICATE_GROUNDS_SOURCE,
  source: 'CNCA Announcement 19/2008 (CNCA-00C-001) ; http://www.56352148.cn/articledetail/539.html',
};

const CQC_NOTICE = {
  basis: 'practice',
  certainty: 'official',
  source: 'CQC notice of 17 June 2010 ; https://www.cqc.com.cn/www/guangzhou/c/2010-06-17/490277.shtml',
} as const satisfies Based;

export const SHIPMENT_EFFECTS: Readonly<Record<CertificateStatus, ShipmentEffect>> = {
  valid: { shipment: 'allowed', import: 'allowed', shippedStock: 'allowed', ...NO_CERTIFICATE },
  suspended: {
    shipment: 'forbidden',
    import: 'forbidden',
    shippedStock: 'unknown',
    ...CERTIFICATE_GROUNDS_SOURCE,
    source: 'CNCA Announcement 19/2008 (CNCA-00C-001) ; https://www.cqc.com.cn/www/guangzhou/c/2010-06-17/490277.shtml',
  },
  cancelled: { shipment: 'shipped-stock-only', import: 'forbidden', shippedStock: 'allowed', ...CNCA_00C_001 },
  revoked: { shipment: 'forbidden', import: 'forbidden', shippedStock: 'unknown', ...NO_CERTIFICATE },
  expired: { shipment: 'forbidden', import: 'forbidden', shippedStock: 'unknown', ...NO_CERTIFICATE },
};

/** @returns null for declarations and voluntary marks: CNCA-00C-001 rules CCC certificates, nothing was found for others */
export function shipmentEffect(scheme: Scheme, status: CertificateStatus): ShipmentEffect | null {
  return scheme === 'ccc' ? SHIPMENT_EFFECTS[status] : null;
}

/** How long a suspension lasts and until when the holder may ask for it. The annual fee stays due. */
export interface SuspensionTerm {
  length: Limit;
  /** counted back from the day on which the follow-up inspection is due */
  askBeforeFollowUp: Limit;
}

/** Asked for by the holder, ground 0208: seasonal or to-order production. */
export const VOLUNTARY_SUSPENSION: SuspensionTerm = {
  length: { amount: 12, unit: 'months', note: null, ...CQC_NOTICE },
  askBeforeFollowUp: { amount: 1, unit: 'months', note: null, ...CQC_NOTICE },
};

/**
 * "3 months" is common talk for the other grounds; no text with it was found, so it is not a rule here.
 *
 * @param ground code of a suspension; null = not recorded
 * @returns null where no source names a length: the body's suspension notice does
 * @throws RuleBroken `certificate.ground-not-of-act` when no suspension has this code
 */
export function suspensionTerm(ground: string | null): SuspensionTerm | null {
  return ground !== null && requireGround('suspend', ground).code === '0208' ? VOLUNTARY_SUSPENSION : null;
}

/** Last day of a suspension, or null where no source names its length. */
export function suspensionEndsOn(ground: string | null, suspendedOn: Day): Day | null {
  const term = suspensionTerm(ground);
  return term && addMonths(suspendedOn, term.length.amount);
}

/** Last day on which the holder may ask for a suspension at its own wish (0208). */
export function suspensionRequestBy(followUpDueOn: Day): Day {
  return addMonths(followUpDueOn, -VOLUNTARY_SUSPENSION.askBeforeFollowUp.amount);
}

/** What ends a suspension. `ground`: the reason code under which it then stands. */
export interface SuspensionEnd extends Based {
  act: CertificateAct;
  condition: 'restoration-requested-in-time' | 'not-requested-or-not-corrected' | 'supervision-still-refused';
  ground: string | null;
  /** what the holder hands in */
  papers: readonly ('suspension-notice' | 'application' | 'rectification-report')[];
}

/** A missed follow-up inspection is made up by an inspection on site before the certificate is restored. */
export const SUSPENSION_ENDS: readonly SuspensionEnd[] = [
  {
    act: 'restore',
    condition: 'restoration-requested-in-time',
    ground: null,
    papers: ['suspension-notice', 'application', 'rectification-report'],
    basis: 'practice',
    certainty: 'secondary',
    source: 'dlcen.com ; https://www.dlcen.com/project/421.html',
  },
  { act: 'revoke', condition: 'not-requested-or-not-corrected', ground: '0201', papers: [], ...CERTIFICATE_GROUNDS_SOURCE }, // prettier-ignore
  { act: 'revoke', condition: 'supervision-still-refused', ground: '0207', papers: [], ...CERTIFICATE_GROUNDS_SOURCE },
];
