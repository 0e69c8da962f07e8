import { NumberInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { setPlanningValue } from './planning-values.api.js';
import type { PlanningValue } from './planning-values.types.js';

/** The api refuses more too (domain/plan/options.ts). */
const MOST = 1_000;

interface Values {
  amount: number | string;
  reason: string;
}

interface PlanningValueFormProps {
  opened: boolean;
  onClose: () => void;
  value: PlanningValue;
  name: string;
}

/** Sets an own amount in the unit of the value, and says why it differs. */
export function PlanningValueForm({ opened, onClose, value, name }: PlanningValueFormProps) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const isAmount = (amount: number | string) =>
    typeof amount === 'number' && Number.isInteger(amount) && amount >= 0 && amount <= MOST;
  return (
    <FormDrawer<Values, PlanningValue>
      opened={opened}
      onClose={onClose}
      title={t('planningValues.editNamed', { name })}
      draftKey={`planning-value-${value.key}`}
      initial={{ amount: value.ownAmount ?? value.amount ?? '', reason: value.reason ?? '' }}
      labels={{
        amount: t(`planningValues.amount.${value.unit}`),
        reason: t('planningValues.reason'),
      }}
      check={({ amount }) => (isAmount(amount) ? {} : { amount: t('planningValues.amountHelp', { max: MOST }) })}
      save={({ amount, reason }) => setPlanningValue(value, Number(amount), reason)}
      onSaved={() => {
        toast(t('planningValues.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('planningValues.save')}
    >
      {(field) => (
        <>
          <NumberInput
            {...field('amount')}
            min={0}
            max={MOST}
            allowDecimal={false}
            allowNegative={false}
            hideControls
          />
          <Textarea
            {...field('reason', { optional: true })}
            description={t('planningValues.reasonHelp')}
            maxLength={1000}
            autosize
            minRows={2}
          />
        </>
      )}
    </FormDrawer>
  );
}
