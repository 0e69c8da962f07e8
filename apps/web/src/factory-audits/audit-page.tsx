import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingsInTheWay } from '#domain/cases/audits';
import { isOpenAudit } from '#domain/states/audit-status';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { FactoryChain } from '../clients/factory-chain.js';
import { WindowFacts } from '../clients/factory-inspection.js';
import { factoryHref } from '../clients/hrefs.js';
import { CaseTimeline, Conversation } from '../comments/case-timeline.js';
import { DetailPage, Facts, Section, type Reading } from '../components/detail-page.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { PartyName } from '../components/party-mark.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { Presence } from '../live/presence.js';
import { useAuditActs } from './audit-acts.js';
import { AuditTag, useAuditDays, useKindLine } from './audit-cells.js';
import { AuditForm } from './audit-form.js';
import { auditQuery } from './audits.api.js';
import classes from './audits.module.css';
import type { Audit } from './audits.types.js';
import { FindingList } from './finding-list.js';

/** One factory inspection: whose turn it is, what was found, what hangs on it. */
export function AuditPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(auditQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <AuditDetails key={query.data.id} audit={query.data} />;
}

function AuditDetails({ audit }: { audit: Audit }) {
  const { t } = useTranslation('audits');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const kindLine = useKindLine();
  const readings = useReadings(audit);
  const { acts, form } = useAuditActs(audit);
  const [isEditing, setEditing] = useState(false);
  // What would be refused while findings are open is not the act that is offered first.
  const hasLead = !(audit.status === 'held' && findingsInTheWay(audit.findings).length > 0);
  const lead = hasLead ? acts.find(({ act }) => act !== 'postpone' && act !== 'cancel') : undefined;
  const others = acts.filter((act) => act !== lead);
  const mayEdit = may('audit.edit') && isOpenAudit(audit.status);
  return (
    <>
      <DetailPage
        title={<Names latin={audit.factoryName} zh={audit.factoryNameZh} />}
        titleText={`${audit.factoryName} ${kindLine(audit)}`}
        crumb={{ to: '/audits', name: t('list.title') }}
        reading={kindLine(audit)}
        acts={
          <>
            <Presence subject={{ auditId: audit.id }} />
            {others.length > 0 && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default" rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}>
                    {t('act.more')}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {others.map(({ act, name, start }) => (
                    <Menu.Item key={act} onClick={start}>
                      {name}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
            {mayEdit && (
              <Button variant="default" onClick={() => setEditing(true)}>
                {t('form.edit')}
              </Button>
            )}
            {lead && <Button onClick={lead.start}>{lead.name}</Button>}
          </>
        }
        readings={readings}
        side={
          <Section title={t('facts.title')}>
            <AuditFacts audit={audit} />
          </Section>
        }
      >
        <FindingList audit={audit} />
        <Section title={t('window.title')} note={t('window.ofFactory')}>
          <HangsOnIt audit={audit} />
        </Section>
        {may('event.read') && audit.client ? (
          <CaseTimeline subject={{ auditId: audit.id }} client={audit.client} />
        ) : (
          <Conversation subject={{ auditId: audit.id }} />
        )}
      </DetailPage>
      {form}
      {mayEdit && (
        <AuditForm
          opened={isEditing}
          onClose={() => setEditing(false)}
          audit={audit}
          onSaved={() => void refreshAfterChange(queryClient)}
        />
      )}
    </>
  );
}

/** The window of the factory's next follow-up, and the certificates of this audit with what they risk. */
function HangsOnIt({ audit: { inspection, kind } }: { audit: Audit }) {
  const { t } = useTranslation('audits');
  const isEmpty = !inspection || (inspection.atRisk.length === 0 && inspection.notFollowedUp.length === 0);
  return (
    <div className={classes.window}>
      {inspection?.window && <WindowFacts window={inspection.window} />}
      {isEmpty ? (
        <p className={classes.quiet}>{t(kind === 'initial' ? 'window.noneYet' : 'window.none')}</p>
      ) : (
        <FactoryChain inspection={inspection} />
      )}
    </div>
  );
}

/** Whose turn it is, when it is or was, the next day that is due, and what is open. */
function useReadings(audit: Audit): Reading[] {
  const { t } = useTranslation('audits');
  const language = useLanguage();
  const daysOf = useAuditDays();
  return [
    {
      label: t('reading.turn'),
      value: audit.turn ? <PartyName party={audit.turn} /> : <AuditTag status={audit.status} />,
      note: audit.turn ? t(`reading.turnOf.${turnWords(audit)}`) : audit.closedOn && language.day(audit.closedOn, {}),
    },
    {
      label: t(audit.heldFrom ? 'reading.held' : 'reading.planned'),
      value: <span className={classes.readingDays}>{daysOf(audit)}</span>,
      note: audit.turn ? <AuditTag status={audit.status} /> : undefined,
    },
    {
      label: t('reading.next'),
      value: audit.nextDueOn ? (
        <span className={classes.readingDays}>
          <DueReading day={audit.nextDueOn} basis={audit.nextDueBasis} />
        </span>
      ) : (
        t('reading.nothing')
      ),
      note: audit.nextDueOn ? t('reading.correction') : undefined,
    },
    {
      label: t('reading.findings'),
      value: language.number(audit.findingsOpen),
      note: t('reading.ofAll', { count: audit.findings.length, major: audit.majorOpen }),
    },
  ];
}

function turnWords({ status, turn }: Audit): 'planned' | 'confirmed' | 'heldClient' | 'heldBody' {
  if (status === 'planned' || status === 'confirmed') return status;
  return turn === 'client' ? 'heldClient' : 'heldBody';
}

function AuditFacts({ audit }: { audit: Audit }) {
  const { t } = useTranslation(['audits', 'domain']);
  const { isClient } = useSession();
  const language = useLanguage();
  const { client, application, contact, responsible, inspectors, classAfter, classAfterOn } = audit;
  return (
    <Facts
      facts={[
        {
          label: t('audits:field.factory'),
          value: (
            <Link to={factoryHref(audit.factoryId) as '/'} className="link">
              <Names latin={audit.factoryName} zh={audit.factoryNameZh} />
            </Link>
          ),
        },
        {
          label: t('audits:field.client'),
          value: !isClient && client && (
            <Link to={`/clients/${client.id}` as '/'} className="link">
              <Names latin={client.legalName} zh={client.legalNameZh} />
            </Link>
          ),
        },
        {
          label: t('audits:field.case'),
          value: application && (
            <Link to={`/cases/${application.id}` as '/'} className="link">
              {application.number}
            </Link>
          ),
        },
        { label: t('audits:field.body'), value: audit.body },
        {
          label: t('audits:field.personDays'),
          value: audit.personDays !== null && language.number(audit.personDays, 1),
        },
        { label: t('audits:field.inspectors'), value: language.items(inspectors.map(({ name }) => name)) },
        { label: t('audits:field.language'), value: audit.language },
        {
          label: t('audits:field.contact'),
          value: contact && <TwoLines first={contact.name} second={contact.email} />,
        },
        { label: t('audits:field.responsible'), value: !isClient && responsible?.name },
        { label: t('audits:field.reason'), value: audit.statusReason },
        { label: t('audits:field.resultOn'), value: audit.closedOn && language.day(audit.closedOn, {}) },
        {
          label: t('audits:field.classAfter'),
          value:
            classAfter &&
            language.clauses([
              t(`domain:factoryClass.${classAfter}`),
              classAfterOn && t('audits:facts.classFrom', { day: language.day(classAfterOn, {}) }),
            ]),
        },
        { label: t('audits:field.note'), value: audit.note && <span className={classes.words}>{audit.note}</span> },
      ]}
    />
  );
}
