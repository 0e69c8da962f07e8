import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { createBench, editBench } from './lab.api.js';
import classes from './lab.module.css';
import type { Bench, Laboratory } from './lab.types.js';
import { readTime } from './zone-time.js';
import { cityOf } from '../i18n/zone-city.js';

interface Values {
  name: string;
  capacity: number | string;
  opensAt: string;
  closesAt: string;
  worksWeekends: boolean;
  isClosed: boolean;
}

interface BenchFormProps {
  opened: boolean;
  onClose: () => void;
  laboratory: Laboratory;
  bench?: Bench | undefined;
}

/** A bench: how many tests at once, and when it is worked. */
export function BenchForm({ opened, onClose, laboratory, bench }: BenchFormProps) {
  const { t } = useTranslation('lab');
  const queryClient = useQueryClient();
  return (
    <FormDrawer<Values, Bench>
      opened={opened}
      onClose={onClose}
      title={bench ? t('bench.edit') : t('bench.create')}
      draftKey={bench ? `bench-${bench.id}` : `bench-new-${laboratory.id}`}
      initial={{
        name: bench?.name ?? '',
        capacity: bench?.capacity ?? 1,
        opensAt: bench?.opensAt ?? '08:00',
        closesAt: bench?.closesAt ?? '18:00',
        worksWeekends: bench?.worksWeekends ?? false,
        isClosed: bench?.isClosed ?? false,
      }}
      labels={{
        name: t('field.name'),
        capacity: t('field.capacity'),
        opensAt: t('field.opensAt'),
        closesAt: t('field.closesAt'),
        worksWeekends: t('field.worksWeekends'),
        isClosed: t('field.isClosed'),
      }}
      check={(values) => ({
        ...(!values.name.trim() && { name: t('missing.name') }),
        ...(!(Number(values.capacity) >= 1) && { capacity: t('missing.capacity') }),
        ...(!readTime(values.opensAt) && { opensAt: t('missing.time') }),
        ...(!readTime(values.closesAt) && { closesAt: t('missing.time') }),
      })}
      {...(bench && { version: bench.version })}
      save={(values, context) => {
        const { name, worksWeekends, isClosed } = values;
        const [opensAt, closesAt] = [readTime(values.opensAt)!, readTime(values.closesAt)!];
        const body = { name, capacity: Number(values.capacity), opensAt, closesAt, worksWeekends };
        return bench ? editBench(bench.id, { ...body, isClosed }, context) : createBench(laboratory.id, body, context);
      }}
      onSaved={() => {
        toast(t('bench.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={bench ? t('bench.save') : t('bench.create')}
    >
      {(field) => (
        <>
          <TextInput {...field('name')} maxLength={200} data-autofocus />
          <NumberInput
            {...field('capacity')}
            description={t('help.capacity')}
            min={1}
            max={100}
            allowDecimal={false}
            hideControls
          />
          <div className={classes.halves}>
            <TextInput
              {...field('opensAt')}
              description={t('help.zone', { city: cityOf(laboratory.timeZone) })}
              maxLength={5}
            />
            <TextInput {...field('closesAt')} maxLength={5} />
          </div>
          <Checkbox {...field('worksWeekends', { type: 'checkbox' })} description={t('help.worksWeekends')} />
          {bench && <Checkbox {...field('isClosed', { type: 'checkbox' })} description={t('help.isClosed')} />}
        </>
      )}
    </FormDrawer>
  );
}
