import { Button, Menu } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { clientHref } from '../clients/hrefs.js';
import { DetailPage, Facts, Section, type Reading } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { SubjectHistory } from '../components/subject-history.js';
import { toast } from '../components/toast.js';
import { problemText } from '../api/problem.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { ApprovalTag, useApprovalName } from './approval-cells.js';
import { ApprovalForm } from './approval-form.js';
import { ApprovalPanel } from './approval-panel.js';
import { editProject, projectQuery } from './approvals.api.js';
import classes from './approvals.module.css';
import type { ProjectBoard } from './approvals.types.js';
import { ChainList } from './chain-list.js';
import { ProjectForm } from './project-form.js';

/** The readiness board of one vehicle project. */
export function ProjectPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(projectQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <Board key={id} project={query.data} />;
}

function Board({ project }: { project: ProjectBoard }) {
  const { t } = useTranslation('approvals');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const [url, setUrl] = useUrlState();
  const [open, setOpen] = useState<'edit' | 'approval' | null>(null);
  const mayEdit = may('approval.edit');
  const setClosed = async (isClosed: boolean) => {
    try {
      await editProject(project.id, { isClosed }, { version: project.version });
      toast(t('saved'));
    } catch (error) {
      toast(problemText(error));
    }
    await refreshAfterChange(queryClient);
  };
  return (
    <>
      <DetailPage
        title={<Names latin={project.name} zh={project.nameZh} />}
        titleText={project.name}
        crumb={{ to: '/projects', name: t('title') }}
        crumbNote={t(project.isVehicle ? 'what.vehicle' : 'what.part')}
        reading={useSentence(project)}
        acts={
          mayEdit && (
            <>
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default">{t('edit')}</Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setOpen('edit')}>{t('edit')}</Menu.Item>
                  <Menu.Item onClick={() => void setClosed(project.closedAt === null)}>
                    {project.closedAt ? t('reopen') : t('close')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
              <Button onClick={() => setOpen('approval')}>{t('approval.create')}</Button>
            </>
          )
        }
        readings={useReadings(project)}
        side={
          <>
            <Section title={t('board.facts')}>
              <ProjectFacts project={project} />
            </Section>
            {project.leftOut.length > 0 && <LeftOut project={project} onOpen={(id) => setUrl({ approval: id })} />}
          </>
        }
      >
        <Section title={t('board.chains')} note={project.chains.length > 1 ? t('board.chainsNote') : undefined}>
          {project.chains.length === 0 ? (
            <p className={classes.quiet}>{t('board.none')}</p>
          ) : (
            <ChainList
              chains={project.chains}
              wishOn={project.wishOn}
              onApproval={({ id }) => setUrl({ approval: id })}
              links="workplace"
            />
          )}
        </Section>
        {may('event.read') && <SubjectHistory subject={{ projectId: project.id }} />}
      </DetailPage>
      <ProjectForm opened={open === 'edit'} onClose={() => setOpen(null)} project={project} />
      <ApprovalForm opened={open === 'approval'} onClose={() => setOpen(null)} project={project} />
      <ApprovalPanel id={url['approval'] ?? null} onClose={() => setUrl({ approval: null })} />
    </>
  );
}

/** What holds the project up, in a sentence. */
function useSentence(project: ProjectBoard): string {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const { isReady, readyOn, isAtLeast } = project.readiness;
  if (readyOn === null) return t('board.none');
  if (isReady) return t('board.readyAll');
  const day = language.day(readyOn, {});
  return `${t('board.ready')}: ${isAtLeast ? t('atLeast', { day }) : day}`;
}

function useReadings(project: ProjectBoard): Reading[] {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const name = useApprovalName();
  const { readiness, range, wish, wishOn, chains } = project;
  const { readyOn, isReady, isAtLeast, done, total } = readiness;
  const day = readyOn && language.day(readyOn, {});
  const slowest = chains[0]?.isDone === false ? chains[0].links.at(-1) : undefined;
  const wished = wish && t(`board.${wish.state}`, { days: t('board.days', { count: Math.abs(wish.daysLate) }) });
  return [
    {
      label: t('board.ready'),
      value: !day ? '–' : isAtLeast && !isReady ? t('atLeast', { day }) : day,
      note: range
        ? t('board.rangeNote', { from: language.day(range.earlyOn, {}), to: language.day(range.lateOn, {}) })
        : isAtLeast
          ? t('board.readyNoteUnknown')
          : null,
    },
    {
      label: t('board.wish'),
      value: wishOn ? language.day(wishOn, {}) : '–',
      note: wishOn ? (
        <span className={classes.wish} data-state={wish?.state}>
          {wished}
        </span>
      ) : (
        t('board.noWish')
      ),
    },
    { label: t('board.there'), value: t('board.thereOf', { done, total }) },
    {
      label: t('board.slowest'),
      value: (
        <span style={{ fontSize: 15, lineHeight: '26px' }}>
          {slowest?.approval
            ? name(slowest.approval)
            : slowest?.certification
              ? t('board.ccc', { product: slowest.certification.productName })
              : '–'}
        </span>
      ),
    },
  ];
}

function ProjectFacts({ project }: { project: ProjectBoard }) {
  const { t } = useTranslation('approvals');
  return (
    <Facts
      facts={[
        {
          label: t('field.clientId'),
          value: (
            <Link className="link" to={clientHref(project.clientId)}>
              <Names latin={project.clientName} zh={project.clientNameZh} />
            </Link>
          ),
        },
        { label: t('field.responsibleId'), value: project.responsibleName },
        {
          label: t('board.products'),
          value: project.products.length > 0 && (
            <ul className={classes.needs}>
              {project.products.map(({ id, name, nameZh, classCode }) => (
                <li key={id}>
                  <Link className="link" to="/products/$id" params={{ id }}>
                    <Names latin={name} zh={nameZh} />
                  </Link>{' '}
                  {classCode}
                </li>
              ))}
            </ul>
          ),
        },
        { label: t('field.status'), value: project.closedAt && t('board.closedSince') },
      ]}
    />
  );
}

/** Withdrawn or not needed: they take no part, and can be taken up again. */
function LeftOut({ project, onOpen }: { project: ProjectBoard; onOpen: (id: string) => void }) {
  const { t } = useTranslation('approvals');
  const name = useApprovalName();
  return (
    <Section title={t('board.leftOut')} note={t('board.leftOutNote')}>
      <ul className={classes.links}>
        {project.leftOut.map((approval) => (
          <li key={approval.id} className={classes.linkHead}>
            <button type="button" className="link" onClick={() => onOpen(approval.id)}>
              {name(approval)}
            </button>
            <ApprovalTag status={approval.status} />
            {approval.statusReason && <span className={classes.quiet}>{approval.statusReason}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
