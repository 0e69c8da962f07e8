import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { usePlanWords } from './plan-words.js';
import { createPlan, type PlanInput } from './plans.api.js';
import classes from './plans.module.css';
import type { Scheme } from './plans.types.js';

interface SavePlanFormProps {
  opened: boolean;
  onClose: () => void;
  scheme: Scheme;
  /** Something is tried out at the moment. */
  isTrying: boolean;
  input: Omit<PlanInput, 'name'>;
}

/** Stores the plan under a name: it is then counted anew whenever a calendar or a rule changes. */
export function SavePlanForm({ opened, onClose, scheme, isTrying, input }: SavePlanFormProps) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return (
    <FormDrawer
      opened={opened}
      onClose={onClose}
      title={t('save.title')}
      draftKey={null}
      initial={{ name: '' }}
      labels={{ name: t('save.name') }}
      check={({ name }) => (name.trim() ? {} : { name: t('save.nameMissing') })}
      save={({ name }, { idempotencyKey }) => createPlan({ ...input, name }, idempotencyKey)}
      onSaved={(plan) => {
        void queryClient.invalidateQueries({ queryKey: ['plans'] });
        toast(t('save.done'));
        void navigate({ href: `/plans/${plan.id}` });
      }}
      saveLabel={t('save.open')}
    >
      {(field) => (
        <>
          <TextInput {...field('name')} data-autofocus />
          <p className={classes.quiet}>{t('save.what', { route: words.say(scheme.names) })}</p>
          {isTrying && <p className={classes.quiet}>{t('save.withTrial')}</p>}
        </>
      )}
    </FormDrawer>
  );
}
