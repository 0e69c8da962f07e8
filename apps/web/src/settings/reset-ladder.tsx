import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { toast } from '../components/toast.js';
import { resetLadder, saveLadder, type Ladder } from './ladders.api.js';

/** Back to the default steps, with the own ones a click away for a while. */
export function ResetLadder({ ladder }: { ladder: Ladder }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const reset = useMutation({
    mutationFn: () => resetLadder(ladder.kind),
    onSuccess: async () => {
      await refreshAfterChange(queryClient);
      toast(t('ladders.wasReset'), async () => {
        const { offsets, overdueEveryDays } = ladder;
        await saveLadder({ ...ladder, version: null }, { offsets, overdueEveryDays });
        await refreshAfterChange(queryClient);
      });
    },
  });
  return (
    <>
      {reset.isError && (
        <span role="alert" style={{ color: 'var(--overdue)' }}>
          {problemText(reset.error)}
        </span>
      )}
      <button type="button" className="link" disabled={reset.isPending} onClick={() => reset.mutate()}>
        {t('ladders.reset')}
      </button>
    </>
  );
}
