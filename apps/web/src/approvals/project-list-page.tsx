import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { ProjectTabs } from './approval-cells.js';
import { loadProjects, projectHref } from './approvals.api.js';
import classes from './approvals.module.css';
import type { ProjectLine } from './approvals.types.js';
import { ProjectForm } from './project-form.js';

/** Every vehicle project with the day on which it is ready. */
export function ProjectListPage() {
  const { t } = useTranslation('approvals');
  const { may } = useSession();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const clientFilter = useClientFilter();
  const columns = useColumns();
  return (
    <>
      <ListPage<ProjectLine>
        title={t('title')}
        reading={t('reading')}
        tabs={<ProjectTabs />}
        acts={may('approval.edit') && <Button onClick={() => setOpen(true)}>{t('create')}</Button>}
        queryKey={['vehicle-projects']}
        load={loadProjects}
        columns={columns}
        defaultSort="-createdAt"
        views={[
          { key: 'open', name: t('view.open'), filters: {} },
          { key: 'closed', name: t('view.closed'), filters: { isClosed: 'true' } },
        ]}
        filters={[
          { name: 'isClosed', label: t('view.closed'), options: [{ value: 'true', label: t('view.closed') }] },
          ...clientFilter,
        ]}
        rowId={(project) => project.id}
        rowHref={projectHref}
        rowName={(project) => project.name}
        phoneRow={(project) => (
          <div className={classes.phoneRow}>
            <Names latin={project.name} zh={project.nameZh} strong />
            <span className={classes.quiet}>{project.clientName}</span>
            <Ready project={project} />
          </div>
        )}
        empty={<EmptyState sentence={t('empty')} hint={t('emptyHint')} />}
      />
      <ProjectForm
        opened={isOpen}
        onClose={() => setOpen(false)}
        onSaved={(saved) => void navigate({ to: projectHref(saved) })}
      />
    </>
  );
}

/** The day on which it is ready, and how it stands to the wish. */
function Ready({ project: { readiness } }: { project: ProjectLine }) {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const { readyOn, isAtLeast, isReady, wish, daysLate } = readiness;
  const day = readyOn && language.day(readyOn, {});
  return (
    <TwoLines
      first={!day ? '–' : isReady ? t('board.readyAll') : isAtLeast ? t('atLeast', { day }) : day}
      second={
        wish &&
        !isReady && (
          <span className={classes.wish} data-state={wish}>
            {t(`wish.${wish}`, { count: daysLate ?? 0 })}
          </span>
        )
      }
    />
  );
}

function useColumns(): Column<ProjectLine>[] {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  return [
    {
      key: 'name',
      title: t('field.name'),
      cell: (project) => (
        <TwoLines first={<Names latin={project.name} zh={project.nameZh} strong />} second={project.clientName} />
      ),
    },
    {
      key: 'what',
      title: t('field.isVehicle'),
      cell: (project) => t(project.isVehicle ? 'what.vehicle' : 'what.part'),
      width: '150px',
      folds: 'unlessWide',
    },
    {
      key: 'done',
      title: t('field.done'),
      cell: ({ readiness }) => t('board.thereOf', { done: readiness.done, total: readiness.total }),
      width: '110px',
    },
    { key: 'ready', title: t('field.ready'), cell: (project) => <Ready project={project} />, width: '200px' },
    {
      key: 'wish',
      title: t('field.wishOn'),
      cell: (project) => (project.wishOn ? language.day(project.wishOn, {}) : '–'),
      width: '140px',
    },
    {
      key: 'responsible',
      title: t('field.responsibleId'),
      cell: (project) => project.responsibleName ?? '–',
      width: '150px',
      folds: 'unlessWide',
    },
  ];
}
