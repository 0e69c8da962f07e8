import { Select, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNT_UNITS, type CountUnit } from '#domain/calendar/counting';
import { DateField } from '../components/date-field.js';
import { CountrySelect } from '../components/selects.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './calendar.module.css';
import { isCount, MOST, MOST_WORKING_DAYS, type CounterFields } from './use-calendar-address.js';

interface CounterProps {
  fields: CounterFields;
  onChange: (changed: Partial<CounterFields>) => void;
}

/** "Count from [day] [so many] [units] in [country]"; what is entered stands in the address and counts at once. */
export function Counter({ fields, onChange }: CounterProps) {
  const { t } = useTranslation('calendar');
  const { number } = useLanguage();
  // What is being typed; the address follows with each key.
  const [count, setCount] = useState(fields.count);
  const faultId = useId();
  const most = fields.unit === 'working-days' ? MOST_WORKING_DAYS : MOST;
  const fault =
    count.trim() !== '' && !isCount(count, fields.unit) ? t('counter.countFault', { most: number(most) }) : null;
  return (
    <form className={classes.counter} onSubmit={(event) => event.preventDefault()} aria-label={t('counter.title')}>
      <DateField label={t('counter.from')} value={fields.from} onChange={(from) => onChange({ from })} />
      <div className={classes.pair}>
        <TextInput
          label={t('counter.count')}
          value={count}
          inputMode="numeric"
          autoComplete="off"
          placeholder="15"
          error={fault !== null}
          aria-describedby={fault === null ? undefined : faultId}
          onChange={(event) => {
            setCount(event.currentTarget.value);
            onChange({ count: event.currentTarget.value.trim() });
          }}
        />
        <Select
          label={t('counter.unit')}
          allowDeselect={false}
          value={fields.unit}
          data={COUNT_UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
          onChange={(unit) => unit && onChange({ unit: unit as CountUnit })}
        />
      </div>
      {fault && (
        <p className={classes.fault} id={faultId} role="alert">
          {fault}
        </p>
      )}
      <CountrySelect
        label={t('counter.country')}
        allowDeselect={false}
        value={fields.country}
        onChange={(country) => country && onChange({ country })}
      />
      <p className={classes.quiet}>{t('counter.hint')}</p>
    </form>
  );
}
