import { modeOn } from '../applicability/mode.js';
import { isSelfDeclaration, isVoluntary, type Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import type { Basis } from '../deadlines/deadline.js';
import type { ReferenceBook } from '../reference/book.js';
import type { Mode } from '../reference/catalogue.js';
import type { Sourced } from '../reference/record.js';
import { CERTIFICATE_GROUNDS_SOURCE, SHIPMENT_EFFECTS, type CertificateStatus } from '../states/certificate-status.js';

export type ReleaseAnswer = 'yes' | 'no' | 'unknown';

/** Where a mark stands on the goods of a certificate, as far as it matters here. */
export interface ReleaseMark {
  form: 'standard-label' | 'printed' | 'moulded';
  /** first day on which goods leave with it; null: not used yet */
  usedFrom: Day | null;
  usedUntil: Day | null;
}

/** A certificate or declaration of the product, and what hangs on it. */
export interface ReleaseCertificate {
  id: string;
  number: string;
  scheme: Scheme;
  issuedOn: Day | null;
  validUntil: Day | null;
  /** models that it names; null: not recorded, then those of the product count */
  models: readonly string[] | null;
  /** the status on the day asked about, by what has been recorded; `unknown`: no day was recorded for a change */
  status: CertificateStatus | 'unknown';
  marks: readonly ReleaseMark[];
  /** changes that touch it and that the body has not accepted */
  openChanges: readonly { id: string; title: string }[];
  /** campaigns in which it is not done, with the last day of each */
  openCampaigns: readonly { id: string; name: string; deadlineOn: Day }[];
}

/** An exemption, or a determination that no certificate is needed. */
export interface ReleaseDetermination {
  id: string;
  kind: 'exempt' | 'not-required' | 'out-of-catalogue';
  number: string | null;
  grantedOn: Day | null;
  validUntil: Day | null;
}

export interface ReleaseFacts {
  classCode: string;
  /** variants of the class with modes of their own; a product does not say which one it is */
  variants: readonly string[];
  /** model as the register writes it; null: the whole product is asked about */
  model: string | null;
  /** models of the product */
  productModels: readonly string[];
  /** the goods are made after a change; null: not said */
  isChanged: boolean | null;
  certificates: readonly ReleaseCertificate[];
  /** granted ones */
  determinations: readonly ReleaseDetermination[];
}

export const RELEASE_REASONS = [
  // of the class
  'class-needs-certificate',
  'class-needs-declaration',
  'class-needs-nothing',
  'class-not-yet-mandatory',
  'class-unknown',
  // of one certificate
  'holds-on-day',
  'scheme-does-not-count',
  'declaration-ended',
  'not-issued-yet',
  'issue-day-not-recorded',
  'validity-over',
  'status-forbids',
  'status-unknown',
  'model-not-named',
  'mark-in-use',
  'mark-not-recorded',
  'mark-not-used-on-day',
  'change-not-accepted',
  'change-to-be-kept-out',
  'campaign-over',
  // of the whole
  'no-certificate',
  'stock-that-left-may-be-sold',
  'exempt-for-its-purpose',
  'determined-out-of-catalogue',
] as const;
export type ReleaseReasonCode = (typeof RELEASE_REASONS)[number];

/** One step of the reasoning. `note` decides nothing but must be known. */
export interface ReleaseReason extends Sourced {
  code: ReleaseReasonCode;
  speaks: 'for' | 'against' | 'open' | 'note';
  facts: Readonly<Record<string, string | null>>;
  basis: Basis;
}

export interface ReleaseVerdict {
  answer: ReleaseAnswer;
  /** what the class asks on that day */
  mode: Mode | 'mixed';
  /** reasons that are not of one certificate */
  reasons: ReleaseReason[];
  /** the certificates, the one that decides first */
  certificates: { id: string; number: string; answer: ReleaseAnswer; reasons: ReleaseReason[] }[];
}

interface Backing extends Sourced {
  basis: Basis;
}

/** What the register of the consultancy says, and not a source. */
const REGISTER: Backing = { basis: 'practice', certainty: 'unverified', source: 'none' };
/** Goods may leave the factory, be sold or imported only with certificate and mark. */
const LAW: Backing = SHIPMENT_EFFECTS.valid;
const STATUS: Backing = CERTIFICATE_GROUNDS_SOURCE;

/**
 * Whether goods of a model may leave the factory on a day, for sale in the Chinese mainland. The day is one in Beijing.
 * A coming day is answered by what has been recorded so far.
 *
 * @param accepted what the wait for the body's acceptance of a change rests on
 * @returns `yes` when one certificate that counts on the day has everything for it; `unknown` when something that would
 *   decide is not recorded; else `no`. A `no` for a certificate never stands against the `yes` of another.
 */
export function goodsRelease(
  facts: ReleaseFacts,
  day: Day,
  book: Pick<ReferenceBook, 'modes' | 'amendments'>,
  accepted: Backing,
): ReleaseVerdict {
  const { mode, reason: asked } = modeOfClass(facts, day, book);
  const whole = [asked, ...determined(facts.determinations, day)];
  if (mode === 'released' || mode === 'not-in-catalogue' || asked.code === 'class-not-yet-mandatory')
    return { answer: 'yes', mode, reasons: whole, certificates: [] };
  const certificates = facts.certificates
    .map((certificate) => judged(certificate, facts, day, mode, accepted))
    .sort((a, b) => RANK[a.answer] - RANK[b.answer]);
  const isOutside = whole.some(({ code }) => code === 'determined-out-of-catalogue');
  const best = certificates[0]?.answer ?? 'no';
  if (certificates.length === 0) whole.push(said('no-certificate', 'against', {}, LAW));
  whole.push(...ofStock(certificates, facts, day, book));
  const isUnknown = mode === 'unknown' || mode === 'mixed';
  const answer = isOutside ? 'yes' : best === 'no' && isUnknown ? 'unknown' : best;
  return { answer, mode, reasons: whole, certificates };
}

const RANK: Readonly<Record<ReleaseAnswer, number>> = { yes: 0, unknown: 1, no: 2 };

function said(
  code: ReleaseReasonCode,
  speaks: ReleaseReason['speaks'],
  facts: ReleaseReason['facts'],
  { basis, certainty, source }: Backing,
): ReleaseReason {
  return { code, speaks, facts, basis, certainty, source };
}

/** What the catalogue asks of the class on the day. Variants that differ leave it open. */
function modeOfClass(
  { classCode, variants }: ReleaseFacts,
  day: Day,
  book: Pick<ReferenceBook, 'modes'>,
): { mode: Mode | 'mixed'; reason: ReleaseReason } {
  const found = (variants.length > 0 ? variants : [null]).map((variant) => modeOn(book, classCode, variant, day));
  const [{ mode, period }] = found as [(typeof found)[0]];
  const isAlike = found.every((one) => one.mode === mode && one.period?.isMandatory === period?.isMandatory);
  if (!isAlike) return { mode: 'mixed', reason: said('class-unknown', 'open', { classCode, mode: null }, REGISTER) };
  if (period === null || mode === 'unknown')
    return { mode: 'unknown', reason: said('class-unknown', 'open', { classCode, mode }, REGISTER) };
  const backing: Backing = { basis: 'legal', certainty: period.certainty, source: period.source };
  const told = { classCode, mode, instrument: period.instrument, from: period.validFrom, to: period.validTo };
  if (mode === 'released' || mode === 'not-in-catalogue')
    return { mode, reason: said('class-needs-nothing', 'for', told, backing) };
  if (!period.isMandatory) return { mode, reason: said('class-not-yet-mandatory', 'for', told, backing) };
  const code = ONLY_DECLARED.includes(mode) ? 'class-needs-declaration' : 'class-needs-certificate';
  return { mode, reason: said(code, 'note', told, backing) };
}

const ONLY_DECLARED: readonly Mode[] = ['self-declaration-a', 'self-declaration-b'];
/** Modes under which goods still leave by a declaration. */
const DECLARED: readonly Mode[] = ['choice', ...ONLY_DECLARED, 'third-party-declarations-valid'];

function determined(determinations: readonly ReleaseDetermination[], day: Day): ReleaseReason[] {
  return determinations
    .filter(({ grantedOn, validUntil }) => grantedOn !== null && grantedOn <= day && (validUntil ?? day) >= day)
    .map(({ kind, number, validUntil }) =>
      kind === 'out-of-catalogue'
        ? said('determined-out-of-catalogue', 'for', { number, validUntil }, REGISTER)
        : said('exempt-for-its-purpose', 'note', { kind, number, validUntil }, REGISTER),
    );
}

function judged(
  certificate: ReleaseCertificate,
  facts: ReleaseFacts,
  day: Day,
  mode: Mode | 'mixed',
  accepted: Backing,
): ReleaseVerdict['certificates'][number] {
  const { id, number } = certificate;
  const counts = whetherItCounts(certificate, mode);
  const reasons = counts
    ? [counts]
    : [
        ...onTheDay(certificate, day),
        ...ofModel(certificate, facts),
        ...ofMark(certificate, day),
        ...ofChanges(certificate, facts.isChanged, accepted),
        ...ofCampaigns(certificate, day),
      ];
  const has = (speaks: ReleaseReason['speaks']) => reasons.some((one) => one.speaks === speaks);
  return { id, number, answer: has('against') ? 'no' : has('open') ? 'unknown' : 'yes', reasons };
}

/** @returns why it counts for nothing; null where it does */
function whetherItCounts({ scheme }: ReleaseCertificate, mode: Mode | 'mixed'): ReleaseReason | null {
  if (isVoluntary(scheme)) return said('scheme-does-not-count', 'against', { scheme }, LAW);
  if (isSelfDeclaration(scheme) && !DECLARED.includes(mode as Mode) && mode !== 'unknown' && mode !== 'mixed')
    return said('declaration-ended', 'against', { scheme }, LAW);
  return null;
}

function onTheDay({ issuedOn, validUntil, status, scheme }: ReleaseCertificate, day: Day): ReleaseReason[] {
  const reasons: ReleaseReason[] = [];
  if (issuedOn === null) reasons.push(said('issue-day-not-recorded', 'open', {}, REGISTER));
  else if (issuedOn > day) reasons.push(said('not-issued-yet', 'against', { issuedOn }, LAW));
  // The last valid day belongs to the validity, until its end in Beijing.
  if (validUntil !== null && validUntil < day) reasons.push(said('validity-over', 'against', { validUntil }, LAW));
  // An expiry that is known only from the validity is told by it.
  else if (status === 'unknown') reasons.push(said('status-unknown', 'open', {}, REGISTER));
  else if (status !== 'valid')
    reasons.push(said('status-forbids', 'against', { status }, scheme === 'ccc' ? SHIPMENT_EFFECTS[status] : STATUS));
  return reasons.length > 0 ? reasons : [said('holds-on-day', 'for', { issuedOn, validUntil }, LAW)];
}

function ofModel({ models }: ReleaseCertificate, { model, productModels }: ReleaseFacts): ReleaseReason[] {
  if (model === null) return [];
  const named = models ?? productModels;
  if (named.some((one) => modelKey(one) === modelKey(model))) return [];
  return [said('model-not-named', 'against', { model }, REGISTER)];
}

/** Models are written with and without spaces and hyphens, in full-width letters too. */
export function modelKey(model: string): string {
  return model
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '');
}

