import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { readerTimeZone } from '../api/clock.js';
import { meQuery, signOut } from '../api/session.js';
import { Logo } from '../app/logo.js';
import { Facts, ReadingStrip, Section } from '../components/detail-page.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './operations.module.css';
import type { Operations, OperationsWorker } from './operations.types.js';
import { ReferenceData } from './reference-data.js';

const AGAIN_MS = 30_000;

/** How the installation fares, in numbers without any tenant's data, and the reference data it works by. */
export function OperationsPage() {
  const { t } = useTranslation('operations');
  const { data: me } = useSuspenseQuery(meQuery);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const query = useQuery({
    queryKey: ['operations'],
    queryFn: ({ signal }) => api.get<Operations>('/api/operations', undefined, signal),
    refetchInterval: AGAIN_MS,
  });
  const leave = async () => {
    await signOut(queryClient);
    await navigate({ to: '/sign-in' });
  };
  return (
    <div className={classes.page}>
      <nav className={classes.bar} aria-label={t('title')}>
        <span className={classes.brand}>
          <Logo />
          <span>Homolog</span>
        </span>
        {me.memberships.length > 0 && (
          <Link to="/" className="link">
            {t('toWorkplace')}
          </Link>
        )}
        <button type="button" className="link" onClick={() => void leave()}>
          {t('signOut')}
        </button>
      </nav>
      <main className={classes.sheet}>
        <PageHeader title={t('title')} reading={query.data ? <Verdict fares={query.data} /> : t('reading')} />
        {query.isPending && <SkeletonRows rows={3} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && <Fares fares={query.data} />}
        <ReferenceData fares={query.data ?? null} />
      </main>
    </div>
  );
}

/** The state in a sentence: the most pressing thing first. */
function Verdict({ fares }: { fares: Operations }) {
  const { t } = useTranslation('operations');
  if (!fares.database.isUp) return <>{t('verdict.databaseDown')}</>;
  if (!fares.queue.isUp) return <>{t('verdict.queueDown')}</>;
  if (fares.mails.late > 0)
    return <span className={classes.down}>{t('verdict.late', { count: fares.mails.late })}</span>;
  if (!fares.workers.some((worker) => worksStill(worker, fares.now))) return <>{t('verdict.nobodyWorks')}</>;
  return <>{t('verdict.calm')}</>;
}

function Fares({ fares }: { fares: Operations }) {
  const { t } = useTranslation('operations');
  const language = useLanguage();
  const { mails } = fares;
  const instant = (at: string | null) => (at ? language.instant(at, readerTimeZone()) : null);
  const since = (at: string | null) => (at ? t('since', { at: instant(at) }) : undefined);
  const up = (isUp: boolean) => (isUp ? t('up') : <span className={classes.down}>{t('down')}</span>);
  return (
    <>
      <ReadingStrip
        readings={[
          {
            label: t('mails.due'),
            value: language.number(mails.due),
            note: since(mails.oldestDueAt) ?? t('mails.inFlight', { number: language.number(mails.inFlight) }),
          },
          {
            label: t('mails.late'),
            value: <span className={mails.late > 0 ? classes.down : ''}>{language.number(mails.late)}</span>,
            note: t('mails.lateNote', { count: mails.lateAfterMinutes }),
          },
          {
            label: t('mails.owed'),
            value: mails.isOwedEstimated
              ? t('mails.about', { number: language.number(mails.owed) })
              : language.number(mails.owed),
            note: t('mails.held', { count: mails.held, number: language.number(mails.held) }),
          },
          {
            label: t('mails.sentLastHour'),
            value: language.number(mails.sentLastHour),
            note: t('mails.sentTotal', { number: language.number(mails.sentTotal) }),
          },
          {
            label: t('mails.refused'),
            value: language.number(mails.refused),
            note: t('mails.refusedNote'),
          },
          {
            label: t('imports'),
            value: language.number(fares.unfinishedImports),
            note: since(fares.oldestUnfinishedImportAt),
          },
        ]}
      />
      <div className={classes.content}>
        <Section title={t('parts')}>
          <Facts
            facts={[
              { label: 'PostgreSQL', value: up(fares.database.isUp) },
              {
                label: t('queue', { backend: { postgres: 'PostgreSQL', redis: 'Redis' }[fares.queueBackend] }),
                value: (
                  <>
                    {up(fares.queue.isUp)}
                    {fares.waiting !== null && (
                      <span className={classes.phoneLine}>
                        {t('waiting', { count: fares.waiting, number: language.number(fares.waiting) })}
                      </span>
                    )}
                  </>
                ),
              },
              { label: t('schema'), value: fares.schemaVersion },
              {
                label: t('reference.version'),
                value: (
                  <>
                    {fares.reference.version}
                    <span className={classes.phoneLine}>
                      {fares.reference.staleTenants > 0
                        ? t('reference.stale', {
                            count: fares.reference.staleTenants,
                            number: language.number(fares.reference.staleTenants),
                          })
                        : t('reference.allFresh')}
                    </span>
                  </>
                ),
              },
              { label: t('clock'), value: instant(fares.now) },
            ]}
          />
        </Section>
        <Section title={t('workers.title')}>
          {fares.workers.length === 0 ? (
            t('none')
          ) : (
            <Facts
              facts={fares.workers.map((worker) => ({
                label: worker.name,
                value: <WorkerLines worker={worker} fares={fares} />,
              }))}
            />
          )}
        </Section>
      </div>
    </>
  );
}

/** A worker that has not looked for so long is not there any more. */
const GONE_AFTER_MS = 120_000;

const worksStill = ({ sweptAt, stoppedAt }: OperationsWorker, now: string): boolean =>
  stoppedAt === null && Date.parse(now) - Date.parse(sweptAt) < GONE_AFTER_MS;

/** Whether it works, since when not, and how long its last look took. */
function WorkerLines({ worker, fares }: { worker: OperationsWorker; fares: Operations }) {
  const { t } = useTranslation('operations');
  const language = useLanguage();
  const at = language.instant(worker.stoppedAt ?? worker.sweptAt, readerTimeZone());
  const works = worksStill(worker, fares.now);
  const isElsewhere = works && worker.queue !== fares.queueBackend;
  return (
    <>
      {works && t('workers.works')}
      {!works && worker.stoppedAt !== null && t('workers.stopped', { at })}
      {!works && worker.stoppedAt === null && <span className={classes.down}>{t('workers.gone', { at })}</span>}
      <span className={classes.phoneLine}>
        {works && <span>{t('workers.looked', { at, ms: language.number(worker.sweepMs) })}</span>}
        <span>{t('workers.atOnce', { count: worker.atOnce })}</span>
        {isElsewhere && <span className={classes.down}>{t('workers.otherQueue')}</span>}
      </span>
    </>
  );
}
