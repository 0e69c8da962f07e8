import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { BasedOn } from '../certificates/based-on.js';
import { DueDay } from '../components/deadline-chip.js';
import { Facts, Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { DaysLeft, UrgencyDisc, urgencyText, useUrgency } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import { FactoryChain } from './factory-chain.js';
import { inspectionQuery } from './factory-inspection.api.js';
import classes from './factory-inspection.module.css';
import type { FactoryInspection, InspectionWindow } from './factory-inspection.types.js';
import { WindowLine } from './factory-window-line.js';

/** When the factory is inspected next, by which rule, and which certificates hang on it: a section of its page. */
export function NextInspection({ factoryId }: { factoryId: string }) {
  const { t } = useTranslation('clients');
  const query = useQuery(inspectionQuery(factoryId));
  return (
    <Section
      title={t('inspection.title')}
      acts={
        <Link to={'/audits' as '/'} search={{ factoryId } as never} className="link">
          {t('inspection.allOfFactory')}
        </Link>
      }
    >
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Inspection inspection={query.data} />}
    </Section>
  );
}

function Inspection({ inspection }: { inspection: FactoryInspection }) {
  const { t } = useTranslation('clients');
  const { isClient } = useSession();
  const { window } = inspection;
  return (
    <div className={classes.inspection}>
      {!window && <p className={classes.none}>{t(isClient ? 'inspection.nobodyOfYours' : 'inspection.nobody')}</p>}
      {window && <WindowFacts window={window} />}
      <FactoryChain inspection={inspection} />
    </div>
  );
}

/** The window drawn, with its rule; or why it has no last day. */
export function WindowFacts({ window }: { window: InspectionWindow }) {
  const { t } = useTranslation('clients');
  if (window.unknown) return <p className={classes.unknown}>{t(`inspection.unknown.${window.unknown}`)}</p>;
  return <Window window={window} />;
}

function Window({ window }: { window: InspectionWindow }) {
  const { t } = useTranslation(['clients', 'domain']);
  const language = useLanguage();
  const today = useToday();
  const { lastInspectionOn, latestOn, opensOn, intervalMonths, basis, certainty, source, factoryClass } = window;
  const { state, daysLeft } = useUrgency(latestOn ?? today);
  if (!lastInspectionOn || !latestOn || !basis || !certainty || !source) return null;
  return (
    <>
      <WindowLine lastOn={lastInspectionOn} latestOn={latestOn} basis={basis} />
      <Facts
        facts={[
          {
            label: t('clients:inspection.latest'),
            value: (
              <span className={classes.due}>
                <UrgencyDisc state={state} />
                <DueDay day={latestOn} basis={basis} />
                <b className={urgencyText(state)}>
                  <DaysLeft days={daysLeft} />
                </b>
              </span>
            ),
          },
          {
            label: t('clients:inspection.interval'),
            value: intervalMonths !== null && (
              <>
                {t('clients:inspection.months', { count: intervalMonths })}
                <span className={classes.note}>{t(`domain:factoryClass.${factoryClass}`)}</span>
              </>
            ),
          },
          {
            label: t('clients:inspection.opens'),
            value: opensOn ? language.day(opensOn, {}) : t('clients:inspection.opensUnknown'),
          },
          {
            label: t('clients:inspection.basis'),
            value: <BasedOn basis={basis} certainty={certainty} source={source} />,
          },
        ]}
      />
    </>
  );
}
