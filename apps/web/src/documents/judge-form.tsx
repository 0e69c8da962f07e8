import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { documentRequestNeeds } from '#domain/states/document-request-status';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { judgeRequest } from './documents.api.js';
import type { DocumentRequest, JudgingAct } from './documents.types.js';

interface JudgeFormProps {
  request: DocumentRequest;
  act: JudgingAct;
  onClose: () => void;
}

/** Why a document is returned or waived, and until when the client has now. */
export function JudgeForm({ request, act, onClose }: JudgeFormProps) {
  const { t } = useTranslation('documents');
  const title = useLanguage().name(request.title, request.titleZh);
  const today = useToday();
  const queryClient = useQueryClient();
  const needsReason = documentRequestNeeds(request.status, act).includes('reason');
  const takesDay = act === 'return' || act === 'ask-again';
  return (
    <FormDrawer<{ reason: string; dueOn: string }, DocumentRequest>
      opened
      onClose={onClose}
      title={t(`judge.${act as 'return' | 'waive' | 'ask-again'}`, { title })}
      draftKey={`document-${act}-${request.id}`}
      initial={{ reason: '', dueOn: request.dueOn < today ? '' : request.dueOn }}
      labels={{ reason: t('form.reason'), dueOn: t('form.dueOn') }}
      check={(values) => ({
        ...(needsReason && !values.reason.trim() && { reason: t('form.reasonMissing') }),
        ...(takesDay && !isDue(values.dueOn, today) && { dueOn: t('form.dueMissing') }),
      })}
      save={(values, { idempotencyKey }) => {
        const reason = values.reason.trim();
        const dueOn = takesDay ? readDay(values.dueOn) : null;
        const input = { version: request.version, act, ...(reason && { reason }), ...(dueOn && { dueOn }) };
        return judgeRequest(request.id, input, `${idempotencyKey}-${request.version}`);
      }}
      onSaved={() => {
        toast(t(`done.${act}`, { title }));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t(`act.${act}`)}
    >
      {(field) => (
        <>
          <Textarea
            {...field('reason', { optional: !needsReason })}
            autosize
            minRows={3}
            maxLength={2000}
            description={t('form.reasonHelp')}
          />
          {takesDay && <DateField {...field('dueOn')} description={t('form.dueHelp')} />}
        </>
      )}
    </FormDrawer>
  );
}

/** A day that has not passed. */
export function isDue(text: string, today: string): boolean {
  const day = readDay(text);
  return day !== null && day >= today;
}
