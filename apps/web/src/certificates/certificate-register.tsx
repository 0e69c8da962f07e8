import { isSelfDeclaration, isVoluntary } from '#domain/certificate';
import { MarkSection } from '../marks/marks.js';
import type { Certificate } from './certificates.types.js';
import { CheckSection } from './check.js';
import { FeeSection } from './fees.js';
import { PaperSection } from './papers.js';

/** What hangs on a certificate: its papers, marks, annual fees, and the address at which anybody may check it. */
export function CertificateRegister({ certificate }: { certificate: Certificate }) {
  return (
    <>
      <PaperSection certificate={certificate} />
      {!isVoluntary(certificate.scheme) && <MarkSection certificate={certificate} />}
      {!isSelfDeclaration(certificate.scheme) && <FeeSection certificateId={certificate.id} />}
      <CheckSection certificate={certificate} />
    </>
  );
}
