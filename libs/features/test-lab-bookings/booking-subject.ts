import type { Booking } from '#database/entities/booking.entity';
import type { EventSubject } from '#features/events/events.service';

/** What a booking's events are about. */
export function subjectOf(
  booking: Pick<Booking, 'id' | 'clientId' | 'productId' | 'applicationId' | 'laboratoryId'>,
): EventSubject {
  const { id, clientId, productId, applicationId, laboratoryId } = booking;
  return { bookingId: id, applicationId, clientId, productId, laboratoryId };
}

/** A change of these is a change of its entry in calendars. */
export const ENTRY_FIELDS = ['status', 'startsAt', 'endsAt'] as const satisfies readonly (keyof Booking)[];
