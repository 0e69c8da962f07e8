import type { DeadlineSubjectView } from './deadlines.dto.js';

/**
 * The page of what owes the day; a client's own pages answer to the same addresses. A sample stands on that of its case,
 * else of its booking, an approval beside its vehicle project, else beside the list of approvals, a CB test report on that
 * of its product.
 */
export function subjectPath(
  subject: Pick<
    DeadlineSubjectView,
    | 'certificateId'
    | 'factoryId'
    | 'auditId'
    | 'bookingId'
    | 'entryId'
    | 'determinationId'
    | 'approvalId'
    | 'projectId'
    | 'cbReportId'
    | 'reportProductId'
    | 'caseId'
    | 'sampleBookingId'
  >,
): string {
  const { certificateId, entryId, determinationId, approvalId, projectId, auditId, bookingId, caseId, factoryId } =
    subject;
  if (certificateId) return `/certificates/${certificateId}`;
  if (entryId) return `/changes/entries/${entryId}`;
  if (determinationId) return `/determinations/${determinationId}`;
  if (approvalId) return `/projects/${projectId ?? 'approvals'}?approval=${approvalId}`;
  if (subject.cbReportId) return `/products/${subject.reportProductId}`;
  if (auditId) return `/audits/${auditId}`;
  if (bookingId) return `/lab/bookings/${bookingId}`;
  if (caseId) return `/cases/${caseId}`;
  if (factoryId) return `/factories/${factoryId}`;
  return subject.sampleBookingId ? `/lab/bookings/${subject.sampleBookingId}` : '/lab';
}
