import { Select, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BLOCKER_PARTY } from '#domain/cases/blockers';
import type { Day } from '#domain/day';
import { PARTIES, type Party } from '#domain/reference/scheme';
import { applicationNeeds, type ApplicationAct } from '#domain/states/application-status';
import { STAGE_BLOCKERS, stageNeeds, type StageAct, type StageBlocker } from '#domain/states/stage-status';
import { Problem, toProblem } from '../api/problem.js';
import { useToday } from '../api/clock.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { applicationQuery, moveCase } from './applications.api.js';
import type { Application, CaseStage, MoveAct } from './applications.types.js';
import { useCaseWords } from './case-words.js';

/** One act that is being recorded: of a stage, or of the case itself. */
export interface AskedMove {
  stage: CaseStage | null;
  act: MoveAct;
  /** proposed where the act takes one */
  party?: Party;
}

interface MoveFormProps {
  application: Application;
  asked: AskedMove;
  onClose: () => void;
  onMoved: (saved: Application, asked: AskedMove) => void;
}

interface MoveValues {
  on: string;
  blocker: string | null;
  party: string | null;
  reason: string;
}

/** Whether the tables ask for words beside the day; a day that is past asks for them too. */
export function needsReason({ stage, act }: AskedMove, status: Application['status']): boolean {
  if (act === 'hand-over') return false;
  const needs: readonly string[] = stage
    ? stageNeeds(stage.status, act as StageAct)
    : applicationNeeds(status, act as ApplicationAct);
  return needs.includes('reason');
}

/** Since when an act holds, what holds a stage up, whose turn it is then, and why: only what this act asks for. */
export function MoveForm({ application, asked, onClose, onMoved }: MoveFormProps) {
  const { t } = useTranslation(['cases', 'domain', 'common']);
  const language = useLanguage();
  const words = useCaseWords();
  const today = useToday();
  const queryClient = useQueryClient();
  const { stage, act } = asked;
  const isBlock = act === 'block';
  const takesParty = act === 'hand-over' || act === 'hold' || isBlock;
  const needsParty = act === 'hand-over' || act === 'hold';
  const earliestOn = stage?.acts.find((one) => one.act === act)?.earliestOn ?? application.startedOn;
  const isReasonDue = (values: MoveValues) =>
    needsReason(asked, application.status) ||
    values.blocker === 'other' ||
    (readDay(values.on) !== null && readDay(values.on)! < today);
  const check = (values: MoveValues): Partial<Record<keyof MoveValues, string>> => {
    const on = readDay(values.on);
    return {
      ...dayFault(on, earliestOn, today, (key, day) => t(`cases:move.${key}`, { day: language.day(day, {}) })),
      ...(isBlock && !values.blocker && { blocker: t('cases:move.blockerMissing') }),
      ...(needsParty && !values.party && { party: t('cases:move.partyMissing') }),
      ...(isReasonDue(values) && !values.reason.trim() && { reason: t('cases:move.reasonMissing') }),
    };
  };
  const save = async (values: MoveValues, { idempotencyKey }: { idempotencyKey: string }) => {
    // the newest version that is known: what others did meanwhile was read again
    const known = queryClient.getQueryData(applicationQuery(application.id).queryKey) ?? application;
    try {
      return await moveCase(
        application.id,
        {
          version: known.version,
          ...(stage && { stageId: stage.id }),
          act,
          on: readDay(values.on) ?? today,
          ...(takesParty && values.party && { party: values.party as Party }),
          ...(isBlock && values.blocker && { blocker: values.blocker as StageBlocker }),
          ...(values.reason.trim() && { reason: values.reason.trim() }),
        },
        `${idempotencyKey}-${known.version}`,
      );
    } catch (error) {
      const problem = toProblem(error);
      if (!problem.isStale) throw problem;
      await queryClient.refetchQueries({ queryKey: applicationQuery(application.id).queryKey, exact: true });
      throw new Problem(409, 'application.moved-meanwhile', t('cases:move.movedMeanwhile'), problem.requestId);
    }
  };
  const name = stage ? words.stage(stage) : application.number;
  return (
    <FormDrawer<MoveValues, Application>
      opened
      onClose={onClose}
      title={t('cases:move.title', { act: t(`domain:${stage ? 'stageAct' : 'applicationAct'}.${act}` as never), name })}
      draftKey={`case-move-${stage?.id ?? application.id}-${act}`}
      initial={{ on: today, blocker: null, party: asked.party ?? (act === 'hold' ? 'client' : null), reason: '' }}
      labels={{
        on: t(act === 'block' ? 'cases:move.blockedSince' : 'cases:move.on'),
        blocker: t('cases:move.blocker'),
        party: t('cases:move.party'),
        reason: t('cases:move.reason'),
      }}
      check={check}
      save={save}
      onSaved={(saved) => onMoved(saved, asked)}
      saveLabel={t(`domain:${stage ? 'stageAct' : 'applicationAct'}.${act}` as never)}
    >
      {(field, form) => {
        const blocker = form.values.blocker as StageBlocker | null;
        const usual = blocker ? (BLOCKER_PARTY[blocker] ?? stage?.party ?? null) : null;
        return (
          <>
            {isBlock && (
              <Select
                {...field('blocker')}
                data={STAGE_BLOCKERS.map((one) => ({ value: one, label: t(`domain:stageBlocker.${one}`) }))}
              />
            )}
            {takesParty && (
              <Select
                {...field('party', { optional: !needsParty })}
                clearable={!needsParty}
                placeholder={usual ? t(`domain:party.${usual}`) : undefined}
                description={isBlock ? t('cases:move.partyHelp') : undefined}
                data={PARTIES.filter((one) => act !== 'hand-over' || one !== stage?.party).map((one) => ({
                  value: one,
                  label: t(`domain:party.${one}`),
                }))}
              />
            )}
            <DateField {...field('on')} description={t('cases:move.earliest', { day: language.day(earliestOn, {}) })} />
            <Textarea
              {...field('reason', { optional: !isReasonDue(form.values) })}
              autosize
              minRows={2}
              maxLength={1000}
              description={t('cases:move.reasonHelp')}
            />
          </>
        );
      }}
    </FormDrawer>
  );
}

function dayFault(
  on: Day | null,
  earliestOn: Day,
  today: Day,
  say: (key: 'dayWrong' | 'dayTooEarly' | 'dayInFuture', day: Day) => string,
): { on?: string } {
  if (on === null) return { on: say('dayWrong', today) };
  if (on > today) return { on: say('dayInFuture', today) };
  if (on < earliestOn) return { on: say('dayTooEarly', earliestOn) };
  return {};
}
