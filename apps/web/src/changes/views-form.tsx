import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { recordViews } from './changes.api.js';
import type { RegulatoryEntry } from './changes.types.js';

interface ViewsFormProps {
  opened: boolean;
  onClose: () => void;
  onSaved: () => void;
  entry: RegulatoryEntry;
}

/** The day on which views on a draft were sent. */
export function ViewsForm({ opened, onClose, onSaved, entry }: ViewsFormProps) {
  const { t } = useTranslation('changes');
  const today = useToday();
  return (
    <FormDrawer<{ sentOn: string }, RegulatoryEntry>
      opened={opened}
      onClose={onClose}
      title={t('opinion.record')}
      draftKey={null}
      initial={{ sentOn: today }}
      labels={{ sentOn: t('field.sentOn') }}
      check={({ sentOn }) => (readDay(sentOn) ? {} : { sentOn: t('missing.day') })}
      save={({ sentOn }, context) => recordViews(entry.id, readDay(sentOn)!, context)}
      onSaved={onSaved}
      saveLabel={t('opinion.record')}
    >
      {(field) => <DateField {...field('sentOn')} data-autofocus />}
    </FormDrawer>
  );
}
