import { useTranslation } from 'react-i18next';
import type { DeadlineSubject } from '../api/types.js';
import type { Language } from '#domain/permissions';
import { CertificateNumber } from './certificate-number.js';
import { Names } from './names.js';

/** What is owed of it, where a subject owes several: the title of the document, the stage's day, the finding. */
export function useItemTitle() {
  const { t, i18n } = useTranslation('domain');
  return ({ itemNames, itemNumber }: Pick<DeadlineSubject, 'itemNames' | 'itemNumber'>): string | null => {
    if (itemNumber !== null) return t('finding', { number: itemNumber });
    return itemNames && itemNames[i18n.language as Language];
  };
}

/** What owes a day, in one line: what is owed of it, what it is called, what it is about. */
export function SubjectWords({ subject }: { subject: DeadlineSubject }) {
  const title = useItemTitle()(subject);
  const { productName, productNameZh, label, labelZh, caseNumber, certificateId, factoryId } = subject;
  const product = productName && <Names latin={productName} zh={productNameZh} />;
  if (certificateId) {
    return (
      <>
        {product} <CertificateNumber number={label} />
        {title && ` · ${title}`}
      </>
    );
  }
  const isName = label !== '' && label !== caseNumber && label !== productName;
  const parts = {
    item: title,
    name: isName && <Names latin={label} zh={labelZh} />,
    product: factoryId === null && product,
    case: caseNumber,
  };
  return Object.entries(parts)
    .filter(([, part]) => part)
    .map(([key, part], at) => (
      <span key={key}>
        {at > 0 && ' · '}
        {part}
      </span>
    ));
}

/** The same where little room is: a certificate by its number alone. */
export function SubjectBrief({ subject }: { subject: DeadlineSubject }) {
  return subject.certificateId ? <CertificateNumber number={subject.label} /> : <SubjectWords subject={subject} />;
}
