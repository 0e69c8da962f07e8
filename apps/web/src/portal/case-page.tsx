import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { applicationQuery } from '../applications/applications.api.js';
import type { Application } from '../applications/applications.types.js';
import { useCaseWords } from '../applications/case-words.js';
import { DeadlineChip } from '../components/deadline-chip.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { CaseDocuments } from './case-documents.js';
import { CaseFacts, Missed, Segments } from './case-facts.js';
import { glanceOf, stagesToCertificate } from './glance.js';
import { Light } from './lamp.js';
import { Messages } from './messages.js';
import { Pairs, Part, PortalPage } from './portal-page.js';
import classes from './portal.module.css';
import { useHouseName } from './portal-words.js';
import { StageList } from './stage-list.js';

/** One case for its client: where it stands, what is asked, what was said, its days. */
export function PortalCasePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(applicationQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <CaseDetails key={query.data.id} application={query.data} />;
}

function CaseDetails({ application }: { application: Application }) {
  const { t } = useTranslation(['portal', 'domain']);
  const language = useLanguage();
  const { product, number, kind, endedOn, status } = application;
  const stages = stagesToCertificate(application.stages);
  const after = application.stages.filter(
    ({ isAfterCertificate, status: state }) => isAfterCertificate && state !== 'not-started',
  );
  const glance = glanceOf(application);
  return (
    <PortalPage
      title={<Names latin={product.name} zh={product.nameZh} />}
      titleText={`${number} ${product.name}`}
      lead={language.clauses([number, t(`domain:applicationKind.${kind}`)])}
      back={{ to: '/portal', name: t('portal:tabs.overview') }}
      side={
        <>
          <Messages subject={{ applicationId: application.id }} />
          <Dates application={application} />
          <WhoIsWho application={application} />
        </>
      }
    >
      <section className={`${classes.sheet} ${classes.card}`}>
        <div className={classes.cardHead}>
          {glance.light ? <Light state={glance.light} /> : <b>{t(`domain:applicationStatus.${status}`)}</b>}
          {endedOn && <span className={classes.number}>{language.day(endedOn, {})}</span>}
        </div>
        <Segments stages={stages} />
        {endedOn ? <Issued application={application} /> : <CaseFacts glance={glance} />}
        {!endedOn && <Missed glance={glance} />}
      </section>
      <CaseDocuments applicationId={application.id} isEnded={endedOn !== null} />
      <Part title={t('portal:case.stages')}>
        <StageList stages={[...stages, ...after]} />
      </Part>
    </PortalPage>
  );
}

/** The certificates that the case ended in. */
function Issued({ application }: { application: Application }) {
  const { t } = useTranslation('portal');
  const language = useLanguage();
  const issued = application.units.flatMap(({ issued: certificate }) => (certificate ? [certificate] : []));
  if (issued.length === 0) return <p className={classes.of}>{t('case.endedWithout')}</p>;
  return (
    <ul>
      {issued.map((certificate) => (
        <li key={certificate.id}>
          <Link to={`/portal/certificates/${certificate.id}` as '/'} className={`link ${classes.open}`}>
            {certificate.number}
          </Link>{' '}
          {certificate.validUntil && (
            <span className={classes.of}>
              {t('certificate.until', { day: language.day(certificate.validUntil, {}) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Days that are owed, each with why it is what it is. Documents stand with their own. */
function Dates({ application }: { application: Application }) {
  const { t } = useTranslation(['portal', 'domain']);
  const language = useLanguage();
  const owed = application.deadlines.filter(({ kind, state }) => state === 'open' && kind !== 'document-request');
  const { wishOn, startedOn, acceptedOn } = application;
  const day = (on: string | null) => on && language.day(on, {});
  return (
    <Part title={t('portal:case.dates')}>
      <div className={`${classes.sheet} ${classes.pad} ${classes.stack}`}>
        {owed.length > 0 && (
          <ul className={classes.stack}>
            {owed.map((deadline) => (
              <li key={deadline.id}>
                {t(`domain:deadlineAct.${deadline.kind}`)}
                <br />
                <DeadlineChip deadline={deadline} />
              </li>
            ))}
          </ul>
        )}
        <Pairs
          pairs={[
            [t('portal:case.wished'), day(wishOn)],
            [t('portal:case.accepted'), day(acceptedOn)],
            [t('portal:case.started'), day(startedOn)],
          ]}
        />
      </div>
    </Part>
  );
}

function WhoIsWho({ application }: { application: Application }) {
  const { t } = useTranslation('portal');
  const house = useHouseName();
  const words = useCaseWords();
  const { applicantName, applicantNameZh, manufacturerName, manufacturerNameZh, factory, handledBy, issuedBy, scheme } =
    application;
  const units = application.units.flatMap(({ models }) => models);
  return (
    <Part title={t('case.whoIsWho')}>
      <div className={`${classes.sheet} ${classes.pad}`}>
        <Pairs
          pairs={[
            [t('who.procedure'), words.say(scheme.names)],
            [t('who.models'), units.join(', ')],
            [t('who.applicant'), <Names key="a" latin={applicantName} zh={applicantNameZh} />],
            [t('who.manufacturer'), <Names key="m" latin={manufacturerName} zh={manufacturerNameZh} />],
            [t('who.factory'), factory && <Names latin={factory.name} zh={factory.nameZh} />],
            [t('who.body'), [...new Set([handledBy, issuedBy])].filter(Boolean).join(', ')],
            [t('who.house'), house],
          ]}
        />
      </div>
    </Part>
  );
}
