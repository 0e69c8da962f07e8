import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { addDays } from '#domain/day';
import { Names } from '../components/names.js';
import { EmptyState, ErrorState, SkeletonPage } from '../components/states.js';
import { useAuditDays, useKindLine } from '../factory-audits/audit-cells.js';
import { useLanguage } from '../i18n/use-language.js';
import { AskedList } from './asked-list.js';
import { CaseCard } from './case-card.js';
import { Due } from './due.js';
import { asksOf, nearestLegalDay } from './glance.js';
import { Part, PortalPage } from './portal-page.js';
import { endedCasesQuery, nextDaysQuery, overviewQuery } from './portal.api.js';
import classes from './portal.module.css';
import type { PortalOverview } from './portal.types.js';
import { useHouseName } from './portal-words.js';

/** Days beyond that are no news. */
const A_YEAR = 365;

/** What needs the client, where its cases stand, what comes next. */
export function OverviewPage() {
  const query = useQuery(overviewQuery);
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <Overview overview={query.data} />;
}

function Overview({ overview }: { overview: PortalOverview }) {
  const { t } = useTranslation('portal');
  const language = useLanguage();
  const house = useHouseName();
  const count = asksOf(overview).length;
  const { cases, counts, today } = overview;
  return (
    <PortalPage
      title={count === 0 ? t('need.nothing') : t('need.things', { count, number: numberWord(count) })}
      lead={[language.day(today, { weekday: 'long', long: true }), useLegalDay(overview)]
        .filter(Boolean)
        .map((sentence) => `${sentence}${language.language === 'zh' ? '。' : '.'}`)
        .join(language.gap)}
      side={<Side overview={overview} />}
    >
      <AskedList overview={overview} />
      <Part title={t('cases.title')} note={counts.openCases > 0 && language.number(counts.openCases)}>
        {cases.length === 0 ? (
          <NoCases />
        ) : (
          <div className={classes.stack}>
            {cases.map((glance) => (
              <CaseCard key={glance.id} glance={glance} />
            ))}
          </div>
        )}
        {counts.openCases > cases.length && (
          <p className={classes.quiet}>{t('cases.more', { shown: cases.length, total: counts.openCases, house })}</p>
        )}
      </Part>
      <EndedCases />
    </PortalPage>
  );

  /** Small numbers are words, as in a letter. */
  function numberWord(number: number): string {
    return number >= 1 && number <= 9 ? t(`number.${number as 1}`) : language.number(number);
  }
}

/** How long there is until the nearest day that the law sets. */
function useLegalDay({ cases, today }: PortalOverview): string | null {
  const { t } = useTranslation('portal');
  const language = useLanguage();
  const nearest = nearestLegalDay(cases, today);
  if (!nearest) return null;
  const { daysLeft: count, isConversion } = nearest;
  return t(isConversion ? 'until.declarationsEnd' : 'until.legalDay', { count, day: language.day(nearest.day, {}) });
}

/** Nothing is open; whoever never had a case reads what will stand here. */
function NoCases() {
  const { t } = useTranslation('portal');
  const house = useHouseName();
  const { data: ended } = useQuery(endedCasesQuery);
  if (!ended) return null;
  return (
    <div className={classes.sheet}>
      {ended.items.length > 0 ? (
        <p className={`${classes.pad} ${classes.of}`}>{t('cases.noneOpen')}</p>
      ) : (
        <EmptyState sentence={t('cases.none')} hint={t('cases.noneHint', { house })} />
      )}
    </div>
  );
}

function EndedCases() {
  const { t } = useTranslation(['portal', 'domain']);
  const language = useLanguage();
  const { data } = useQuery(endedCasesQuery);
  if (!data || data.items.length === 0) return null;
  return (
    <Part title={t('portal:cases.ended')}>
      <ul className={`${classes.sheet} ${classes.rows}`}>
        {data.items.map((line) => (
          <li key={line.id}>
            <Link to={`/portal/cases/${line.id}` as '/'}>
              <span className={classes.rowHead}>
                <Names latin={line.productName} zh={line.productNameZh} strong />
                <span className={classes.quiet}>{line.number}</span>
              </span>
              <span className={classes.of}>
                {language.clauses([
                  t(`domain:applicationStatus.${line.status}`),
                  line.endedOn && language.day(line.endedOn, {}),
                ])}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Inspections, and the next days of certificates. */
function Side({ overview: { audits, today } }: { overview: PortalOverview }) {
  const { t } = useTranslation(['portal', 'domain']);
  const kindLine = useKindLine();
  const daysOf = useAuditDays();
  const { data: certificates } = useQuery(nextDaysQuery);
  const horizon = addDays(today, A_YEAR);
  const next = certificates?.items.filter(({ nextDueOn }) => nextDueOn !== null && nextDueOn <= horizon) ?? [];
  return (
    <>
      <Part title={t('portal:toCome.audits')}>
        <ul className={`${classes.sheet} ${classes.rows}`}>
          {audits.length === 0 && <li className={classes.of}>{t('portal:toCome.noAudits')}</li>}
          {audits.map((audit) => (
            <li key={audit.id}>
              <Link to={`/portal/audits/${audit.id}` as '/'}>
                <b>{daysOf({ ...audit, heldFrom: null, heldTo: null })}</b>
                <span className={classes.of}>
                  {' '}
                  {audit.plannedFrom && audit.status === 'planned' && t('portal:toCome.notConfirmed')}
                </span>
                <br />
                <span className={classes.of}>
                  {kindLine({ ...audit, isUnannounced: false })},{' '}
                  <Names latin={audit.factoryName} zh={audit.factoryNameZh} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Part>
      {next.length > 0 && (
        <Part title={t('portal:toCome.days')}>
          <ul className={`${classes.sheet} ${classes.rows}`}>
            {next.map((certificate) => (
              <li key={certificate.id}>
                <Link to={`/portal/certificates/${certificate.id}` as '/'}>
                  <Due day={certificate.nextDueOn!} basis={certificate.nextDueBasis ?? 'planning'} />
                  {certificate.nextDueKind && t(`domain:deadlineAct.${certificate.nextDueKind}`)}
                  <br />
                  <span className={classes.of}>
                    <Names latin={certificate.productName} zh={certificate.productNameZh} />
                    {isSelfDeclaration(certificate.scheme) && `, ${t(`domain:scheme.${certificate.scheme}`)}`}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          <Link to="/portal/certificates" className={`link ${classes.open}`}>
            {t('portal:toCome.all')}
          </Link>
        </Part>
      )}
    </>
  );
}
