import { Button } from '@mantine/core';
import { IconPlus, IconFileImport } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { StatusTag } from '../components/status-tag.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { hrefOf, NextDeadline, ProductOverNumber, useDateWidths, Validity } from './certificate-cells.js';
import { CertificateForm } from './certificate-form.js';
import { CertificatePeek } from './certificate-peek.js';
import { countCertificates, loadCertificates } from './certificates.api.js';
import classes from './certificates.module.css';
import type { CertificateLine } from './certificates.types.js';
import { useCertificateFilters } from './use-certificate-filters.js';
import { useCertificateViews } from './use-certificate-views.js';

/** Every certificate and declaration, by what is due next. */
export function CertificateListPage() {
  const { t } = useTranslation('certificates');
  const { may, isClient } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const filters = useCertificateFilters();
  const views = useCertificateViews();
  const columns = useColumns();
  const mayEdit = may('certificate.edit');
  const toImport = () => void navigate({ to: '/imports/new' });
  return (
    <>
      <ListPage<CertificateLine>
        title={isClient ? t('list.titleClient') : t('list.title')}
        reading={<Reading />}
        acts={
          mayEdit && (
            <>
              {may('import.run') && (
                <Button
                  variant="default"
                  leftSection={<IconFileImport size={16} stroke={1.5} aria-hidden />}
                  onClick={toImport}
                >
                  {t('list.import')}
                </Button>
              )}
              {may('campaign.edit') && <CampaignButton />}
              <Button leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => setCreating(true)}>
                {t('form.create')}
              </Button>
            </>
          )
        }
        queryKey={['certificates']}
        load={loadCertificates}
        count={countCertificates}
        columns={columns}
        defaultSort="nextDueOn"
        filters={filters}
        views={views}
        search={{ name: 'q', label: isClient ? t('list.searchClient') : t('list.search') }}
        rowId={(certificate) => certificate.id}
        rowHref={hrefOf}
        rowName={(certificate) => `${certificate.productName} ${certificate.number}`}
        phoneRow={(certificate) => <PhoneRow certificate={certificate} />}
        peek={(id) => <CertificatePeek id={id} />}
        empty={
          isClient ? (
            <EmptyState sentence={t('list.emptyClient')} />
          ) : (
            <EmptyState
              sentence={t('list.empty')}
              hint={t('list.emptyHint')}
              act={
                mayEdit && (
                  <>
                    <Button onClick={toImport}>{t('list.importFirst')}</Button>
                    <Button variant="default" onClick={() => setCreating(true)}>
                      {t('form.create')}
                    </Button>
                  </>
                )
              }
            />
          )
        }
      />
      <CertificateForm
        opened={isCreating}
        onClose={() => setCreating(false)}
        onSaved={(certificate) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: hrefOf(certificate) });
        }}
      />
    </>
  );
}

/** For the certificates as they are narrowed now; filters that a campaign cannot keep would let more in than are seen. */
function CampaignButton() {
  const { t } = useTranslation('certificates');
  const [{ sort: _sort, peek: _peek, as: _as, expiringWithinDays, importId, ...filter }] = useUrlState();
  if (expiringWithinDays || importId || Object.keys(filter).length === 0) return null;
  return (
    <Button variant="default" renderRoot={(root) => <Link {...root} to="/campaigns/new" search={filter as never} />}>
      {t('list.campaign')}
    </Button>
  );
}

/** How many there are, of how many clients. */
function Reading() {
  const { t } = useTranslation('certificates');
  const { number } = useLanguage();
  const { isClient } = useSession();
  const count = useQuery({
    queryKey: ['certificates', 'count', {}],
    queryFn: ({ signal }) => countCertificates({}, signal),
  }).data;
  if (!count || count.total === 0) return null;
  const declarations = t('list.declarations', {
    count: count.selfDeclarations,
    written: number(count.selfDeclarations),
  });
  const certificates = t('list.certificates', {
    count: count.total - count.selfDeclarations,
    written: number(count.total - count.selfDeclarations) + (count.isCapped ? '+' : ''),
  });
  if (isClient) return t('list.readingClient', { certificates, declarations });
  return t('list.reading', {
    certificates,
    declarations,
    clients: t('list.clients', { count: count.clients, written: number(count.clients) }),
  });
}

function useColumns(): Column<CertificateLine>[] {
  const { t } = useTranslation('certificates');
  const widths = useDateWidths();
  const { isClient } = useSession();
  const holder: Column<CertificateLine> = {
    key: 'client',
    title: t('field.client'),
    cell: (certificate) => <Names latin={certificate.clientName} zh={certificate.clientNameZh} stacked />,
    width: '20%',
  };
  return [
    {
      key: 'certificate',
      title: t('list.certificate'),
      cell: (certificate) => <ProductOverNumber certificate={certificate} />,
      sort: 'number',
      isOneWay: true,
    },
    ...(isClient ? [] : [holder]),
    {
      key: 'class',
      title: t('list.class'),
      cell: (certificate) => <span className={classes.second}>{certificate.classCode}</span>,
      width: '72px',
      folds: 'byPeek',
    },
    {
      key: 'body',
      title: t('list.body'),
      cell: (certificate) => <span className={classes.second}>{certificate.body ?? '–'}</span>,
      width: '80px',
      folds: 'byPeek',
    },
    {
      key: 'valid',
      title: t('field.validUntil'),
      cell: (certificate) => <Validity certificate={certificate} />,
      width: widths.valid,
      sort: 'validUntil',
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
      sort: 'nextDueOn',
      isOneWay: true,
    },
  ];
}

/** A certificate on a phone: the date and the state first, then what, then whose. */
function PhoneRow({ certificate }: { certificate: CertificateLine }) {
  const { isClient } = useSession();
  return (
    <div className={classes.phoneRow}>
      <span className={classes.phoneHead}>
        <NextDeadline certificate={certificate} />
        <StatusTag status={certificate.status} isDeclaration={isSelfDeclaration(certificate.scheme)} />
      </span>
      <ProductOverNumber certificate={certificate} />
      {!isClient && (
        <span className={classes.phoneHolder}>
          <Names latin={certificate.clientName} zh={certificate.clientNameZh} />
        </span>
      )}
    </div>
  );
}
