import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { Names } from '../components/names.js';
import { SectionList } from '../components/section-list.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { FunnelBar } from './campaign-cells.js';
import type { Chosen } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, CampaignFunnel, CampaignPreview } from './campaigns.types.js';

type OfClient = CampaignFunnel['clients'][number];
type HitClient = CampaignPreview['clients'][number];
interface Named {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
}

interface ClientTableProps {
  campaign: Campaign;
  funnel: CampaignFunnel;
  onChase: (chosen: Chosen) => void;
}

/** How far each client is, the one with the most to do first. */
export function ClientTable({ campaign, funnel: { clients, clientCount }, onChase }: ClientTableProps) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  const { may } = useSession();
  const [, setUrl] = useUrlState();
  const mayChase = may('campaign.edit') && campaign.state === 'running';
  if (clients.length === 0) return null;
  const left = ({ members, counts }: OfClient) => members - counts.finished - counts.excused;
  const bar = ({ counts }: OfClient) => <FunnelBar counts={counts} cancelsDeclaration={campaign.cancelsDeclaration} />;
  const acts = (row: OfClient) => (
    <span className={classes.acts}>
      <button
        type="button"
        className="link"
        aria-label={`${t('clients.show')}: ${row.clientName}`}
        onClick={() => setUrl({ clientId: row.clientId })}
      >
        {t('clients.show')}
      </button>
      {mayChase && left(row) > 0 && (
        <button
          type="button"
          className="link"
          aria-label={`${t('clients.chase')}: ${row.clientName}`}
          onClick={() => onChase({ clientIds: [row.clientId] })}
        >
          {t('clients.chase')}
        </button>
      )}
    </span>
  );
  return (
    <Section title={t('clients.title')} note={t('draft.clients', { count: clientCount })}>
      <Clients
        caption={t('clients.title')}
        rows={clients}
        clientCount={clientCount}
        columns={[
          counted<OfClient>('members', t('draft.members'), ({ members }) => language.number(members)),
          counted<OfClient>('left', t('clients.left'), (row) => language.number(left(row))),
          { key: 'progress', title: t('field.progress'), cell: bar, width: '190px' },
          { key: 'acts', title: '', cell: acts, width: '260px', align: 'right' },
        ]}
        under={(row) => (
          <>
            <p className={classes.quiet}>{t('clients.leftOf', { left: left(row), count: row.members })}</p>
            {bar(row)}
            {acts(row)}
          </>
        )}
      />
    </Section>
  );
}

/** Who would be in a draft, client by client. */
export function HitClients({ preview: { clients, clientCount } }: { preview: CampaignPreview }) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  return (
    <Clients
      caption={t('form.who')}
      rows={clients}
      clientCount={clientCount}
      columns={[
        counted<HitClient>('hit', t('draft.members'), ({ hit }) => language.number(hit)),
        counted<HitClient>('unknown', t('draft.undecided'), ({ unknown }) => language.number(unknown)),
        counted<HitClient>('readers', t('draft.contacts'), ({ readers }) => language.number(readers)),
      ]}
      under={({ hit, unknown, readers }) => (
        <p className={classes.quiet}>
          {language.clauses([
            `${t('draft.members')} ${language.number(hit)}`,
            unknown > 0 && `${t('draft.undecided')} ${language.number(unknown)}`,
            `${t('draft.contacts')} ${language.number(readers)}`,
          ])}
        </p>
      )}
    />
  );
}

const counted = <Row,>(key: string, title: string, cell: Column<Row>['cell']): Column<Row> => ({
  ...{ key, title, cell, width: '130px', align: 'right' },
});

interface ClientsProps<Row> {
  caption: string;
  rows: readonly Row[];
  /** Of all clients, of which the first are here. */
  clientCount: number;
  /** Beside the client's name. */
  columns: readonly Column<Row>[];
  /** What stands under the name on a phone. */
  under: (row: Row) => ReactNode;
}

/** The clients of a campaign by name, each with what is counted for it. */
function Clients<Row extends Named>({ caption, rows, clientCount, columns, under }: ClientsProps<Row>) {
  const { t } = useTranslation('campaigns');
  const name = ({ clientId, clientName, clientNameZh }: Row) => (
    <Link to={`/clients/${clientId}` as '/'} className="link">
      <Names latin={clientName} zh={clientNameZh} />
    </Link>
  );
  return (
    <>
      <SectionList
        caption={caption}
        rows={rows}
        columns={[{ key: 'client', title: t('field.client'), cell: name }, ...columns]}
        rowId={({ clientId }) => clientId}
        rowName={({ clientName }) => clientName}
        phoneRow={(row) => (
          <div className={classes.clientRow}>
            {name(row)}
            {under(row)}
          </div>
        )}
        empty={t('clients.none')}
      />
      {clientCount > rows.length && <p className={classes.quiet}>{t('draft.firstClients', { count: rows.length })}</p>}
    </>
  );
}
