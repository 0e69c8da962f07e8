import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../components/form-drawer.js';
import { withdrawEntry } from './changes.api.js';
import type { RegulatoryEntry } from './changes.types.js';

interface EntryActProps {
  opened: boolean;
  onClose: () => void;
  onSaved: () => void;
  entry: RegulatoryEntry;
}

/** Why an entry no longer holds, or why a record is no longer followed. */
export function WithdrawForm({ opened, onClose, onSaved, entry }: EntryActProps) {
  const { t } = useTranslation('changes');
  const words = entry.referenceKey === null ? t('entry.withdraw') : t('follow.stop');
  return (
    <FormDrawer<{ reason: string }, RegulatoryEntry>
      opened={opened}
      onClose={onClose}
      title={words}
      draftKey={null}
      initial={{ reason: '' }}
      labels={{ reason: t('field.reason') }}
      check={({ reason }) => (reason.trim() ? {} : { reason: t('missing.reason') })}
      save={({ reason }, context) => withdrawEntry(entry.id, reason, context)}
      onSaved={onSaved}
      saveLabel={words}
    >
      {(field) => <Textarea {...field('reason')} autosize minRows={3} maxLength={1000} data-autofocus />}
    </FormDrawer>
  );
}
