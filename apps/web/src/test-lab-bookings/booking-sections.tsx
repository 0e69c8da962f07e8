import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { DueReading } from '../components/due-reading.js';
import { SectionList } from '../components/section-list.js';
import { FileLink } from '../documents/file-link.js';
import { useLanguage } from '../i18n/use-language.js';
import { Answer, SampleTag } from './lab-cells.js';
import classes from './lab.module.css';
import type { Booking, SampleOfBooking, TestResult } from './lab.types.js';
import { SampleForm } from './sample-form.js';

/** What came out of the test, report by report. */
export function ResultList({ booking }: { booking: Booking }) {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const outcome = (result: TestResult) => (
    <>
      <Answer answer={result.outcome === 'passed' ? 'yes' : 'no'} label={t(`outcome.${result.outcome}`)} />
      {result.failedItems && <span className={classes.follows}> {result.failedItems}</span>}
    </>
  );
  const file = ({ fileId, fileName }: TestResult) =>
    fileId && fileName ? <FileLink file={{ id: fileId, name: fileName }} /> : null;
  return (
    <Section title={t('result.title')} note={t('result.note')}>
      <SectionList<TestResult>
        caption={t('result.title')}
        rows={booking.results}
        columns={[
          {
            key: 'reportedOn',
            title: t('field.reportedOn'),
            cell: (result) => language.day(result.reportedOn, {}),
            width: '130px',
          },
          { key: 'outcome', title: t('field.outcome'), cell: outcome },
          {
            key: 'reportNumber',
            title: t('field.reportNumber'),
            cell: (result) => result.reportNumber,
            width: '150px',
          },
          { key: 'standard', title: t('field.standard'), cell: (result) => result.standard, width: '160px' },
          { key: 'file', title: t('result.report'), cell: file, width: '190px' },
        ]}
        rowId={(result) => result.id}
        rowName={(result) => result.reportNumber ?? String(result.number)}
        phoneRow={(result) => (
          <div className={classes.phoneRow}>
            <span>{outcome(result)}</span>
            <span className={classes.quiet}>
              {language.clauses([language.day(result.reportedOn, {}), result.reportNumber, result.standard])}
            </span>
            {file(result)}
          </div>
        )}
        empty={t('result.empty')}
      />
    </Section>
  );
}

/** The samples that go to this test. */
export function SamplesOfBooking({ booking }: { booking: Booking }) {
  const { t } = useTranslation('lab');
  const { may } = useSession();
  const { number } = useLanguage();
  const [isAdding, setAdding] = useState(false);
  const due = (sample: SampleOfBooking) =>
    sample.nextDueOn ? <DueReading day={sample.nextDueOn} basis="practice" /> : null;
  return (
    <Section
      title={t('tabs.samples')}
      acts={
        may('sample.edit') && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t('sample.create')}
          </Button>
        )
      }
    >
      <SectionList<SampleOfBooking>
        caption={t('tabs.samples')}
        rows={booking.samples}
        columns={[
          { key: 'label', title: t('field.label'), cell: (sample) => sample.label },
          {
            key: 'quantity',
            title: t('field.quantity'),
            cell: (sample) => number(sample.quantity),
            width: '90px',
            align: 'right',
          },
          {
            key: 'status',
            title: t('field.status'),
            cell: ({ status }) => <SampleTag status={status} />,
            width: '150px',
          },
          { key: 'place', title: t('field.place'), cell: (sample) => sample.place, width: '180px' },
          { key: 'due', title: t('field.limit'), cell: due, width: '210px' },
        ]}
        rowId={(sample) => sample.id}
        rowName={(sample) => sample.label}
        rowHref={() => `/lab/samples?bookingId=${booking.id}`}
        phoneRow={(sample) => (
          <div className={classes.phoneRow}>
            <span className={classes.phoneHead}>
              <span>{sample.label}</span>
              <SampleTag status={sample.status} />
            </span>
            <span className={classes.quiet}>{sample.place}</span>
            {due(sample)}
          </div>
        )}
        empty={t('sample.emptyOfBooking')}
      />
      <SampleForm
        opened={isAdding}
        onClose={() => setAdding(false)}
        product={{ value: booking.product.id, label: booking.product.name }}
        bookingId={booking.id}
      />
    </Section>
  );
}
