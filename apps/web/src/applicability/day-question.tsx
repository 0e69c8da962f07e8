import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { DateField } from '../components/date-field.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './applicability.module.css';
import { Question } from './choice.js';

interface DayQuestionProps {
  day: string;
  onChange: (day: string) => void;
}

/** Which day is asked about: past and coming days alike. */
export function DayQuestion({ day, onChange }: DayQuestionProps) {
  const { t } = useTranslation('applicability');
  const language = useLanguage();
  const today = useToday();
  // The field keeps what is typed; a day set beside it begins the field anew.
  const [typed, setTyped] = useState(day);
  const [times, setTimes] = useState(0);
  if (day !== typed) {
    setTyped(day);
    setTimes(times + 1);
  }
  const year = Number(today.slice(0, 4));
  const picks: [Day, string][] = [
    [today, t('day.today')],
    [`${year}-12-31`, language.day(`${year}-12-31`, {})],
    [`${year + 1}-01-01`, language.day(`${year + 1}-01-01`, {})],
  ];
  return (
    <Question id="q-day" title={t('day.title')} why={t('day.why')}>
      <DateField
        key={times}
        label={t('day.label')}
        value={typed}
        error={day !== '' && !isDay(day)}
        onChange={(value) => {
          setTyped(value);
          onChange(value);
        }}
      />
      <p className={classes.picks} role="group" aria-label={t('day.picks')}>
        {picks.map(([pick, name]) => (
          <button
            key={pick}
            type="button"
            className={classes.pick}
            aria-pressed={day === pick}
            onClick={() => onChange(pick)}
          >
            {' '}
            {/* prettier-ignore */}
            {name}
          </button>
        ))}
      </p>
    </Question>
  );
}
