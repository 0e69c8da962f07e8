import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useState, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { SAMPLE_STATUSES } from '#domain/states/sample-status';
import { useSession } from '../api/session.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import { DueReading, useDueWidth } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { CaseLink } from './booking-list-page.js';
import { SampleTag } from './lab-cells.js';
import { LabTabs } from './lab-tabs.js';
import { loadSamples } from './lab.api.js';
import classes from './lab.module.css';
import type { SampleDeed, SampleLine } from './lab.types.js';
import { SampleActForm } from './sample-act-form.js';
import { SampleForm } from './sample-form.js';

/** Every test sample: where it is, what customs know of it, and until when it may stay. */
export function SampleListPage() {
  const { t } = useTranslation(['lab', 'domain']);
  const { may } = useSession();
  const [url] = useUrlState();
  const [open, setOpen] = useState<{ sample: SampleLine; act: SampleDeed | null } | 'new' | null>(null);
  const clientFilter = useClientFilter();
  const mayEdit = may('sample.edit');
  const act = (sample: SampleLine) =>
    mayEdit ? <ActMenu sample={sample} onChoose={(deed) => setOpen({ sample, act: deed })} /> : null;
  const columns = useColumns(act);
  const { bookingId, applicationId } = url;
  return (
    <>
      <ListPage<SampleLine>
        title={t('lab:sample.title')}
        reading={t('lab:sample.reading')}
        tabs={<LabTabs />}
        acts={mayEdit && <Button onClick={() => setOpen('new')}>{t('lab:sample.create')}</Button>}
        queryKey={['samples']}
        load={(query, signal) => loadSamples({ ...query, bookingId, applicationId }, signal)}
        columns={columns}
        defaultSort="nextDueOn"
        views={[
          { key: 'all', name: t('lab:view.all'), filters: {} },
          { key: 'customs', name: t('lab:view.customs'), filters: { status: 'shipped,at-customs,released' } },
          {
            key: 'laboratory',
            name: t('lab:view.atLaboratory'),
            filters: { status: 'received,accepted,under-test,tested,rejected' },
          },
        ]}
        filters={[
          {
            name: 'status',
            label: t('lab:field.status'),
            options: SAMPLE_STATUSES.map((status) => ({ value: status, label: t(`domain:sampleStatus.${status}`) })),
          },
          ...clientFilter,
        ]}
        rowId={(sample) => sample.id}
        rowHref={(sample) => (sample.bookingId ? `/lab/bookings/${sample.bookingId}` : `/products/${sample.productId}`)}
        rowName={(sample) => sample.label}
        phoneRow={(sample) => (
          <div className={classes.phoneRow}>
            <span className={classes.phoneHead}>
              <strong>{sample.label}</strong>
              <SampleTag status={sample.status} />
            </span>
            <Names latin={sample.productName} zh={sample.productNameZh} />
            {sample.place && <span className={classes.quiet}>{sample.place}</span>}
            {sample.nextDueOn && <DueReading day={sample.nextDueOn} basis={sample.nextDueBasis} />}
            {act(sample)}
          </div>
        )}
        empty={<EmptyState sentence={t('lab:sample.empty')} hint={t('lab:sample.emptyHint')} />}
      />
      <SampleForm
        opened={open === 'new'}
        onClose={() => setOpen(null)}
        bookingId={bookingId}
        applicationId={applicationId}
      />
      {open !== null && open !== 'new' && (
        <>
          <SampleActForm
            key={`${open.sample.id} ${open.act}`}
            sample={open.sample}
            act={open.act}
            onClose={() => setOpen(null)}
          />
          <SampleForm opened={open.act === null} onClose={() => setOpen(null)} sample={open.sample} />
        </>
      )}
    </>
  );
}

/** What may be done with a sample now; null edits what is known of it. */
function ActMenu({ sample, onChoose }: { sample: SampleLine; onChoose: (act: SampleDeed | null) => void }) {
  const { t } = useTranslation('lab');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" aria-label={t('sample.actsOf', { label: sample.label })}>
          {t('sample.acts')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {sample.acts.map((act) => (
          <Menu.Item key={act} onClick={() => onChoose(act)}>
            {t(`sampleAct.${act}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => onChoose(null)}>{t('sample.edit')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useColumns(act: (sample: SampleLine) => ReactNode): Column<SampleLine>[] {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const dueWidth = useDueWidth();
  return [
    {
      key: 'label',
      title: t('field.label'),
      cell: (sample) => (
        <TwoLines first={<strong>{sample.label}</strong>} second={t('sample.pieces', { count: sample.quantity })} />
      ),
      width: '190px',
    },
    {
      key: 'product',
      title: t('field.product'),
      cell: (sample) => (
        <Link to="/products/$id" params={{ id: sample.productId }}>
          <TwoLines
            first={<Names latin={sample.productName} zh={sample.productNameZh} />}
            second={language.name(sample.clientName, sample.clientNameZh)}
          />
        </Link>
      ),
    },
    {
      key: 'status',
      title: t('field.status'),
      cell: (sample) => (
        <TwoLines
          first={<SampleTag status={sample.status} />}
          second={sample.statusOn ? t('since', { day: language.day(sample.statusOn, {}) }) : ''}
        />
      ),
      width: '150px',
    },
    {
      key: 'place',
      title: t('field.place'),
      cell: (sample) => (
        <TwoLines
          first={sample.place ?? '–'}
          second={language.clauses([sample.carrier, sample.trackingNumber, sample.customsDeclaration])}
        />
      ),
      width: '200px',
      folds: 'unlessWide',
    },
    {
      key: 'case',
      title: t('field.case'),
      cell: (sample) => <CaseLink booking={sample} />,
      width: '110px',
      folds: 'unlessWide',
    },
    {
      key: 'limit',
      title: t('field.limit'),
      cell: (sample) =>
        sample.nextDueOn ? (
          <DueReading day={sample.nextDueOn} basis={sample.nextDueBasis} />
        ) : (
          <span className={classes.quiet}>–</span>
        ),
      width: dueWidth,
      sort: 'nextDueOn',
      isOneWay: true,
    },
    { key: 'acts', title: t('sample.acts'), cell: act, width: '148px' },
  ];
}
