import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { StatusTag } from '../components/status-tag.js';
import { hrefOf, ProductOverNumber } from './certificate-names.js';
import type { CertificateLine } from './certificates.types.js';
import { NextDeadline } from './next-deadline.js';

const SHOWN = 20;
const LIST: string = '/certificates';

/** The certificates and declarations of one client, factory or product: the nearest day first, the rest in the list. */
export function SubjectCertificates({
  subject,
}: {
  subject: { clientId: string } | { factoryId: string } | { productId: string };
}) {
  const { t } = useTranslation('certificates');
  const query = useQuery({
    queryKey: ['certificates', 'of', subject],
    queryFn: ({ signal }) =>
      api.get<Page<CertificateLine>>('/api/certificates', { ...subject, sort: 'nextDueOn', limit: SHOWN }, signal),
  });
  const columns: Column<CertificateLine>[] = [
    {
      key: 'name',
      title: t('list.productAndNumber'),
      cell: (certificate) => <ProductOverNumber certificate={certificate} />,
    },
    { key: 'status', title: t('list.status'), cell: status, width: '130px' },
    {
      key: 'next',
      title: t('list.next'),
      cell: (certificate) => <NextDeadline certificate={certificate} />,
      width: '230px',
    },
  ];
  return (
    <Section
      title={t('list.title')}
      acts={
        query.data?.nextCursor &&
        'clientId' in subject && (
          <Link to={LIST} search={subject as never} className="link">
            {t('list.all')}
          </Link>
        )
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <SectionList
          caption={t('list.title')}
          rows={query.data.items}
          columns={columns}
          rowId={({ id }) => id}
          rowName={({ number }) => number}
          rowHref={hrefOf}
          phoneRow={(certificate) => (
            <>
              <ProductOverNumber certificate={certificate} />
              <p style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', marginTop: 4 }}>
                <NextDeadline certificate={certificate} />
                {status(certificate)}
              </p>
            </>
          )}
          empty={t('list.noneHere')}
        />
      )}
    </Section>
  );
}

function status(certificate: CertificateLine) {
  return <StatusTag status={certificate.status} isDeclaration={isSelfDeclaration(certificate.scheme)} />;
}
