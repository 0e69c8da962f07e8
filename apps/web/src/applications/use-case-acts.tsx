import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/day';
import { problemText, toProblem } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { isTyping } from '../components/keys.js';
import { newKey } from '../components/new-key.js';
import { toast } from '../components/toast.js';
import { repeatStage, applicationQuery, moveCase, undoMove } from './applications.api.js';
import type { Application, CaseStage, MoveAct } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import { MoveForm, needsReason, type AskedMove } from './move-form.js';

/** Acts that ask for more than a day. */
const ASKS_MORE: readonly MoveAct[] = ['block', 'hand-over', 'hold'];

export interface CaseActs {
  /** Records at once when only today's day is needed, else opens the form. */
  start: (stage: CaseStage | null, act: MoveAct) => void;
  /** Opens the form, e.g. for another day. */
  ask: (stage: CaseStage | null, act: MoveAct) => void;
  undo: (moveId: string) => void;
  /** A failed stage is done once more. */
  repeat: (stage: CaseStage) => void;
  isBusy: boolean;
  forms: ReactNode;
}

/** What may be recorded of a case, how it is recorded, and how the last move is taken back. */
export function useCaseActs(application: Application): CaseActs {
  const { t } = useTranslation(['cases', 'domain']);
  const words = useCaseWords();
  const today = useToday();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<AskedMove | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { queryKey } = applicationQuery(application.id);

  const show = (saved: Application) => {
    queryClient.setQueryData(queryKey, saved);
    void refreshAfterChange(queryClient);
  };
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const problem = toProblem(error);
      if (problem.isStale) await queryClient.refetchQueries({ queryKey, exact: true });
      toast(problem.isStale ? t('cases:move.movedMeanwhile') : problemText(problem));
    } finally {
      setBusy(false);
    }
  };
  const takeBack = (moveId: string, version: number) =>
    run(async () => {
      show(await undoMove(application.id, moveId, version));
    });
  const moved = (saved: Application, { stage, act }: AskedMove) => {
    show(saved);
    const moveId = stage ? saved.stages.find(({ id }) => id === stage.id)?.lastMoveId : saved.lastMoveId;
    const what = t(`cases:${stage ? 'stageDone' : 'caseDone'}.${act}` as never, {
      name: stage ? words.stage(stage) : saved.number,
    });
    toast(what, moveId ? () => takeBack(moveId, saved.version) : undefined);
  };
  const ask = (stage: CaseStage | null, act: MoveAct) => setAsked({ stage, act });
  const start = (stage: CaseStage | null, act: MoveAct) => {
    const legal = stage?.acts.find((one) => one.act === act);
    const isPlain = !ASKS_MORE.includes(act) && !needsReason({ stage, act }, application.status);
    if (!isPlain || (legal && isDay(legal.earliestOn) && legal.earliestOn > today)) return ask(stage, act);
    void run(async () =>
      moved(
        await moveCase(
          application.id,
          { version: application.version, ...(stage && { stageId: stage.id }), act, on: today },
          newKey(),
        ),
        { stage, act },
      ),
    );
  };
  return {
    start,
    ask,
    undo: (moveId) => void takeBack(moveId, application.version),
    repeat: (stage) =>
      void run(async () => {
        show(await repeatStage(application.id, stage.id, application.version));
        toast(t('cases:stage.added'));
      }),
    isBusy,
    forms: asked && (
      <MoveForm
        key={`${asked.stage?.id} ${asked.act}`}
        application={application}
        asked={asked}
        onClose={() => setAsked(null)}
        onMoved={moved}
      />
    ),
  };
}

/** The stage whose turn it is, or the first that may be moved. */
export function currentStage(application: Application): CaseStage | null {
  const movable = application.stages.filter(({ acts }) => acts.length > 0);
  return movable.find(({ id }) => id === application.turn.stageId) ?? movable[0] ?? null;
}

/** Single keys of the page: `m` opens the moves, `b` says what holds the case up. */
export function useCaseKeys(application: Application, acts: CaseActs, openMenu: () => void) {
  const { may } = useSession();
  const latest = useRef({ application, acts, openMenu });
  latest.current = { application, acts, openMenu };
  const mayMove = may('application.move');
  useEffect(() => {
    if (!mayMove) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      const now = latest.current;
      if (event.key === 'm') {
        event.preventDefault();
        now.openMenu();
      }
      if (event.key !== 'b') return;
      const blockable = now.application.stages.filter((stage) => stage.acts.some(({ act }) => act === 'block'));
      const stage = blockable.find(({ id }) => id === now.application.turn.stageId) ?? blockable[0];
      if (!stage) return;
      event.preventDefault();
      now.acts.ask(stage, 'block');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [mayMove]);
}
