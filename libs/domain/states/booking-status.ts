import { actsFrom, needsOf, nextState, terminalStates, type Actors, type Transition } from './transition-table.js';

/** State of a test-lab booking. `option`: the laboratory holds a slot until a day named by it. */
export const BOOKING_STATUSES = [
  'requested',
  'option',
  'confirmed',
  'running',
  'done',
  'cancelled',
  'expired',
  'declined',
] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

export const BOOKING_INITIAL: BookingStatus = 'requested';

export const BOOKING_ACTS = [
  'offer',
  'confirm',
  'reschedule',
  'start',
  'finish',
  'cancel',
  'expire',
  'decline',
] as const;
export type BookingAct = (typeof BOOKING_ACTS)[number];

/** `slot`: first and last day at the laboratory; `option-day`: the last day on which the option holds. */
export type BookingNeed = 'slot' | 'option-day' | 'day' | 'reason';

/**
 * The allowed transitions. A laboratory that moves a confirmed slot offers another one: it holds only when confirmed
 * again; a client who wants other days asks anew. A test that is broken off is cancelled with its reason.
 */
export const BOOKING_TRANSITIONS: readonly Transition<BookingStatus, BookingAct, BookingNeed>[] = [
  { from: 'requested', act: 'offer', to: 'option', needs: ['slot', 'option-day'] },
  { from: 'requested', act: 'confirm', to: 'confirmed', needs: ['slot'] },
  { from: 'requested', act: 'decline', to: 'declined', needs: ['reason'] },
  { from: 'requested', act: 'cancel', to: 'cancelled' },
  { from: 'option', act: 'confirm', to: 'confirmed', needs: ['slot'] },
  { from: 'option', act: 'reschedule', to: 'requested', needs: ['slot'] },
  { from: 'option', act: 'expire', to: 'expired' },
  { from: 'option', act: 'cancel', to: 'cancelled' },
  { from: 'confirmed', act: 'start', to: 'running', needs: ['day'] },
  { from: 'confirmed', act: 'offer', to: 'option', needs: ['slot', 'option-day'] },
  { from: 'confirmed', act: 'reschedule', to: 'requested', needs: ['slot'] },
  { from: 'confirmed', act: 'cancel', to: 'cancelled', needs: ['reason'] },
  { from: 'running', act: 'finish', to: 'done', needs: ['day'] },
  { from: 'running', act: 'cancel', to: 'cancelled', needs: ['reason'] },
];

export const BOOKING_TERMINAL = terminalStates(BOOKING_TRANSITIONS, BOOKING_STATUSES);

export const BOOKING_ACTORS: Actors<BookingAct> = {
  offer: ['laboratory'],
  confirm: ['laboratory', 'consultancy'],
  reschedule: ['consultancy', 'client'],
  start: ['laboratory'],
  finish: ['laboratory'],
  cancel: ['consultancy', 'client', 'laboratory'],
  expire: ['calendar'],
  decline: ['laboratory'],
};

/** The acts that are legal in this state, in the order of the table. */
export function bookingActs(status: BookingStatus): BookingAct[] {
  return actsFrom(BOOKING_TRANSITIONS, status);
}

/** What the act cannot be recorded without in this state. */
export function bookingNeeds(status: BookingStatus, act: BookingAct): readonly BookingNeed[] {
  return needsOf(BOOKING_TRANSITIONS, status, act);
}

/** @throws RuleBroken `booking.illegal-transition` with the legal acts named */
export function nextBookingStatus(status: BookingStatus, act: BookingAct): BookingStatus {
  return nextState(BOOKING_TRANSITIONS, 'booking.illegal-transition', status, act);
}

/** Whether the booking keeps a place at the laboratory: days of two such bookings may clash. */
export function holdsSlot(status: BookingStatus): boolean {
  return status === 'option' || status === 'confirmed' || status === 'running';
}
