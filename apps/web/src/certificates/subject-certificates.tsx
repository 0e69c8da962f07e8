import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { StatusTag } from '../components/status-tag.js';
import { hrefOf, NextDeadline, ProductOverNumber, useDateWidths, Validity } from './certificate-cells.js';
import { loadCertificates } from './certificates.api.js';
import classes from './certificates.module.css';
import type { CertificateLine } from './certificates.types.js';

const SHOWN = 20;

/** The certificates and declarations of one client, factory or product, by what is due next: a section of its page. */
export function SubjectCertificates({
  subject,
}: {
  subject: { clientId: string } | { factoryId: string } | { productId: string };
}) {
  const { t } = useTranslation('certificates');
  const query = useQuery({
    queryKey: ['certificates', 'of', subject],
    queryFn: ({ signal }) => loadCertificates({ ...subject, sort: 'nextDueOn', limit: SHOWN }, signal),
  });
  const widths = useDateWidths();
  const columns: Column<CertificateLine>[] = [
    {
      key: 'certificate',
      title: t('list.certificate'),
      cell: (certificate) => <ProductOverNumber certificate={certificate} />,
    },
    {
      key: 'valid',
      title: t('field.validUntil'),
      cell: (certificate) => <Validity certificate={certificate} />,
      width: widths.valid,
    },
    {
      key: 'status',
      title: t('field.status'),
      cell: (certificate) => (
        <StatusTag status={certificate.status} isDeclaration={isSelfDeclaration(certificate.scheme)} />
      ),
      width: '116px',
    },
    {
      key: 'next',
      title: t('list.next'),
      cell: (certificate) => <NextDeadline certificate={certificate} />,
      width: widths.next,
    },
  ];
  return (
    <Section
      title={t('list.title')}
      acts={
        query.data?.nextCursor && (
          <Link to="/certificates" search={subject as never} className="link">
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
          rowId={(certificate) => certificate.id}
          rowName={(certificate) => `${certificate.productName} ${certificate.number}`}
          rowHref={hrefOf}
          phoneRow={(certificate) => (
            <div className={classes.phoneRow}>
              <span className={classes.phoneHead}>
                <NextDeadline certificate={certificate} />
                <StatusTag status={certificate.status} isDeclaration={isSelfDeclaration(certificate.scheme)} />
              </span>
              <ProductOverNumber certificate={certificate} />
            </div>
          )}
          empty={t('list.noneHere')}
        />
      )}
    </Section>
  );
}
