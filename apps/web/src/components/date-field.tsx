import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { readDay } from '../i18n/day-input.js';
import { formatDay } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { RelativeDays, useUrgency } from './urgency.js';
import classes from './form.module.css';

const DayPicker = lazy(() => import('./day-picker.js'));

interface DateFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** `YYYY-MM-DD`, or what was typed when it names no day, or empty. */
  value?: string | null;
  defaultValue?: unknown;
  onChange?: (value: string) => void;
}

/**
 * A day, typed in any of the three languages' ways or picked. Under the field stands what was understood. While the text
 * names no day, the value is the text itself, so that checking and saving can refuse it and nothing typed is lost.
 */
export function DateField({ value, onChange, defaultValue: _, ...rest }: DateFieldProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [text, setText] = useState(() => (value && readDay(value) ? formatDay(value, language) : (value ?? '')));
  const [isOpen, setOpen] = useState(false);
  const understood = text ? readDay(text) : null;
  const type = (typed: string) => {
    setText(typed);
    onChange?.(readDay(typed) ?? typed);
  };
  return (
    <TextInput
      {...rest}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      autoComplete="off"
      placeholder={rest.placeholder ?? t('day.example')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={understood ? <Echo day={understood} /> : text ? t('day.notUnderstood') : rest.description}
      rightSection={
        <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('day.pick')}
              onClick={() => setOpen((open) => !open)}
            >
              <IconCalendar size={16} stroke={1.5} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <Suspense fallback={null}>
              <DayPicker
                day={understood}
                onPick={(day) => {
                  type(formatDay(day, language));
                  setOpen(false);
                }}
              />
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}

function Echo({ day }: { day: Day }) {
  const language = useLanguage();
  const { daysLeft } = useUrgency(day);
  return (
    <span className={classes.echo}>
      {language.day(day, { weekday: true, long: true })}, <RelativeDays days={daysLeft} />
    </span>
  );
}
