import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DetailPage, Section, type Reading } from '../components/detail-page.js';
import { DueValue } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { CalendarFeeds } from '../calendar-feeds/calendar-feeds.js';
import { SubjectCertificates } from '../certificates/subject-certificates.js';
import { SubjectDeadlines } from '../components/subject-deadlines.js';
import { SubjectHistory } from '../components/subject-history.js';
import { SubjectNotes } from '../components/subject-notes.js';
import { useLanguage } from '../i18n/use-language.js';
import { FactoryReminders } from '../reminders/factory-reminders.js';
import { factoryQuery } from './clients.api.js';
import type { Factory } from './clients.types.js';
import { FactoryClients } from './factory-clients.js';
import { FactoryFacts } from './factory-facts.js';
import { FactoryForm } from './factory-form.js';
import { NextInspection } from './factory-inspection.js';
import { FollowUpForm } from './follow-up-form.js';
import { auditHref } from '../factory-audits/audit-cells.js';
import { AuditForm } from '../factory-audits/audit-form.js';

/** One production site: when it was inspected, when the next inspection is due and why then. */
export function FactoryPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(factoryQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <FactoryDetails factory={query.data} />;
}

function FactoryDetails({ factory }: { factory: Factory }) {
  const { t } = useTranslation('clients');
  const { may, hasOneCompany } = useSession();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'inspection' | 'audit' | null>(null);
  const refresh = () => void refreshAfterChange(queryClient);
  const close = () => setOpen(null);
  const readings: Reading[] = [
    { label: t('factory.next'), ...useNextInspection(factory) },
    {
      label: t('field.lastFollowUpOn'),
      value: factory.lastFollowUpOn ? language.day(factory.lastFollowUpOn, {}) : t('factory.unknown'),
    },
    {
      label: t('field.factoryClass'),
      value: factory.factoryClass ?? t('factory.unknown'),
      note: t(`rhythm.${factory.factoryClass ?? 'unknown'}`),
    },
    { label: t('list.certificatesLive'), value: language.number(factory.certificatesLive) },
  ];
  return (
    <>
      <DetailPage
        title={<Names latin={factory.name} zh={factory.nameZh} />}
        titleText={factory.name}
        crumb={{ to: '/factories', name: t('factory.listTitle') }}
        reading={language.country(factory.country)}
        acts={
          may('factory.edit') && (
            <>
              <Button variant="default" onClick={() => setOpen('edit')}>
                {t('factory.edit')}
              </Button>
              <Button variant="default" onClick={() => setOpen('inspection')}>
                {t('followUp.record')}
              </Button>
              {may('audit.edit') && <Button onClick={() => setOpen('audit')}>{t('inspection.plan')}</Button>}
            </>
          )
        }
        readings={readings}
        side={
          <>
            <SubjectDeadlines subject={{ factoryId: factory.id }} />
            {may('reminder.read') && <FactoryReminders factoryId={factory.id} />}
            {may('note.read') && <SubjectNotes subject={{ factoryId: factory.id }} />}
            {may('event.read') && <SubjectHistory subject={{ factoryId: factory.id }} />}
          </>
        }
      >
        <NextInspection factoryId={factory.id} />
        <Section title={t('client.facts')}>
          <FactoryFacts factory={factory} />
        </Section>
        {!hasOneCompany && <FactoryClients factory={factory} />}
        <SubjectCertificates subject={{ factoryId: factory.id }} />
        <CalendarFeeds of={{ kind: 'factory', factoryId: factory.id }} />
      </DetailPage>
      <FactoryForm opened={open === 'edit'} onClose={close} factory={factory} onSaved={refresh} />
      <FollowUpForm opened={open === 'inspection'} onClose={close} factory={factory} onSaved={refresh} />
      <AuditForm
        opened={open === 'audit'}
        onClose={close}
        factory={factory}
        onSaved={(audit) => {
          refresh();
          void navigate({ href: auditHref(audit) });
        }}
      />
    </>
  );
}

function useNextInspection({ nextDueOn, lastFollowUpOn }: Factory): Pick<Reading, 'value' | 'note'> {
  const { t } = useTranslation('clients');
  const language = useLanguage();
  if (nextDueOn) return { value: <DueValue day={nextDueOn} />, note: language.day(nextDueOn) };
  return { value: t('factory.noNext'), note: t(lastFollowUpOn ? 'factory.noneOwed' : 'factory.noCount') };
}
