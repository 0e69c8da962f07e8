import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationAct } from '#domain/states/application-status';
import type { StageAct } from '#domain/states/stage-status';
import { refreshAfterChange } from '../api/refresh.js';
import { ACT_ICONS, inOrderOfUse } from '../applications/act-icons.js';
import { applicationQuery } from '../applications/applications.api.js';
import type { Application } from '../applications/applications.types.js';
import { useCaseWords } from '../applications/case-words.js';
import { MoveForm, type AskedMove } from '../applications/move-form.js';
import { currentStage } from '../applications/use-case-acts.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { dropped, type Dropped } from './board-move.js';
import type { Wanted } from './board-page.js';
import classes from './board.module.css';
import { caseHref } from './case-cells.js';
import { useColumnNames } from './use-column-names.js';
import type { BoardColumn, BoardSide } from './work.types.js';

interface CardMoverProps {
  wanted: Wanted;
  by: Exclude<BoardSide, 'owner'>;
  columns: readonly BoardColumn[];
  onClose: () => void;
}

/**
 * What follows when a card was put down or its menu was used: the form of the one act that leads there, or words why
 * there is none. The card itself stays where it is until the act is recorded.
 */
export function CardMover({ wanted, by, columns, onClose }: CardMoverProps) {
  const { t } = useTranslation(['work', 'cases', 'domain', 'common']);
  const queryClient = useQueryClient();
  const { line, column } = wanted;
  // as it is now: the card may be older
  const query = useQuery({ ...applicationQuery(line.id), staleTime: 0, refetchOnMount: 'always' });
  const application = query.isFetchedAfterMount ? query.data : undefined;
  const [asked, setAsked] = useState<AskedMove | null>(null);
  // judged once: what comes in while its form is open, the form itself tells when it is sent
  const [found, setFound] = useState<Application | null>(null);
  if (application && !found) setFound(application);
  const isStale = found !== null && found.version !== line.version;
  useEffect(() => {
    if (isStale) void refreshAfterChange(queryClient);
  }, [isStale, queryClient]);
  const answer = found && column?.key && !isStale ? dropped(found, by, column.key) : null;
  const move = asked ?? (answer?.does === 'move' ? answer.asked : null);
  const saved = (after: Application) => {
    queryClient.setQueryData(applicationQuery(after.id).queryKey, after);
    void refreshAfterChange(queryClient);
    toast(t('work:board.moved', { number: after.number }));
  };
  if (application && move) return <MoveForm application={application} asked={move} onClose={onClose} onMoved={saved} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('work:board.moveCase', { number: line.number })}
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !application ? (
        <SkeletonRows />
      ) : (
        <div className={classes.mover}>
          <p>
            <Names latin={line.productName} zh={line.productNameZh} strong />
          </p>
          {isStale && (
            <p className={classes.conflict} role="alert">
              <Meanwhile application={application} />
            </p>
          )}
          {answer?.does === 'nothing' && (
            <p className={classes.conflict} role="alert">
              <WhyNot answer={answer} by={by} column={column} columns={columns} />
            </p>
          )}
          <Acts application={application} onAsk={setAsked} />
          <Link to={caseHref(line)} className="link">
            {t('work:openCase')}
          </Link>
        </div>
      )}
    </Modal>
  );
}

/** Somebody was faster: where the case stands now. */
function Meanwhile({ application }: { application: Application }) {
  const { t } = useTranslation(['work', 'domain']);
  const words = useCaseWords();
  const stage = application.stages.find(({ id }) => id === application.turn.stageId);
  return (
    <>
      {t('work:board.meanwhile', {
        stage: stage ? words.stage(stage) : t(`domain:applicationStatus.${application.status}`),
        party: t(`domain:party.${application.turn.party}`),
      })}
    </>
  );
}

interface WhyNotProps {
  answer: Extract<Dropped, { does: 'nothing' }>;
  by: BoardSide;
  column: BoardColumn | null;
  columns: readonly BoardColumn[];
}

function WhyNot({ answer, by, column }: WhyNotProps) {
  const { t } = useTranslation('work');
  const language = useLanguage();
  const words = useCaseWords();
  const nameOf = useColumnNames(by);
  const name = column ? nameOf(column) : '';
  if (answer.because === 'waits-for')
    return (
      <>
        {t('board.why.waits-for', { name, stages: language.items(answer.stages.map((stage) => words.stage(stage))) })}
      </>
    );
  return <>{t(`board.why.${answer.because}`, { name })}</>;
}

/** Everything that may be recorded now, of the stage it stands in first. */
function Acts({ application, onAsk }: { application: Application; onAsk: (asked: AskedMove) => void }) {
  const { t } = useTranslation(['work', 'cases', 'domain']);
  const words = useCaseWords();
  const current = currentStage(application);
  const stages = application.stages
    .filter((stage) => stage.acts.some(({ act }) => stage === current || (act !== 'block' && act !== 'skip')))
    .sort((one, other) => Number(other === current) - Number(one === current));
  const own = application.acts.filter((act) => act !== 'certify');
  if (stages.length === 0 && own.length === 0) return <p>{t('cases:stage.noActs')}</p>;
  return (
    <>
      {stages.map((stage) => (
        <section key={stage.id} className={classes.acts}>
          <h3>{words.stage(stage)}</h3>
          {inOrderOfUse(stage.acts).map(({ act }) => (
            <ActButton
              key={act}
              act={act}
              word={t(`domain:stageAct.${act as StageAct}`)}
              onClick={() => onAsk({ stage, act })}
            />
          ))}
        </section>
      ))}
      {own.length > 0 && (
        <section className={classes.acts}>
          <h3>{t('cases:move.ofCase')}</h3>
          {own.map((act) => (
            <ActButton
              key={act}
              act={act}
              word={t(`domain:applicationAct.${act}`)}
              onClick={() => onAsk({ stage: null, act: act as Exclude<ApplicationAct, 'certify'> })}
            />
          ))}
        </section>
      )}
    </>
  );
}

interface ActButtonProps {
  act: keyof typeof ACT_ICONS;
  word: string;
  onClick: () => void;
}

function ActButton({ act, word, onClick }: ActButtonProps) {
  const Icon = ACT_ICONS[act];
  return (
    <Button size="xs" variant="default" leftSection={<Icon size={14} stroke={1.5} aria-hidden />} onClick={onClick}>
      {word}
    </Button>
  );
}
