import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Facts, Section } from '../components/detail-page.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { clientQuery } from './clients.api.js';
import classes from './clients.module.css';
import { factoryHref } from './hrefs.js';

/** A client beside the list: what is due, who is written to, where it produces. */
export function ClientPeek({ id }: { id: string }) {
  const { t } = useTranslation('clients');
  const { t: tDomain } = useTranslation('domain');
  const { country, number } = useLanguage();
  const query = useQuery(clientQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const client = query.data;
  if (!client) return null;
  return (
    <>
      <h2>
        <Names latin={client.legalName} zh={client.legalNameZh} stacked strong />
      </h2>
      <Section title={t('list.nextDue')}>
        {client.nextDueOn ? (
          <>
            <DueReading day={client.nextDueOn} basis={client.nextDueBasis} />
            {client.nextDueKind && <p className={classes.quiet}>{tDomain(`deadlineAct.${client.nextDueKind}`)}</p>}
          </>
        ) : (
          <p className={classes.quiet}>{t('list.nothingDue')}</p>
        )}
      </Section>
      <Section title={t('client.facts')}>
        <Facts
          facts={[
            { label: t('field.country'), value: country(client.country) },
            { label: t('list.certificatesLive'), value: number(client.certificatesLive) },
            { label: t('list.deadlinesOpen'), value: number(client.deadlinesOpen) },
            { label: t('client.products'), value: number(client.products) },
          ]}
        />
      </Section>
      <Section title={t('contact.title')}>
        {client.contacts.length === 0 && <p className={classes.quiet}>{t('contact.none')}</p>}
        <ul className={classes.short}>
          {client.contacts.map((contact) => (
            <li key={contact.id}>
              {contact.name}
              <span className={classes.quiet}>{contact.email}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('factory.title')}>
        {client.factories.length === 0 && <p className={classes.quiet}>{t('factory.none')}</p>}
        <ul className={classes.short}>
          {client.factories.map((factory) => (
            <li key={factory.id}>
              <Link to={factoryHref(factory.id)} className="link">
                {factory.name}
              </Link>
              {factory.nextDueOn && <DueReading day={factory.nextDueOn} />}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
