import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { FunnelBar } from './campaign-cells.js';
import type { Chosen } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, CampaignFunnel } from './campaigns.types.js';

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
  return (
    <Section title={t('clients.title')} note={t('draft.clients', { count: clientCount })}>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption className="unseen">{t('clients.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('field.client')}</th>
              <th scope="col" className={classes.number}>
                {t('draft.members')}
              </th>
              <th scope="col" className={classes.number}>
                {t('clients.left')}
              </th>
              <th scope="col" style={{ minWidth: 140 }}>
                {t('field.progress')}
              </th>
              <th scope="col">
                <span className="unseen">{t('more')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {clients.map(({ clientId, clientName, clientNameZh, members, counts }) => {
              const left = members - counts.finished - counts.excused;
              return (
                <tr key={clientId}>
                  <td>
                    <Link to={`/clients/${clientId}` as '/'} className="link">
                      <Names latin={clientName} zh={clientNameZh} />
                    </Link>
                  </td>
                  <td className={classes.number}>{language.number(members)}</td>
                  <td className={classes.number}>{language.number(left)}</td>
                  <td>
                    <FunnelBar counts={counts} cancelsDeclaration={campaign.cancelsDeclaration} />
                  </td>
                  <td>
                    <span className={classes.acts}>
                      <button type="button" className="link" onClick={() => setUrl({ clientId })}>
                        {t('clients.show')}
                      </button>
                      {mayChase && left > 0 && (
                        <button type="button" className="link" onClick={() => onChase({ clientIds: [clientId] })}>
                          {t('clients.chase')}
                        </button>
                      )}
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {clientCount > clients.length && (
        <p className={classes.quiet}>{t('draft.firstClients', { count: clients.length })}</p>
      )}
    </Section>
  );
}
