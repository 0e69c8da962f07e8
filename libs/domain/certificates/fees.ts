import type { Day } from '../day.js';
import type { Certainty, StatedDeadline } from '../deadlines/deadline.js';
import { BadInput } from '../errors.js';
import type { Principle } from '../reference/catalogue.js';
import { holdsOn, type Words } from '../reference/record.js';
import { isLive, type CertificateStatus } from '../states/certificate-status.js';

/** The annual fee of one year, as far as its day goes. */
export interface FeeFacts {
  id: string;
  dueOn: Day;
  /** null = not paid */
  paidOn: Day | null;
}

/**
 * The annual fees that a certificate owes its body, each until it is paid. The days are those of the body's invoices:
 * no source names one. A suspended certificate owes them all the same; an ended one owes nothing.
 *
 * @returns one deadline for each fee, `item` is its id
 */
export function feeDeadlines(status: CertificateStatus, fees: readonly FeeFacts[]): StatedDeadline[] {
  if (!isLive(status)) return [];
  return fees.map(({ id, dueOn, paidOn }) => ({
    kind: 'annual-fee',
    item: id,
    dueOn,
    basis: 'practice',
    rule: 'certificate.annual-fee',
    source: 'none',
    certainty: 'unverified',
    counted: { start: 'named' },
    isDisputed: false,
    isMet: paidOn !== null,
  }));
}

/**
 * A fee is due in its year or close to it; anything farther is a slip of the pen.
 *
 * @throws BadInput naming the years that are taken
 */
export function requireFeeDue(year: number, dueOn: Day): void {
  const of = Number(dueOn.slice(0, 4));
  if (Math.abs(of - year) <= 1) return;
  throw new BadInput('invalid-input', [
    {
      field: 'dueOn',
      code: 'not-of-year',
      detail: 'The due day is far from the year of the fee.',
      allowed: `${year - 1} to ${year + 1}`,
    },
  ]);
}

/** What is known of the amount of an annual fee: a hint, never filled in. */
export interface KnownFee {
  minimum: number;
  maximum: number;
  currency: 'CNY';
  certainty: Certainty;
  source: string;
  note: Words | null;
}

/** @returns null where the reference data says nothing of it on that day */
export function knownFee(principles: readonly Principle[], on: Day): KnownFee | null {
  const found = principles.find((one) => one.key === 'annual-fee-amount' && holdsOn(one, on));
  const { minimumCny, maximumCny } = found?.numbers ?? {};
  if (!found || minimumCny === undefined || maximumCny === undefined) return null;
  const { certainty, source, note } = found;
  return { minimum: minimumCny, maximum: maximumCny, currency: 'CNY', certainty, source, note };
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * An amount is known with its currency or not at all.
 *
 * @throws BadInput naming the one that is missing, or a currency that is none
 */
export function requireAmount(amount: number | null, currency: string | null): void {
  const fault = (field: string, code: string, detail: string, allowed: string) =>
    new BadInput('invalid-input', [{ field, code, detail, allowed }]);
  if (amount !== null && currency === null)
    throw fault('currency', 'required', 'An amount has a currency.', 'ISO 4217, for example CNY');
  if (amount === null && currency !== null)
    throw fault('amount', 'required', 'A currency without an amount says nothing.', 'a number from 0, or neither');
  if (currency !== null && !CURRENCIES.has(currency))
    throw fault('currency', 'unknown-currency', 'There is no such currency.', 'ISO 4217, for example CNY');
}