function ofMark({ marks }: ReleaseCertificate, day: Day): ReleaseReason[] {
  if (marks.length === 0) return [said('mark-not-recorded', 'open', {}, LAW)];
  const inUse = marks.find(
    ({ usedFrom, usedUntil }) => usedFrom !== null && usedFrom <= day && (usedUntil ?? day) >= day,
  );
  if (inUse) return [said('mark-in-use', 'for', { form: inUse.form, usedFrom: inUse.usedFrom }, LAW)];
  const starts = marks.flatMap(({ usedFrom }) => (usedFrom !== null && usedFrom > day ? [usedFrom] : [])).sort();
  return [said('mark-not-used-on-day', 'against', { usedFrom: starts[0] ?? null }, LAW)];
}

/** Changed goods wait for the acceptance; the others may go. */
function ofChanges({ openChanges }: ReleaseCertificate, isChanged: boolean | null, accepted: Backing): ReleaseReason[] {
  if (isChanged === false) return [];
  return openChanges.map(({ id, title }) =>
    isChanged
      ? said('change-not-accepted', 'against', { id, title }, accepted)
      : said('change-to-be-kept-out', 'note', { id, title }, accepted),
  );
}

/** What left before the end may be sold on, where a source says so: of a cancelled certificate, and of an ended declaration. */
function ofStock(
  certificates: ReleaseVerdict['certificates'],
  { classCode }: ReleaseFacts,
  day: Day,
  { amendments }: Pick<ReferenceBook, 'amendments'>,
): ReleaseReason[] {
  const reasons = certificates.flatMap((one) => one.reasons);
  const told: ReleaseReason[] = [];
  if (reasons.some(({ code, facts }) => code === 'status-forbids' && facts['status'] === 'cancelled'))
    told.push(said('stock-that-left-may-be-sold', 'note', { because: 'cancelled' }, SHIPMENT_EFFECTS.cancelled));
  const change = amendments.find(
    ({ kind, classKeys, relief, mandatoryFrom }) =>
      kind === 'mode' &&
      relief !== null &&
      mandatoryFrom !== null &&
      mandatoryFrom <= day &&
      classKeys.includes(classCode),
  );
  if (change && reasons.some(({ code }) => code === 'declaration-ended')) {
    const backing: Backing = { basis: 'legal', certainty: change.certainty, source: change.source };
    told.push(said('stock-that-left-may-be-sold', 'note', { because: change.instrument }, backing));
  }
  return told;
}

/** What an announcement asked for by a day, and was not done: the body may have suspended; the register does not say so. */
function ofCampaigns({ openCampaigns }: ReleaseCertificate, day: Day): ReleaseReason[] {
  return openCampaigns
    .filter(({ deadlineOn }) => deadlineOn < day)
    .map(({ id, name, deadlineOn }) => said('campaign-over', 'open', { id, name, deadlineOn }, STATUS));
}
