import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DueReading, useDueWidth } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { ClientForm } from './client-form.js';
import { ClientPeek } from './client-peek.js';
import { loadClients } from './clients.api.js';
import classes from './clients.module.css';
import type { ClientLine } from './clients.types.js';
import { clientHref } from './hrefs.js';
import { OwnCompanyPage } from './own-company-page.js';

/** The client companies; where there can be only one, that one. */
export function ClientListPage() {
  const { hasOneCompany } = useSession();
  return hasOneCompany ? <OwnCompanyPage /> : <ClientList />;
}

/** All client companies: who they are, what is live, what comes next. */
function ClientList() {
  const { t } = useTranslation('clients');
  const { may } = useSession();
  const { country, number, clauses } = useLanguage();
  const dueWidth = useDueWidth();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const mayCreate = may('client.edit');
  const columns: Column<ClientLine>[] = [
    {
      key: 'name',
      title: t('list.client'),
      cell: (client) => (
        <Link to={clientHref(client.id)}>
          <Names latin={client.legalName} zh={client.legalNameZh} stacked strong />
        </Link>
      ),
    },
    {
      key: 'country',
      title: t('field.country'),
      cell: (client) => country(client.country),
      width: '160px',
      folds: 'byPeek',
    },
    {
      key: 'live',
      title: t('list.certificatesLive'),
      cell: (client) => number(client.certificatesLive),
      width: '130px',
      align: 'right',
    },
    {
      key: 'open',
      title: t('list.deadlinesOpen'),
      cell: (client) => number(client.deadlinesOpen),
      width: '130px',
      align: 'right',
      folds: 'byPeek',
    },
    {
      key: 'next',
      title: t('list.nextDue'),
      cell: (client) =>
        client.nextDueOn ? (
          <DueReading day={client.nextDueOn} />
        ) : (
          <span className={classes.none}>{t('list.nothingDue')}</span>
        ),
      width: dueWidth,
    },
  ];
  return (
    <>
      <ListPage<ClientLine>
        title={t('list.title')}
        reading={t('list.reading')}
        acts={mayCreate && <Button onClick={() => setCreating(true)}>{t('client.create')}</Button>}
        queryKey={['clients']}
        load={loadClients}
        columns={columns}
        defaultSort="legalName"
        search={{ name: 'q', label: t('list.search') }}
        rowId={(client) => client.id}
        rowHref={(client) => clientHref(client.id)}
        rowName={(client) => client.legalName}
        phoneRow={(client) => (
          <>
            <Link to={clientHref(client.id)}>
              <Names latin={client.legalName} zh={client.legalNameZh} stacked strong />
            </Link>
            <p className={classes.phoneLine}>
              {client.nextDueOn && <DueReading day={client.nextDueOn} />}
              <span className={classes.quiet}>
                {clauses([country(client.country), t('list.liveCount', { count: client.certificatesLive })])}
              </span>
            </p>
          </>
        )}
        peek={(id) => <ClientPeek id={id} />}
        empty={
          <EmptyState
            sentence={t('list.empty')}
            hint={t('list.emptyHint')}
            act={
              mayCreate && (
                <Button variant="default" onClick={() => setCreating(true)}>
                  {t('client.create')}
                </Button>
              )
            }
          />
        }
      />
      <ClientForm
        opened={isCreating}
        onClose={() => setCreating(false)}
        onSaved={(client) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: clientHref(client.id) });
        }}
      />
    </>
  );
}
