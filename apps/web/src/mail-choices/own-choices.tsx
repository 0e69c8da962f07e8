import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MailChoice, MailTopic } from '#domain/mail/choices';
import { api } from '../api/client.js';
import { problemText } from '../api/problem.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { ChoiceList } from './choice-list.js';
import type { MailChoices } from './mail-choices.types.js';

const KEY = ['mail-choices'];

/** What one wants by mail oneself; a choice holds at once. */
export function OwnChoices() {
  const { t } = useTranslation('choices');
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<MailChoices>('/api/mail-choices', undefined, signal),
  });
  const choose = useMutation({
    mutationFn: (one: { topic: MailTopic; choice: MailChoice }) =>
      api.put<MailChoices>('/api/mail-choices', { choices: [one] }),
    onSuccess: (choices) => {
      queryClient.setQueryData(KEY, choices);
      toast(t('saved'));
    },
  });
  return (
    <>
      {query.isPending && <SkeletonRows rows={8} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {choose.isError && <p role="alert">{problemText(choose.error)}</p>}
      {query.data && (
        <ChoiceList
          items={query.data.items}
          isBusy={choose.isPending}
          onChoose={(topic, choice) => choose.mutate({ topic, choice })}
        />
      )}
    </>
  );
}
