import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { approvalNeeds, type ApprovalAct } from '#domain/states/approval-status';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { useApprovalName } from './approval-cells.js';
import { actOnApproval } from './approvals.api.js';
import type { Approval } from './approvals.types.js';

interface Values {
  on: string;
  reason: string;
  expectedOn: string;
  number: string;
  validUntil: string;
  nextAuditOn: string;
}

const DAYS = ['expectedOn', 'validUntil', 'nextAuditOn'] as const;

/** One step in the life of an approval, with what it cannot be recorded without. */
export function ApprovalActForm({
  approval,
  act,
  onClose,
}: {
  approval: Approval;
  act: ApprovalAct;
  onClose: () => void;
}) {
  const { t } = useTranslation('approvals');
  const today = useToday();
  const queryClient = useQueryClient();
  const name = useApprovalName();
  const needs = approvalNeeds(approval.status, act);
  const isGrant = act === 'grant';
  const given = (text: string, key: keyof Values) => (readDay(text) ? { [key]: readDay(text) } : {});
  return (
    <FormDrawer<Values, Approval>
      opened
      onClose={onClose}
      title={t('actTitle', { act: t(`act.${act}`), name: name(approval) })}
      draftKey={`approval-${act}-${approval.id}`}
      initial={{
        on: today,
        reason: '',
        expectedOn: approval.expectedOn ?? '',
        number: approval.number ?? '',
        validUntil: '',
        nextAuditOn: '',
      }}
      labels={{
        on: t('field.on'),
        reason: t('field.reason'),
        expectedOn: t('field.expectedOn'),
        number: t('field.number'),
        validUntil: t('field.validUntil'),
        nextAuditOn: t('field.nextAuditOn'),
      }}
      check={(values) => ({
        ...(needs.includes('day') && !readDay(values.on) && { on: t('missing.day') }),
        ...(needs.includes('reason') && !values.reason.trim() && { reason: t('missing.reason') }),
        ...Object.fromEntries(
          DAYS.filter((key) => values[key].trim() && !readDay(values[key])).map((key) => [key, t('missing.day')]),
        ),
      })}
      version={approval.version}
      save={(values, context) =>
        actOnApproval(
          approval.id,
          {
            act,
            ...(needs.includes('day') && given(values.on, 'on')),
            ...(values.reason.trim() && { reason: values.reason.trim() }),
            ...(act === 'file' && given(values.expectedOn, 'expectedOn')),
            ...(isGrant && values.number.trim() && { number: values.number.trim() }),
            ...(isGrant && { ...given(values.validUntil, 'validUntil'), ...given(values.nextAuditOn, 'nextAuditOn') }),
          },
          context,
        )
      }
      onSaved={() => {
        toast(t('saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t(`act.${act}`)}
    >
      {(field) => (
        <>
          {needs.includes('day') && <DateField {...field('on')} data-autofocus />}
          {act === 'file' && (
            <DateField {...field('expectedOn', { optional: true })} description={t('help.expectedOn')} />
          )}
          {isGrant && (
            <>
              <TextInput {...field('number', { optional: true })} maxLength={100} />
              <DateField {...field('validUntil', { optional: true })} description={t('help.validUntil')} />
              <DateField {...field('nextAuditOn', { optional: true })} description={t('help.nextAuditOn')} />
            </>
          )}
          {needs.includes('reason') && <Textarea {...field('reason')} autosize minRows={2} maxLength={1000} />}
        </>
      )}
    </FormDrawer>
  );
}
