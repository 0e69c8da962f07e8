import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ENTRY_STATUSES } from '#domain/changes/regulatory-entry';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { DueReading } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { classesQuery } from '../products/products.api.js';
import { useClassName } from '../products/use-class-name.js';
import { ChangeMarks, lastDayOf, useChangeName } from './change-marks.js';
import { ChangesTabs } from './changes-tabs.js';
import { changeHref, loadChanges } from './changes.api.js';
import classes from './changes.module.css';
import { CHANGE_KINDS, type RegulatoryChange } from './changes.types.js';
import { EntryForm } from './entry-form.js';

/** Records of the reference data and the tenant's own entries as one list, the newest last day first. */
export function RegulatoryListPage() {
  const { t } = useTranslation(['changes', 'domain']);
  const { may } = useSession();
  const navigate = useNavigate();
  const today = useToday();
  const nameOf = useChangeName();
  const className = useClassName();
  const catalogue = useQuery(classesQuery);
  const columns = useColumns();
  const [isCreating, setCreating] = useState(false);
  return (
    <>
      <ListPage<RegulatoryChange>
        title={t('changes:title')}
        reading={t('changes:announced.reading')}
        tabs={<ChangesTabs />}
        acts={may('regulatory.edit') && <Button onClick={() => setCreating(true)}>{t('changes:entry.create')}</Button>}
        queryKey={['regulatory-changes']}
        load={loadChanges}
        columns={columns}
        defaultSort="-lastDay"
        views={[
          { key: 'all', name: t('changes:view.all'), filters: {} },
          { key: 'ahead', name: t('changes:view.ahead'), filters: { lastFrom: today } },
          { key: 'draft', name: t('changes:view.draft'), filters: { status: 'draft' } },
          { key: 'followed', name: t('changes:view.followed'), filters: { origin: 'followed' } },
          { key: 'own', name: t('changes:view.own'), filters: { origin: 'tenant' } },
        ]}
        search={{ name: 'q', label: t('changes:filter.words') }}
        filters={[
          {
            name: 'kind',
            label: t('changes:filter.kind'),
            options: CHANGE_KINDS.map((kind) => ({ value: kind, label: t(`changes:announced.kind.${kind}`) })),
          },
          {
            name: 'status',
            label: t('changes:filter.status'),
            options: ENTRY_STATUSES.map((status) => ({ value: status, label: t(`changes:status.${status}`) })),
          },
          {
            name: 'classCode',
            label: t('changes:filter.class'),
            options: (catalogue.data ?? []).map((one) => ({ value: one.code, label: `${one.code} ${className(one)}` })),
          },
          {
            name: 'lastFrom',
            label: t('changes:filter.lastDay'),
            options: [{ value: today, label: t('changes:view.ahead') }],
          },
          {
            name: 'origin',
            label: t('changes:filter.origin'),
            options: (['record', 'followed', 'tenant'] as const).map((origin) => ({
              value: origin,
              label: t(`changes:origin.${origin}`),
            })),
          },
        ]}
        rowId={(change) => change.key}
        rowHref={changeHref}
        rowName={nameOf}
        phoneRow={(change) => (
          <div className={classes.phoneRow}>
            <span className={classes.phoneHead}>
              <LastDay change={change} />
              <ChangeMarks change={change} />
            </span>
            <strong>{nameOf(change)}</strong>
            <span className={classes.quiet}>{change.instrument}</span>
          </div>
        )}
        empty={<EmptyState sentence={t('changes:announced.empty')} />}
      />
      <EntryForm
        opened={isCreating}
        onClose={() => setCreating(false)}
        onSaved={(entry) => void navigate({ href: changeHref({ key: entry.id }) })}
      />
    </>
  );
}

function LastDay({ change }: { change: RegulatoryChange }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const today = useToday();
  const last = lastDayOf(change);
  if (!last) return <span className={classes.quiet}>{t('announced.noDay')}</span>;
  return (
    <TwoLines
      first={
        last.day >= today ? <DueReading day={last.day} basis={change.basis} /> : <span>{language.day(last.day)}</span>
      }
      second={t(`announced.day.${last.name}`)}
    />
  );
}

function useColumns(): Column<RegulatoryChange>[] {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const nameOf = useChangeName();
  const classesOf = (change: RegulatoryChange) =>
    change.classes.length === 0
      ? t('announced.anyClass')
      : language.items(change.classes.map(({ key, code, names }) => code ?? names?.[language.language] ?? key));
  return [
    { key: 'lastDay', title: t('column.lastDay'), cell: (change) => <LastDay change={change} />, width: '230px' },
    {
      key: 'name',
      title: t('column.change'),
      cell: (change) => (
        <TwoLines
          first={
            <span className={classes.nameCell}>
              <Link to={changeHref(change) as string} className="link">
                {nameOf(change)}
              </Link>
              <ChangeMarks change={change} />
            </span>
          }
          second={change.names ? change.instrument : ''}
        />
      ),
    },
    {
      key: 'kind',
      title: t('filter.kind'),
      cell: (change) => t(`announced.kind.${change.kind}`),
      width: '150px',
    },
    {
      key: 'classes',
      title: t('filter.class'),
      cell: (change) => <span className={classes.twoRows}>{classesOf(change)}</span>,
      width: '190px',
      folds: 'byPeek',
    },
    {
      key: 'responsible',
      title: t('field.responsibleId'),
      cell: ({ entry }) => entry?.responsibleName ?? '',
      width: '130px',
      folds: 'byPeek',
    },
  ];
}
