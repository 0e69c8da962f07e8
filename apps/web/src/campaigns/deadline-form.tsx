import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { editCampaign } from './campaigns.api.js';
import type { Campaign } from './campaigns.types.js';

interface Values {
  name: string;
  deadlineOn: string;
  note: string;
}

/** What of a started campaign may still be changed. */
export function DeadlineForm({
  opened,
  onClose,
  campaign,
}: {
  opened: boolean;
  onClose: () => void;
  campaign: Campaign;
}) {
  const { t } = useTranslation('campaigns');
  const queryClient = useQueryClient();
  return (
    <FormDrawer<Values, Campaign>
      opened={opened}
      onClose={onClose}
      title={t('board.edit')}
      draftKey={`campaign-${campaign.id}`}
      initial={{ name: campaign.name, deadlineOn: campaign.deadlineOn, note: campaign.note ?? '' }}
      labels={{ name: t('field.name'), deadlineOn: t('field.deadlineOn'), note: t('field.note') }}
      check={({ name, deadlineOn }) => ({
        ...(!name.trim() && { name: t('missing.name') }),
        ...(!readDay(deadlineOn) && { deadlineOn: t('missing.day') }),
      })}
      version={campaign.version}
      save={({ name, deadlineOn, note }, { version }) =>
        editCampaign(campaign.id, version ?? campaign.version, {
          ...(name.trim() !== campaign.name && { name: name.trim() }),
          ...(readDay(deadlineOn) !== campaign.deadlineOn && { deadlineOn: readDay(deadlineOn) ?? deadlineOn }),
          note: note.trim() || null,
        })
      }
      onSaved={() => {
        toast(t('edit.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('board.save')}
    >
      {(field) => (
        <>
          <TextInput {...field('name')} maxLength={200} data-autofocus />
          <DateField {...field('deadlineOn')} />
          <Textarea {...field('note', { optional: true })} autosize minRows={3} maxLength={4000} />
        </>
      )}
    </FormDrawer>
  );
}
