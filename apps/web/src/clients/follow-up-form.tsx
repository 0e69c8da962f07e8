import { useTranslation } from 'react-i18next';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { recordFollowUp } from './clients.api.js';
import type { Factory } from './clients.types.js';

interface FollowUpFormProps {
  opened: boolean;
  onClose: () => void;
  factory: Factory;
  onSaved: (factory: Factory) => void;
}

/** Records an inspection that took place: it meets the present deadline and starts the count to the next. */
export function FollowUpForm({ opened, onClose, factory, onSaved }: FollowUpFormProps) {
  const { t } = useTranslation('clients');
  const language = useLanguage();
  const saved = (now: Factory) => {
    toast(now.nextDueOn ? t('followUp.next', { day: language.day(now.nextDueOn, {}) }) : t('followUp.noNext'));
    onSaved(now);
  };
  return (
    <FormDrawer<{ inspectedOn: string }, Factory>
      opened={opened}
      onClose={onClose}
      title={t('followUp.record')}
      draftKey={`follow-up-${factory.id}`}
      initial={{ inspectedOn: '' }}
      labels={{ inspectedOn: t('followUp.inspectedOn') }}
      check={({ inspectedOn }) => (readDay(inspectedOn) ? {} : { inspectedOn: t('missing.inspectedOn') })}
      save={({ inspectedOn }, context) => recordFollowUp(factory.id, inspectedOn, context)}
      onSaved={saved}
      saveLabel={t('followUp.record')}
    >
      {(field) => <DateField {...field('inspectedOn')} description={t('followUp.help')} data-autofocus />}
    </FormDrawer>
  );
}
