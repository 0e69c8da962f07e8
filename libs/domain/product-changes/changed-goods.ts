import type { Day } from '../day.js';
import { isWaiting, type ChangeStatus, type TouchedState } from './change-status.js';

/** A change on one certificate, as far as goods wait for it. */
export interface ChangeOnCertificate {
  changeId: string;
  status: ChangeStatus;
  state: TouchedState;
  /** first day on which changed goods may leave; only of an accepted one */
  acceptedOn: Day | null;
}

/** Whether goods that carry the changes may leave under the certificate on a day. */
export interface ChangedGoods {
  isBlocked: boolean;
  /** the changes that keep them back, in the order given */
  changeIds: string[];
  /** first day on which they may leave; null = free already, or a change is not accepted yet */
  freeFrom: Day | null;
}

/**
 * Changed goods leave the factory only once every change that touches the certificate is accepted, from the day of the
 * acceptance on. Goods without the change are not meant: they leave as before.
 *
 * @source AQSIQ Order 117; http://www.ccc-certificate.org/en/renzhengliucheng/biangengyaoqiu (principle change-before-shipment)
 */
export function blocksChangedGoods(changes: readonly ChangeOnCertificate[], on: Day): ChangedGoods {
  const blocking = changes.filter((change) => isBlocking(change, on));
  const isOpen = blocking.some(({ state }) => isWaiting(state));
  return {
    isBlocked: blocking.length > 0,
    changeIds: blocking.map(({ changeId }) => changeId),
    freeFrom: isOpen ? null : blocking.reduce<Day | null>((last, { acceptedOn }) => later(last, acceptedOn), null),
  };
}

/** A withdrawn change keeps nothing back: the goods are not changed. */
function isBlocking({ status, state, acceptedOn }: ChangeOnCertificate, on: Day): boolean {
  if (status === 'withdrawn') return false;
  return isWaiting(state) || (state === 'accepted' && acceptedOn !== null && acceptedOn > on);
}

function later(one: Day | null, other: Day | null): Day | null {
  return one === null || (other !== null && other > one) ? other : one;
}

/**
 * How the day on which changed goods shall leave stands to the acceptance. `left-before`: the day has come and the change
 * is not accepted, or was accepted later; `expected-late`: the body is expected to accept after that day; `not-filed`: no
 * case is open for it yet; `unknown`: no day is planned, or none is expected of the body.
 */
export const SHIPMENT_STANDINGS = ['in-time', 'expected-late', 'left-before', 'not-filed', 'unknown'] as const;
export type ShipmentStanding = (typeof SHIPMENT_STANDINGS)[number];

export interface Shipment {
  state: TouchedState;
  acceptedOn: Day | null;
  /** day on which the open case expects its end; null = none open, or nobody can say */
  expectedOn: Day | null;
}

/** @param plannedOn day from which changed goods shall leave; null = not known */
export function shipmentStanding(plannedOn: Day | null, shipment: Shipment, today: Day): ShipmentStanding {
  const { state, acceptedOn, expectedOn } = shipment;
  if (state === 'not-touched') return 'in-time';
  if (plannedOn === null) return state === 'accepted' ? 'in-time' : 'unknown';
  if (state === 'accepted') return acceptedOn !== null && plannedOn < acceptedOn ? 'left-before' : 'in-time';
  if (plannedOn <= today) return 'left-before';
  if (state === 'touched') return 'not-filed';
  if (expectedOn === null) return 'unknown';
  return expectedOn > plannedOn ? 'expected-late' : 'in-time';
}
