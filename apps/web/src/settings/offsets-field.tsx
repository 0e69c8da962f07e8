import { ActionIcon, Button, Input, NumberInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LADDER_LIMITS, tidyOffsets } from '#domain/deadlines/ladder';
import classes from './ladders.module.css';

interface OffsetsFieldProps {
  label: string;
  id: string;
  value?: number[];
  onChange?: (offsets: number[]) => void;
  error?: ReactNode;
}

/** The steps of a ladder as chips, the farthest first; a number and Enter adds one. */
export function OffsetsField({ label, id, value = [], onChange, error }: OffsetsFieldProps) {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState<string | number>('');
  const days = typeof typed === 'number' ? typed : Number.NaN;
  const isAddable = Number.isInteger(days) && days >= 0 && days <= LADDER_LIMITS.maxOffsetDays && !value.includes(days);
  const add = () => {
    if (!isAddable) return;
    onChange?.(tidyOffsets([...value, days]));
    setTyped('');
  };
  return (
    <Input.Wrapper label={label} labelElement="div" description={t('ladders.offsetsHelp')} error={error}>
      {value.length === 0 && <p className={classes.noSteps}>{t('ladders.noSteps')}</p>}
      <ul className={classes.chips} aria-label={label}>
        {value.map((offset) => (
          <li key={offset} className={classes.chip}>
            {t('ladders.daysBefore', { count: offset })}
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              aria-label={t('ladders.removeStep', { count: offset })}
              onClick={() => onChange?.(value.filter((other) => other !== offset))}
            >
              <IconX size={12} stroke={1.75} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <div className={classes.add}>
        <NumberInput
          id={id}
          aria-label={t('ladders.newStep')}
          placeholder={t('ladders.newStep')}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          max={LADDER_LIMITS.maxOffsetDays}
          value={typed}
          onChange={setTyped}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault(); // Enter in a form would save it
            add();
          }}
        />
        <Button variant="default" disabled={!isAddable || value.length >= LADDER_LIMITS.maxSteps} onClick={add}>
          {t('ladders.addStep')}
        </Button>
      </div>
    </Input.Wrapper>
  );
}
