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
import type { Operations } from './operations.types.js';
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
  if (fares.mails.overdue > 0) return <>{t('verdict.late', { count: fares.mails.overdue })}</>;
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
            label: t('mails.overdue'),
            value: <span className={mails.overdue > 0 ? classes.down : ''}>{language.number(mails.overdue)}</span>,
            note: since(mails.oldestOverdueAt),
          },
          {
            label: t('mails.owed'),
            value: language.number(mails.owed),
            note: t('mails.held', { count: mails.held, number: language.number(mails.held) }),
          },
          {
            label: t('mails.sent'),
            value: language.number(mails.sent),
            note: t('mails.refused', { number: language.number(mails.refused) }),
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
                value: up(fares.queue.isUp),
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
      </div>
    </>
  );
}
