import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { addressAs } from '../api/view-as.js';
import { CalendarFeeds } from '../calendar-feeds/calendar-feeds.js';
import { DetailPage, Facts, Section, type Reading } from '../components/detail-page.js';
import { DueValue } from '../components/due-reading.js';
import { Names, Zh } from '../components/names.js';
import { SubjectCertificates } from '../certificates/subject-certificates.js';
import { SubjectHistory } from '../components/subject-history.js';
import { SubjectNotes } from '../components/subject-notes.js';
import { useLanguage } from '../i18n/use-language.js';
import { ClientProducts } from '../products/client-products.js';
import { PolicySection } from '../reminder-policies/policy-section.js';
import { ClientForm } from './client-form.js';
import classes from './clients.module.css';
import type { Client } from './clients.types.js';
import { ContactSection } from './contact-section.js';
import { FactorySection } from './factory-section.js';

/** One client company: its people, factories, products, certificates, and what was said and done. */
export function ClientDetails({ client }: { client: Client }) {
  const { t } = useTranslation('clients');
  const { may, hasOneCompany } = useSession();
  const { number, country } = useLanguage();
  const queryClient = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const contacts = t('client.contacts', { count: client.contacts.length });
  const factories = t('client.factories', { count: client.factories.length });
  const readings: Reading[] = [
    { label: t('list.nextDue'), ...useNextDue(client) },
    {
      label: t('list.certificatesLive'),
      value: number(client.certificatesLive),
      note: client.certificatesEnded > 0 && t('client.ended', { count: client.certificatesEnded }),
    },
    { label: t('list.deadlinesOpen'), value: number(client.deadlinesOpen) },
    { label: t('client.products'), value: number(client.products) },
  ];
  return (
    <>
      <DetailPage
        title={<Names latin={client.legalName} zh={client.legalNameZh} />}
        titleText={client.legalName}
        crumb={hasOneCompany ? { to: '/', name: t('client.crumbOfOwn') } : { to: '/clients', name: t('list.title') }}
        reading={
          client.isOwn
            ? t('client.isOwn')
            : t('client.reading', { country: country(client.country), contacts, factories })
        }
        acts={
          <>
            {may('client.view-as') && !client.isOwn && (
              <Button variant="default" component="a" href={addressAs(client.id)}>
                {t('client.viewAs')}
              </Button>
            )}
            {may('client.edit') && (
              <Button variant="default" onClick={() => setEditing(true)}>
                {t(client.isOwn ? 'client.editOwn' : 'client.edit')}
              </Button>
            )}
          </>
        }
        readings={readings}
        side={
          <>
            <Section title={t('client.facts')}>
              <Facts
                facts={[
                  { label: t('field.country'), value: country(client.country) },
                  {
                    label: t('field.address'),
                    value: client.address && <span className={classes.lines}>{client.address}</span>,
                  },
                  { label: t('field.addressZh'), value: client.addressZh && <Zh>{client.addressZh}</Zh> },
                ]}
              />
            </Section>
            {may('note.read') && <SubjectNotes subject={{ clientId: client.id }} />}
            {may('event.read') && <SubjectHistory subject={{ clientId: client.id }} />}
          </>
        }
      >
        <ContactSection client={client} />
        <FactorySection client={client} />
        <ClientProducts clientId={client.id} />
        <SubjectCertificates subject={{ clientId: client.id }} />
        <PolicySection place={{ clientId: client.id, applicationId: null }} />
        <CalendarFeeds of={{ kind: 'client', clientId: client.id }} />
      </DetailPage>
      <ClientForm
        opened={isEditing}
        onClose={() => setEditing(false)}
        client={client}
        onSaved={() => void refreshAfterChange(queryClient)}
      />
    </>
  );
}

/** The nearest day as the page's first reading: what remains, what to do, by when. */
function useNextDue({ nextDueOn, nextDueKind }: Client): Pick<Reading, 'value' | 'note'> {
  const { t } = useTranslation('clients');
  const { t: tDomain } = useTranslation('domain');
  const { day, clauses } = useLanguage();
  if (!nextDueOn) return { value: t('list.nothingDue') };
  const act = nextDueKind && tDomain(`deadlineAct.${nextDueKind}`);
  return { value: <DueValue day={nextDueOn} />, note: clauses([act, day(nextDueOn)]) };
}
