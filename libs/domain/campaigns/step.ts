import { isOpenApplication, type ApplicationStatus } from '../states/application-status.js';
import type { CertificateStatus } from '../states/certificate-status.js';

/** What becomes of a campaign: written down, its cases and letters being made, under way, over. */
export const CAMPAIGN_STATES = ['draft', 'creating', 'running', 'closed'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/**
 * How far a member of a campaign is, in the order in which a list of laggards shows them: what needs a hand first, then
 * the least far. `planned`: its case is not made yet. `excused` and `finished` need nothing more.
 */
export const MEMBER_STEPS = [
  'failed',
  'planned',
  'open',
  'told',
  'documents-in',
  'filed',
  'certified',
  'finished',
  'excused',
] as const;
export type MemberStep = (typeof MEMBER_STEPS)[number];

/** What a step follows from. */
export interface MemberFacts {
  /** a ground was given why it needs nothing */
  isExcused: boolean;
  /** its case could not be made */
  hasFailed: boolean;
  /** its case, requests and letter stand, or it has its place in a campaign without cases */
  isMade: boolean;
  /** a letter that named it was taken by the mail server of at least one of its readers */
  isTold: boolean;
  /** documents asked of the client in its case, those waived left out */
  asked: number;
  /** of them still owed by the client: never handed in, or sent back */
  owed: number;
  /** null: it has none */
  caseStatus: ApplicationStatus | null;
  /** the stage `application` of its case is done, whatever the case itself says */
  isApplicationDone: boolean;
  /** a certificate has taken the place of the declaration */
  isReplaced: boolean;
  /** of the certificate or declaration itself; null: a product without one */
  certificateStatus: CertificateStatus | null;
  /** the campaign ends only with the cancellation of the declaration */
  mustCancel: boolean;
}

/** Statuses under which the application is with the body, or decided by it. A returned one is back on the desk. */
const WITH_THE_BODY: readonly ApplicationStatus[] = ['submitted', 'accepted', 'running', 'on-hold', 'certified'];

/**
 * How far a member is. The farthest step that the facts bear out counts, whichever way it was reached: documents that
 * came before the letter went are in. Two things go before: an excuse, until it is taken back, and a failure, until there
 * is a certificate all the same. A case that ended without a certificate (refused, withdrawn, lapsed) is a failure.
 */
export function stepOf(facts: MemberFacts): MemberStep {
  if (facts.isExcused) return 'excused';
  if (isCertified(facts)) return isCancelled(facts) ? 'finished' : 'certified';
  if (facts.hasFailed || isInVain(facts.caseStatus)) return 'failed';
  if (isFiled(facts)) return 'filed';
  if (facts.asked > 0 && facts.owed === 0) return 'documents-in';
  if (facts.isTold) return 'told';
  return facts.isMade ? 'open' : 'planned';
}

/** Whether nothing more is to be done for a member at this step. */
export function isDone(step: MemberStep): boolean {
  return step === 'finished' || step === 'excused';
}

function isCertified({ caseStatus, isReplaced }: MemberFacts): boolean {
  return isReplaced || caseStatus === 'certified';
}

/** A declaration that was cancelled is done with; one that expired or was revoked has to be cancelled no more. */
function isCancelled({ mustCancel, certificateStatus }: MemberFacts): boolean {
  return !mustCancel || (certificateStatus !== 'valid' && certificateStatus !== 'suspended');
}

function isInVain(status: ApplicationStatus | null): boolean {
  return status !== null && status !== 'certified' && !isOpenApplication(status);
}

function isFiled({ caseStatus, isApplicationDone }: MemberFacts): boolean {
  return isApplicationDone || (caseStatus !== null && WITH_THE_BODY.includes(caseStatus));
}
