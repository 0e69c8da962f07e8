import { Menu } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REPORT_ENDS, type ReportEnd } from '#domain/cases/cb-report';
import { daysBetween } from '#domain/day';
import { useToday } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { BasedOn } from '../certificates/based-on.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { RelativeDays } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import { CbReportForm } from './cb-report-form.js';
import { cbReportsQuery, reopenCbReport, settleCbReport } from './cb-reports.api.js';
import type { CbReport } from './cb-reports.types.js';
import classes from './products.module.css';

/** The CB test reports of a product, each with the day on which it grows too old. */
export function CbReports({ productId }: { productId: string }) {
  const { t } = useTranslation('products');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const today = useToday();
  const reports = useQuery(cbReportsQuery(productId));
  const [form, setForm] = useState<{ report?: CbReport } | null>(null);
  const mayEdit = may('product.edit');
  const age = reports.data?.find(({ age: known }) => known)?.age ?? null;
  const act = async (work: () => Promise<unknown>, said: string, undo?: () => Promise<unknown>) => {
    try {
      await work();
      toast(said, undo && (() => undo().then(() => refreshAfterChange(queryClient))));
    } catch (error) {
      toast(problemText(error));
    }
    await refreshAfterChange(queryClient);
  };
  const settle = ({ id }: CbReport, as: ReportEnd) =>
    void act(() => settleCbReport(id, as, today), t('report.saved'), () => reopenCbReport(id)); // prettier-ignore
  const reopen = ({ id }: CbReport) => void act(() => reopenCbReport(id), t('report.saved'));
  return (
    <Section
      title={t('report.title')}
      note={t('report.note')}
      acts={
        mayEdit && (
          <button type="button" className="link" onClick={() => setForm({})}>
            {t('report.add')}
          </button>
        )
      }
    >
      {reports.isError && <ErrorState error={reports.error} onRetry={() => void reports.refetch()} />}
      {reports.data && (
        <ReportList
          reports={reports.data}
          {...(mayEdit && { onSettle: settle, onReopen: reopen, onEdit: (report) => setForm({ report }) })}
        />
      )}
      {age && (
        <p className={classes.hint}>
          {t('report.age', { years: age.years })}{' '}
          <BasedOn basis="practice" certainty={age.certainty} source={age.source} />
        </p>
      )}
      <CbReportForm
        key={form?.report?.id ?? 'new'}
        opened={form !== null}
        onClose={() => setForm(null)}
        productId={productId}
        {...(form?.report && { report: form.report })}
      />
    </Section>
  );
}

interface ReportListProps {
  reports: readonly CbReport[];
  onSettle?: (report: CbReport, as: ReportEnd) => void;
  onReopen?: (report: CbReport) => void;
  onEdit?: (report: CbReport) => void;
}

function ReportList({ reports, onSettle, onReopen, onEdit }: ReportListProps) {
  const { t } = useTranslation('products');
  const language = useLanguage();
  const today = useToday();
  const what = ({ number, issuer, standard, applicationId, caseNumber }: CbReport) => (
    <>
      <span>{number}</span>
      <span className={classes.second}>
        {language.clauses([issuer, standard])}
        {applicationId && (
          <>
            {' '}
            <Link to={`/cases/${applicationId}` as string} className="link">
              {caseNumber}
            </Link>
          </>
        )}
      </span>
    </>
  );
  const until = ({ age, settledAs, settledOn }: CbReport) =>
    settledAs ? (
      <span className={`${classes.quiet} ${classes.whole}`}>
        {t(`report.ended.${settledAs}`, { day: language.day(settledOn!, {}) })}
      </span>
    ) : (
      age && (
        <>
          {language.day(age.lastOn, {})} <RelativeDays days={daysBetween(today, age.lastOn)} />
        </>
      )
    );
  const acts = (report: CbReport) => (
    <>
      {report.settledAs === null && onSettle && (
        <Menu position="bottom-end">
          <Menu.Target>
            <button type="button" className="link" aria-label={t('report.settleNamed', { number: report.number })}>
              {t('report.settle')}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {REPORT_ENDS.map((as) => (
              <Menu.Item key={as} onClick={() => onSettle(report, as)}>
                {t(`report.end.${as}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {report.settledAs !== null && onReopen && (
        <button
          type="button"
          className="link"
          aria-label={t('report.reopenNamed', { number: report.number })}
          onClick={() => onReopen(report)}
        >
          {t('report.reopen')}
        </button>
      )}
      {onEdit && (
        <button
          type="button"
          className="link"
          aria-label={t('report.editNamed', { number: report.number })}
          onClick={() => onEdit(report)}
        >
          {t('report.edit')}
        </button>
      )}
    </>
  );
  const columns: Column<CbReport>[] = [
    { key: 'number', title: t('report.number'), cell: what },
    {
      key: 'issuedOn',
      title: t('report.issuedOn'),
      cell: ({ issuedOn }) => language.day(issuedOn, {}),
      width: '120px',
    },
    { key: 'until', title: t('report.until'), cell: until, width: '210px' },
    ...(onEdit
      ? [
          {
            key: 'acts',
            title: '',
            cell: (report: CbReport) => <span className={classes.rowActs}>{acts(report)}</span>,
            width: '190px',
            align: 'right' as const,
          },
        ]
      : []),
  ];
  return (
    <SectionList
      caption={t('report.title')}
      rows={reports}
      columns={columns}
      rowId={({ id }) => id}
      rowName={({ number }) => number}
      phoneRow={(report) => (
        <>
          <p>{what(report)}</p>
          <p className={classes.phoneLine}>
            <span>
              {report.age && !report.settledAs && <span className={classes.quiet}>{t('report.until')} </span>}
              {until(report)}
            </span>
            <span className={classes.phoneActs}>{acts(report)}</span>
          </p>
        </>
      )}
      empty={t('report.none')}
    />
  );
}
