import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BasedOn } from '../certificates/based-on.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { cbReportsQuery } from '../products/cb-reports.api.js';
import type { CbReport } from '../products/cb-reports.types.js';
import { Due } from './due.js';
import { Part } from './portal-page.js';
import { cbReportsOfClientQuery } from './portal.api.js';
import classes from './portal.module.css';

/** The CB test reports of all the client's products, as far as there are any. */
export function CbReportsOfClient() {
  const { t } = useTranslation('portal');
  const query = useInfiniteQuery(cbReportsOfClientQuery);
  const reports = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (reports.length === 0) return null;
  return (
    <ReportPart
      reports={reports}
      head={({ productName, productNameZh }) => <Names latin={productName} zh={productNameZh} strong />}
    >
      <MoreButton query={query} className={classes.open}>
        {t('more')}
      </MoreButton>
    </ReportPart>
  );
}

/** Those of one product, beside its certificate. */
export function CbReportsOfProduct({ productId }: { productId: string }) {
  const { data: reports = [] } = useQuery(cbReportsQuery(productId));
  if (reports.length === 0) return null;
  return <ReportPart reports={reports} />;
}

interface ReportPartProps<Report extends CbReport> {
  reports: readonly Report[];
  /** what stands above the number */
  head?: (report: Report) => ReactNode;
  /** below the list */
  children?: ReactNode;
}

function ReportPart<Report extends CbReport>({ reports, head, children }: ReportPartProps<Report>) {
  const { t } = useTranslation('products');
  const age = reports.find(({ age: known }) => known)?.age;
  return (
    <Part title={t('report.title')} note={t('report.note')}>
      <ul className={`${classes.sheet} ${classes.rows}`}>
        {reports.map((report) => (
          <ReportRow key={report.id} report={report} head={head?.(report)} />
        ))}
      </ul>
      {children}
      {age && (
        <p className={`${classes.quiet} ${classes.underSheet}`}>
          {t('report.age', { years: age.years })}{' '}
          <BasedOn basis="practice" certainty={age.certainty} source={age.source} />
        </p>
      )}
    </Part>
  );
}

/** One report: its number, who issued it and when, the case it is handed in with, and until when it serves. */
function ReportRow({ report, head }: { report: CbReport; head?: ReactNode }) {
  const { t } = useTranslation(['products', 'portal']);
  const language = useLanguage();
  const { number, certificateNumber, issuer, standard, issuedOn, applicationId, caseNumber } = report;
  const { age, settledAs, settledOn } = report;
  return (
    <li>
      <div className={classes.plainRow}>
        {head && <span className={classes.rowHead}>{head}</span>}
        <span>{head ? number : <b>{number}</b>}</span>
        <span className={classes.of}>
          {language.clauses([
            issuer,
            standard,
            certificateNumber && t('portal:report.certificate', { number: certificateNumber }),
            t('portal:report.issued', { day: language.day(issuedOn, {}) }),
          ])}
        </span>
        {applicationId && (
          <span className={classes.of}>
            {t('products:report.case')}{' '}
            <Link to={`/portal/cases/${applicationId}` as '/'} className="link">
              {caseNumber}
            </Link>
          </span>
        )}
        {settledAs && (
          <span className={classes.of}>
            {t(`products:report.ended.${settledAs}`, { day: language.day(settledOn!, {}) })}
          </span>
        )}
        {!settledAs && age && (
          <div className={classes.until}>
            <span className={classes.of}>{t('products:report.until')}</span>
            <Due day={age.lastOn} basis="practice" />
          </div>
        )}
      </div>
    </li>
  );
}
