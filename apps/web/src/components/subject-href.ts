import type { DeadlineSubject } from '../api/types.js';

type Subject = Pick<
  DeadlineSubject,
  'certificateId' | 'factoryId' | 'applicationId' | 'auditId' | 'bookingId' | 'caseId' | 'sampleBookingId'
>;

/** The page of what owes a day. A sample has none of its own: it stands on that of its case, else of its booking. */
export function subjectHref(subject: Subject): string {
  const { certificateId, factoryId, applicationId, auditId, bookingId, caseId, sampleBookingId } = subject;
  if (certificateId) return `/certificates/${certificateId}`;
  if (factoryId) return `/factories/${factoryId}`;
  if (applicationId) return `/cases/${applicationId}`;
  if (auditId) return `/audits/${auditId}`;
  if (bookingId) return `/lab/bookings/${bookingId}`;
  if (caseId) return `/cases/${caseId}`;
  return sampleBookingId ? `/lab/bookings/${sampleBookingId}` : '/lab';
}
