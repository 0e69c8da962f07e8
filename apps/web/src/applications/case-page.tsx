import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { addressAs } from '../api/view-as.js';
import { CaseTimeline, Conversation } from '../comments/case-timeline.js';
import { DetailPage } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { toast } from '../components/toast.js';
import { DocumentSection } from '../documents/document-section.js';
import { useLanguage } from '../i18n/use-language.js';
import { Presence } from '../live/presence.js';
import { useClassName } from '../products/use-class-name.js';
import { applicationQuery } from './applications.api.js';
import type { Application } from './applications.types.js';
import { CaseDeadlines } from './case-deadlines.js';
import { CaseForm } from './case-form.js';
import { useCaseReadings } from './case-readings.js';
import { CaseTests } from '../test-lab-bookings/case-tests.js';
import { CaseRelations } from './case-relations.js';
import { useCaseWords } from './case-words.js';
import classes from './cases.module.css';
import { CertifyForm } from './certify-form.js';
import { MoveMenu } from './move-menu.js';
import { PlanAgainstActual } from './plan-against-actual.js';
import { StagePopup } from './stage-popup.js';
import { StageRail } from './stage-rail.js';
import { TurnClock } from './turn-clock.js';
import { PolicySection } from '../reminder-policies/policy-section.js';
import { useCaseActs, useCaseKeys } from './use-case-acts.js';

/** What a case, its audits, bookings and samples owe. */
const CASE_KINDS = [
  'document-request',
  'stage-due',
  'case-limit',
  'inspection-after-test',
  'finding-correction',
  'booking-option',
  'temporary-import',
] as const;

/** One case: whose turn it is, where it stands, what was planned and what is, what it owes, what happened. */
export function CasePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(applicationQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <CaseDetails key={query.data.id} application={query.data} />;
}

function CaseDetails({ application }: { application: Application }) {
  const { t } = useTranslation(['cases', 'domain']);
  const { may } = useSession();
  const queryClient = useQueryClient();
  const acts = useCaseActs(application);
  const readings = useCaseReadings(application);
  const [open, setOpen] = useState<'menu' | 'edit' | 'certify' | null>(null);
  const close = () => setOpen(null);
  useCaseKeys(application, acts, () => setOpen('menu'));
  const show = (saved: Application) => {
    queryClient.setQueryData(applicationQuery(saved.id).queryKey, saved);
    void refreshAfterChange(queryClient);
  };
  const isOpen = application.endedOn === null;
  const { product } = application;
  return (
    <>
      <DetailPage
        title={<Names latin={product.name} zh={product.nameZh} />}
        titleText={`${application.number} ${product.name}`}
        crumb={{ to: '/cases', name: t('cases:title') }}
        crumbNote={`${application.number}, ${t(`domain:applicationKind.${application.kind}`)}`}
        reading={<CaseLine application={application} />}
        acts={
          <>
            <Presence subject={{ applicationId: application.id }} />
            {may('client.view-as') && (
              <Button
                variant="default"
                component="a"
                href={addressAs(application.client.id, `/portal/cases/${application.id}`)}
              >
                {t('cases:viewAs')}
              </Button>
            )}
            {may('application.edit') && isOpen && (
              <Button variant="default" onClick={() => setOpen('edit')}>
                {t('cases:edit.open')}
              </Button>
            )}
            {may('application.move') && (
              <MoveMenu
                application={application}
                acts={acts}
                opened={open === 'menu'}
                onChange={(opened) => setOpen((before) => (opened ? 'menu' : before === 'menu' ? null : before))}
                onCertify={() => setOpen('certify')}
              />
            )}
          </>
        }
        readings={readings}
        shape={
          <>
            <StateBanner application={application} onUndo={acts.undo} />
            <StageRail
              stages={application.stages}
              popup={(stage, titleId, closePopup) => (
                <StagePopup application={application} stage={stage} acts={acts} titleId={titleId} close={closePopup} />
              )}
            />
          </>
        }
        side={
          <>
            <CaseDeadlines application={application} />
            <TurnClock application={application} />
            <CaseRelations application={application} />
          </>
        }
      >
        <PlanAgainstActual application={application} />
        <DocumentSection
          applicationId={application.id}
          stageKey={application.stages.find(({ id }) => id === application.turn.stageId)?.key ?? null}
          isEnded={!isOpen}
        />
        {may('booking.read') && <CaseTests applicationId={application.id} />}
        <PolicySection place={{ clientId: null, applicationId: application.id }} kinds={CASE_KINDS} />
        {may('event.read') ? (
          <CaseTimeline subject={{ applicationId: application.id }} client={application.client} />
        ) : (
          <Conversation subject={{ applicationId: application.id }} />
        )}
      </DetailPage>
      {acts.forms}
      {open === 'edit' && (
        <CaseForm
          application={application}
          onClose={close}
          onSaved={(saved) => {
            show(saved);
            toast(t('cases:edit.saved'));
          }}
        />
      )}
      {open === 'certify' && (
        <CertifyForm
          application={application}
          onClose={close}
          onCertified={(saved) => {
            show(saved);
            toast(t('cases:certify.done', { count: saved.units.length }));
          }}
        />
      )}
    </>
  );
}

/** Client, class, standard, procedure, bodies in one line. */
function CaseLine({ application }: { application: Application }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const words = useCaseWords();
  const className = useClassName();
  const { isClient } = useSession();
  const { client, product, scheme, handledBy, issuedBy, units } = application;
  const standard = units[0]?.standard;
  return (
    <>
      {!isClient && (
        <>
          <Link to={`/clients/${client.id}` as '/'} className="link">
            <Names latin={client.legalName} zh={client.legalNameZh} />
          </Link>
          {' · '}
        </>
      )}
      {[
        `${product.class.code} ${className(product.class)}`,
        standard,
        scheme.variantNames ? `${words.say(scheme.names)}, ${words.say(scheme.variantNames)}` : words.say(scheme.names),
        handledBy &&
          language.clauses([handledBy, issuedBy && issuedBy !== handledBy && t('header.issuedBy', { body: issuedBy })]),
        units.length > 1 && t('units.count', { count: units.length }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </>
  );
}

/** A case that stands still or has ended says so above its rail, with the way back. */
function StateBanner({ application, onUndo }: { application: Application; onUndo: (moveId: string) => void }) {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const { may } = useSession();
  const { status, statusReason, endedOn, lastMoveId } = application;
  if (!['on-hold', 'returned', 'refused', 'withdrawn', 'lapsed'].includes(status)) return null;
  return (
    <div className={classes.banner}>
      <span>
        <b>{t(`domain:applicationStatus.${status}`)}</b>
        {language.gap || ' '}
        {language.clauses([endedOn && language.day(endedOn, {}), statusReason])}
      </span>
      {lastMoveId && may('application.move') && (
        <button type="button" className="link" onClick={() => onUndo(lastMoveId)}>
          {t('cases:stage.undo')}
        </button>
      )}
    </div>
  );
}
