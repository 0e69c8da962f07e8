import {
  BOOKING_ACTORS,
  BOOKING_ACTS,
  BOOKING_STATUSES,
  BOOKING_TERMINAL,
  bookingActs,
  bookingNeeds,
  holdsSlot,
  nextBookingStatus,
  type BookingAct,
  type BookingStatus,
} from './booking-status.js';

const LEGAL: Record<BookingStatus, Partial<Record<BookingAct, BookingStatus>>> = {
  requested: { offer: 'option', confirm: 'confirmed', decline: 'declined', cancel: 'cancelled' },
  option: { confirm: 'confirmed', reschedule: 'requested', expire: 'expired', cancel: 'cancelled' },
  confirmed: { start: 'running', offer: 'option', reschedule: 'requested', cancel: 'cancelled' },
  running: { finish: 'done', cancel: 'cancelled' },
  done: {},
  cancelled: {},
  expired: {},
  declined: {},
};

describe('a booking', () => {
  it.each(BOOKING_STATUSES)('in %s may do what the field knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(bookingActs(status)).toEqual(Object.keys(legal));
    for (const act of BOOKING_ACTS) {
      if (legal[act]) expect(nextBookingStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextBookingStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'booking.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('ends done, cancelled, expired or declined', () => {
    expect(BOOKING_TERMINAL).toEqual(['done', 'cancelled', 'expired', 'declined']);
  });

  it('keeps a place at the laboratory from the option to the end of the test', () => {
    expect(BOOKING_STATUSES.filter(holdsSlot)).toEqual(['option', 'confirmed', 'running']);
  });

  it.each<[BookingStatus, BookingAct, string[]]>([
    ['requested', 'offer', ['slot', 'option-day']],
    ['requested', 'confirm', ['slot']],
    ['requested', 'decline', ['reason']],
    ['requested', 'cancel', []],
    ['option', 'confirm', ['slot']],
    ['option', 'reschedule', ['slot']],
    ['option', 'expire', []],
    ['option', 'cancel', []],
    ['confirmed', 'start', ['day']],
    ['confirmed', 'offer', ['slot', 'option-day']],
    ['confirmed', 'reschedule', ['slot']],
    ['confirmed', 'cancel', ['reason']],
    ['running', 'finish', ['day']],
    ['running', 'cancel', ['reason']],
    ['done', 'start', []],
  ])('in %s cannot %s without %j', (status, act, needs) => {
    expect(bookingNeeds(status, act)).toEqual(needs);
  });

  it('is offered by the laboratory; an option expires by itself', () => {
    expect(BOOKING_ACTORS).toEqual({
      offer: ['laboratory'],
      confirm: ['laboratory', 'consultancy'],
      reschedule: ['consultancy', 'client'],
      start: ['laboratory'],
      finish: ['laboratory'],
      cancel: ['consultancy', 'client', 'laboratory'],
      expire: ['calendar'],
      decline: ['laboratory'],
    });
  });
});
