import { Button, Drawer, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import formPage from '../components/wizard.module.css';
import { chaseMembers, type Chosen } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, ChaseAnswer } from './campaigns.types.js';
import { LetterPaper } from './draft-page.js';

interface ChaseDrawerProps {
  campaign: Campaign;
  chosen: Chosen;
  onClose: () => void;
}

/** Chase mails: first as each reader would get them and who is left out, then sent. */
export function ChaseDrawer({ campaign, chosen, onClose }: ChaseDrawerProps) {
  const { t } = useTranslation(['campaigns', 'common']);
  const queryClient = useQueryClient();
  const preview = useQuery({
    queryKey: ['campaigns', campaign.id, 'chase', chosen],
    queryFn: () => chaseMembers(campaign.id, chosen, true),
    staleTime: 0,
    gcTime: 0,
  });
  const sending = useMutation({
    mutationFn: () => chaseMembers(campaign.id, chosen, false),
    onSuccess: ({ readers }) => {
      toast(t('campaigns:chase.sent', { count: readers }));
      void refreshAfterChange(queryClient);
      onClose();
    },
  });
  const readers = preview.data?.readers ?? 0;
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('campaigns:chase.title')}
      size="min(640px, 100%)"
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      {preview.isPending && <SkeletonRows rows={4} />}
      {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && <ChasePreview answer={preview.data} />}
      {sending.isError && (
        <p className={formPage.warning} role="alert">
          {problemText(sending.error)}
        </p>
      )}
      <Group gap={8} mt={16}>
        {(preview.isPending || readers > 0) && (
          <Button loading={sending.isPending} disabled={preview.isPending} onClick={() => sending.mutate()}>
            {t('campaigns:chase.send', { count: readers })}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t(preview.isSuccess && readers === 0 ? 'common:act.close' : 'common:act.cancel')}
        </Button>
      </Group>
    </Drawer>
  );
}

function ChasePreview({ answer: { letters, letterCount, readers, members, skipped } }: { answer: ChaseAnswer }) {
  const { t } = useTranslation('campaigns');
  return (
    <div className={classes.letters}>
      <p className={classes.count} role="status">
        {letterCount === 0
          ? t('chase.none')
          : `${t('chase.preview', { count: letterCount })} ${t('draft.readers', { count: readers })} ${t('chase.members', { count: members })}`}
      </p>
      {skipped.length > 0 && (
        <ul className={classes.counts} aria-label={t('chase.skipped')}>
          {skipped.map(({ clientId, clientName, clientNameZh, reason }) => (
            <li key={clientId}>
              <Names latin={clientName} zh={clientNameZh} />{' '}
              <span className={classes.quiet}>{t(`skip.${reason}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {letters.map((letter) => (
        <LetterPaper key={`${letter.clientId} ${letter.language}`} letter={letter} />
      ))}
      {letterCount > letters.length && (
        <p className={classes.quiet}>{t('chase.firstShown', { count: letters.length })}</p>
      )}
    </div>
  );
}
