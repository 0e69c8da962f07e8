import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeadlineSubject } from '../api/types.js';
import { CertificateForm } from '../certificates/certificate-form.js';
import { certificateQuery } from '../certificates/certificates.api.js';
import { factoryQuery } from '../clients/clients.api.js';
import { FollowUpForm } from '../clients/follow-up-form.js';

/** The form that does what a line of Today asks for: an inspection of a factory, or the certificate that replaces a declaration. */
export default function LineForm({ subject, onClose }: { subject: DeadlineSubject; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { certificateId, factoryId } = subject;
  const factory = useQuery({ ...factoryQuery(factoryId ?? ''), enabled: factoryId !== null });
  const certificate = useQuery({ ...certificateQuery(certificateId ?? ''), enabled: certificateId !== null });
  const onSaved = () => void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  if (factory.data) return <FollowUpForm opened onClose={onClose} factory={factory.data} onSaved={onSaved} />;
  if (certificate.data)
    return <CertificateForm opened onClose={onClose} replaces={certificate.data} onSaved={onSaved} />;
  return null;
}
