import type { DeadlineSubject } from '../api/types.js';

type Subject = Pick<
  DeadlineSubject,
  | 'certificateId'
  | 'factoryId'
  | 'applicationId'
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
>;

/**
 * The page of what owes a day. A sample has none of its own: it stands on that of its case, else of its booking; an
 * approval lies open beside the readiness board of its vehicle project, else beside the list of approvals; a CB test
 * report stands on the page of its product.
 */
export function subjectHref(subject: Subject): string {
  const { certificateId, factoryId, applicationId, auditId, bookingId, caseId, sampleBookingId } = subject;
  const { entryId, determinationId, approvalId, projectId } = subject;
  if (certificateId) return `/certificates/${certificateId}`;
  if (factoryId) return `/factories/${factoryId}`;
  if (applicationId) return `/cases/${applicationId}`;
  if (auditId) return `/audits/${auditId}`;
  if (bookingId) return `/lab/bookings/${bookingId}`;
  if (entryId) return `/changes/entries/${entryId}`;
  if (determinationId) return `/determinations/${determinationId}`;
  if (approvalId) return `/projects/${projectId ?? 'approvals'}?approval=${approvalId}`;
  if (subject.cbReportId) return `/products/${subject.reportProductId}`;
  if (caseId) return `/cases/${caseId}`;
  return sampleBookingId ? `/lab/bookings/${sampleBookingId}` : '/lab';
}
