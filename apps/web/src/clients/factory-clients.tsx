import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { toast } from '../components/toast.js';
import { linkFactory, unlinkFactory } from './clients.api.js';
import { ClientSelect } from './client-select.js';
import classes from './clients.module.css';
import type { Factory } from './clients.types.js';
import { clientHref } from './hrefs.js';

/** Who produces in a factory; the people of these clients see it. */
export function FactoryClients({ factory }: { factory: Factory }) {
  const { t } = useTranslation('clients');
  const { may, hasOneCompany } = useSession();
  const queryClient = useQueryClient();
  const refresh = () => refreshAfterChange(queryClient);
  const link = useMutation({ mutationFn: (clientId: string) => linkFactory(factory.id, clientId), onSuccess: refresh });
  const unlink = useMutation({
    mutationFn: (clientId: string) => unlinkFactory(factory.id, clientId),
    onSuccess: async (_, clientId) => {
      await refresh();
      toast(t('factory.unlinked'), async () => {
        await linkFactory(factory.id, clientId);
        await refresh();
      });
    },
  });
  const failure = link.error ?? unlink.error;
  // a manufacturer's tenant is its own and only client
  const mayLink = may('factory.edit') && !hasOneCompany;
  return (
    <Section title={t('factory.clients')} note={t('factory.clientsNote')}>
      {factory.clients.length === 0 && <p className={classes.quiet}>{t('factory.noClients')}</p>}
      <ul className={classes.linked}>
        {factory.clients.map((client) => (
          <li key={client.id}>
            <Link to={clientHref(client.id)}>
              <Names latin={client.legalName} zh={client.legalNameZh} />
            </Link>
            {mayLink && (
              <button
                type="button"
                className="link"
                aria-label={t('factory.unlinkNamed', { name: client.legalName })}
                disabled={unlink.isPending}
                onClick={() => unlink.mutate(client.id)}
              >
                {t('act.unlink')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayLink && (
        <ClientSelect
          key={factory.clients.length}
          className={classes.picker}
          aria-label={t('factory.linkClient')}
          placeholder={t('factory.linkClient')}
          value={null}
          without={factory.clients.map(({ id }) => id)}
          onChange={(id) => id && link.mutate(id)}
        />
      )}
      {failure && (
        <p role="alert" className={classes.fault}>
          {problemText(failure)}
        </p>
      )}
    </Section>
  );
}
