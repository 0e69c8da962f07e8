import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PARTIES, type Party } from '#domain/reference/scheme';
import { STAGE_BLOCKERS, type StageBlocker } from '#domain/states/stage-status';
import { useToday } from '../api/clock.js';
import type { ApplicationLine, MoveAct } from '../applications/applications.types.js';
import { DateField } from '../components/date-field.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { mayNeedReason, offeredActs, type OfferedAct } from './bulk.js';
import { BulkDrawer } from './bulk-drawer.js';
import { moveCases } from './work.api.js';

interface BulkMoveFormProps {
  cases: readonly ApplicationLine[];
  onClose: () => void;
  onDone: (kept: ReadonlySet<string>) => void;
}

/** Records the same for many cases: of the stage that each stands in, or of the case itself. */
export function BulkMoveForm({ cases: given, onClose, onDone }: BulkMoveFormProps) {
  const { t } = useTranslation(['work', 'cases', 'domain', 'common']);
  const language = useLanguage();
  const today = useToday();
  // as they were when the form was opened: afterwards only the refused ones stay chosen
  const [cases] = useState(given);
  const [act, setAct] = useState<string | null>(null);
  const [on, setOn] = useState<string>(today);
  const [blocker, setBlocker] = useState<string | null>(null);
  const [party, setParty] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);

  const { stage, own } = offeredActs(cases);
  const isOfStage = stage.some((offered) => offered.act === act);
  const takesParty = act === 'hand-over' || act === 'hold' || act === 'block';
  const needsParty = act === 'hand-over' || act === 'hold';
  const day = readDay(on);
  const isReasonDue =
    (act !== null && mayNeedReason(act as MoveAct, isOfStage, cases)) ||
    blocker === 'other' ||
    (day !== null && day < today);
  const faults = {
    act: !act && t('work:move.actMissing'),
    on: day === null ? t('cases:move.dayWrong', { day: language.day(today, {}) }) : day > today && t('cases:move.dayInFuture', { day: language.day(today, {}) }), // prettier-ignore
    blocker: act === 'block' && !blocker && t('cases:move.blockerMissing'),
    party: needsParty && !party && t('cases:move.partyMissing'),
    reason: isReasonDue && !reason.trim() && t('cases:move.reasonMissing'),
  };
  const fault = (name: keyof typeof faults) => (isAsked && faults[name]) || undefined;
  const isWhole = Object.values(faults).every((one) => !one);
  const input = {
    act: act as MoveAct,
    on: day ?? today,
    ...(act === 'block' && blocker && { blocker: blocker as StageBlocker }),
    ...(takesParty && party && { party: party as Party }),
    ...(reason.trim() && { reason: reason.trim() }),
  };
  const options = (acts: readonly OfferedAct[], group: 'stageAct' | 'applicationAct') =>
    acts.map((one) => {
      const word = t(`domain:${group}.${one.act}` as never) as string;
      return {
        value: one.act,
        label:
          one.cases < cases.length ? t('work:move.ofCases', { act: word, count: one.cases, all: cases.length }) : word,
      };
    });
  return (
    <BulkDrawer
      title={t('work:move.title', { count: cases.length })}
      question={JSON.stringify(input)}
      run={
        isWhole
          ? (isPreview, versions) =>
              moveCases({
                ...input,
                cases: cases.map(({ id, version }) => ({ id, version: versions.get(id) ?? version })),
                isPreview,
              })
          : null
      }
      onIncomplete={() => setAsked(true)}
      doLabel={(count) => t('work:move.save', { count })}
      onClose={onClose}
      onDone={onDone}
    >
      <Select
        label={t('work:move.act')}
        description={t('work:move.actHelp')}
        data={[
          { group: t('work:move.ofStage'), items: options(stage, 'stageAct') },
          { group: t('cases:move.ofCase'), items: options(own, 'applicationAct') },
        ].filter(({ items }) => items.length > 0)}
        value={act}
        onChange={setAct}
        allowDeselect={false}
        error={fault('act')}
      />
      {act === 'block' && (
        <Select
          label={t('cases:move.blocker')}
          data={STAGE_BLOCKERS.map((one) => ({ value: one, label: t(`domain:stageBlocker.${one}`) }))}
          value={blocker}
          onChange={setBlocker}
          error={fault('blocker')}
        />
      )}
      {takesParty && (
        <Select
          label={needsParty ? t('cases:move.party') : t('common:form.optional', { label: t('cases:move.party') })}
          description={act === 'block' ? t('cases:move.partyHelp') : undefined}
          clearable={!needsParty}
          data={PARTIES.map((one) => ({ value: one, label: t(`domain:party.${one}`) }))}
          value={party}
          onChange={setParty}
          error={fault('party')}
        />
      )}
      <DateField label={t('cases:move.on')} value={on} onChange={setOn} error={fault('on')} />
      <Textarea
        label={isReasonDue ? t('cases:move.reason') : t('common:form.optional', { label: t('cases:move.reason') })}
        description={t('cases:move.reasonHelp')}
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fault('reason')}
      />
    </BulkDrawer>
  );
}
