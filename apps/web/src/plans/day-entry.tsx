import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { isDay, type Day } from '#domain/day';
import { DateField } from '../components/date-field.js';
import { useLanguage } from '../i18n/use-language.js';

interface DayEntryProps {
  label: string;
  /** The label is for assistive technology only. */
  isLabelUnseen?: boolean;
  value: Day | null;
  /** What holds while the field is empty; else an example of how to write a day. */
  own?: Day | null;
  error?: string | undefined;
  /** A whole day, or null when the field was emptied; what is half typed is not told. */
  onDay: (day: Day | null) => void;
}

/** Somebody who types a year passes through other years: what counts is where the typing rests. */
const REST_MS = 400;

/** A day whose value is counted with at once: it is told when the typing rests, and follows when it is changed elsewhere. */
export function DayEntry({ label, isLabelUnseen = false, value, own, error, onDay }: DayEntryProps) {
  const { day: dayText } = useLanguage();
  const [told, setTold] = useState(value);
  const [round, setRound] = useState(0);
  if (value !== told) {
    setTold(value);
    setRound(round + 1);
  }
  const tell = useDebouncedCallback((typed: string) => {
    const day = isDay(typed) ? typed : null;
    if ((typed !== '' && day === null) || day === value) return;
    setTold(day);
    onDay(day);
  }, REST_MS);
  return (
    <DateField
      key={round}
      {...(isLabelUnseen ? { 'aria-label': label } : { label })}
      {...(own && { placeholder: dayText(own, {}) })}
      value={value}
      error={error}
      onChange={tell}
    />
  );
}
