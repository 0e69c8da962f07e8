import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { toast } from '../components/toast.js';
import { AnswerChoices } from './answer-choices.js';
import type { AnswerInput, AnswerList } from './answers.types.js';

/** The person's own answer to a deadline, where its reminders are shown. */
export function AnswerAct({ deadlineId }: { deadlineId: string }) {
  const { t } = useTranslation('answers');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const [isAnswering, setAnswering] = useState(false);
  const path = `/api/deadlines/${deadlineId}/answers`;
  const query = useQuery({
    queryKey: ['answers', deadlineId],
    queryFn: ({ signal }) => api.get<AnswerList>(path, undefined, signal),
    enabled: isAnswering,
  });
  const send = useMutation({
    mutationFn: (input: AnswerInput) => api.post<AnswerList>(path, input),
    onSuccess: async () => {
      setAnswering(false);
      toast(t('done'));
      await refreshAfterChange(queryClient);
    },
  });
  if (!may('reminder.answer')) return null;
  if (!isAnswering)
    return (
      <Button variant="default" size="xs" onClick={() => setAnswering(true)}>
        {t('answer')}
      </Button>
    );
  return (
    <AnswerChoices
      promisable={query.data?.promisable ?? null}
      isBusy={send.isPending}
      error={send.error ?? query.error}
      onAnswer={(input) => send.mutate(input)}
    />
  );
}
