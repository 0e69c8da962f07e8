import type { Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import { RuleBroken } from '../errors.js';

/**
 * Why a certificate says something new. recorded = it was there when the product first heard of it; issued, renewed,
 * changed, extended = by the body; corrected = a mistake of the record, the certificate itself always said so.
 */
export const VERSION_CAUSES = ['recorded', 'issued', 'renewed', 'changed', 'extended', 'corrected'] as const;
export type VersionCause = (typeof VERSION_CAUSES)[number];

/** The causes that somebody may name who edits a certificate by hand; the others are the product's own. */
export const CAUSES_BY_HAND = [
  'corrected',
  'changed',
  'extended',
  'renewed',
] as const satisfies readonly VersionCause[];
export type CauseByHand = (typeof CAUSES_BY_HAND)[number];

/** Everything a certificate or declaration says; the entity fits as it is. What is not recorded is null. */
export interface CertificateSays {
  number: string;
  scheme: Scheme;
  body: string | null;
  handledBy: string | null;
  issuedOn: Day | null;
  validUntil: Day | null;
  standard: string | null;
  implementationRule: string | null;
  holderName: string | null;
  holderNameZh: string | null;
  manufacturerName: string | null;
  manufacturerNameZh: string | null;
  /** a set: their order says nothing */
  models: readonly string[] | null;
  productId: string;
  factoryId: string | null;
}

export type SaidField = keyof CertificateSays;

/** In the order in which they are told. */
export const SAID_FIELDS = [
  'number',
  'scheme',
  'body',
  'handledBy',
  'issuedOn',
  'validUntil',
  'standard',
  'implementationRule',
  'holderName',
  'holderNameZh',
  'manufacturerName',
  'manufacturerNameZh',
  'models',
  'productId',
  'factoryId',
] as const satisfies readonly SaidField[];

/** What a certificate says, without what else is known of it. */
export function saidBy(certificate: CertificateSays): CertificateSays {
  return Object.fromEntries(SAID_FIELDS.map((field) => [field, certificate[field]])) as unknown as CertificateSays;
}

/** What differs between two versions in one field. Models come as what was added and what was left out. */
export type SaidDifference =
  | { field: Exclude<SaidField, 'models'>; from: string | null; to: string | null }
  | {
      field: 'models';
      from: readonly string[] | null;
      to: readonly string[] | null;
      added: string[];
      removed: string[];
    };

/**
 * Field by field, in the order of SAID_FIELDS; empty when both say the same. Models are compared as sets. From or to a
 * version that did not record its models nothing was added or removed: the one list is all that is known.
 */
export function differencesBetween(from: CertificateSays, to: CertificateSays): SaidDifference[] {
  return SAID_FIELDS.flatMap((field): SaidDifference[] => {
    if (field !== 'models') return from[field] === to[field] ? [] : [{ field, from: from[field], to: to[field] }];
    return modelsDifference(from.models, to.models);
  });
}

function modelsDifference(from: readonly string[] | null, to: readonly string[] | null): SaidDifference[] {
  if (from === null || to === null) {
    return from === to ? [] : [{ field: 'models', from, to, added: [], removed: [] }];
  }
  const added = [...new Set(to)].filter((model) => !from.includes(model));
  const removed = [...new Set(from)].filter((model) => !to.includes(model));
  return added.length + removed.length === 0 ? [] : [{ field: 'models', from, to, added, removed }];
}

/**
 * The day from which a correction holds: that of the version it puts right. Where that day was the day of issue and the
 * day of issue is what is put right, the new one.
 *
 * @param last the version before, null when none is known
 */
export function correctionHoldsFrom(
  last: { holdsFrom: Day | null; says: Pick<CertificateSays, 'issuedOn'> } | null,
  now: Pick<CertificateSays, 'issuedOn'>,
): Day | null {
  if (last === null || last.holdsFrom === last.says.issuedOn) return now.issuedOn;
  return last.holdsFrom;
}

/**
 * A renewal continues a certificate: neither its day of issue nor the day from which it holds can lie before the day of
 * issue of what it renews. Unknown days are let be.
 *
 * @param holdsFrom null = not said
 * @throws RuleBroken `certificate.renewal-before-certificate` with `{ issuedOn, renewedOn }`
 */
export function requireRenewalAfter(
  before: Pick<CertificateSays, 'issuedOn'>,
  renewed: Pick<CertificateSays, 'issuedOn'>,
  holdsFrom: Day | null,
): void {
  const { issuedOn } = before;
  if (issuedOn === null) return;
  for (const renewedOn of [renewed.issuedOn, holdsFrom])
    if (renewedOn !== null && renewedOn < issuedOn)
      throw new RuleBroken('certificate.renewal-before-certificate', { issuedOn, renewedOn });
}

/** What a version says of the day of issue. */
export interface IssueOfVersion {
  cause: VersionCause;
  issuedOn: Day | null;
}

/**
 * The day of the first issue, as it was last put right. A renewal issues anew: from it on nothing is said of the first.
 *
 * @param versions in their order
 * @returns null = not recorded
 */
export function firstIssueOn(versions: readonly IssueOfVersion[]): Day | null {
  const renewedAt = versions.findIndex(({ cause }) => cause === 'renewed');
  const before = renewedAt === -1 ? versions : versions.slice(0, renewedAt);
  const saying = before.findLast(({ cause }, at) => at === 0 || cause === 'corrected');
  return saying?.issuedOn ?? null;
}

/**
 * Nothing holds of a certificate before there is one. Unknown days are let be.
 *
 * @param versions in their order
 * @param on day from which a version or a change of status shall hold; null = not said
 * @throws RuleBroken `certificate.before-first-issue` with `{ on, earliestOn }`
 */
export function requireFromFirstIssue(versions: readonly IssueOfVersion[], on: Day | null): void {
  const earliestOn = firstIssueOn(versions);
  if (on !== null && earliestOn !== null && on < earliestOn)
    throw new RuleBroken('certificate.before-first-issue', { on, earliestOn });
}
