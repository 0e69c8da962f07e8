import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ANSWERS, type Answer } from '#domain/deadlines/answer';
import { fieldProblemText, problemText, toProblem } from '../api/problem.js';
import { DateField } from '../components/date-field.js';
import classes from './answers.module.css';
import type { AnswerInput, Promisable } from './answers.types.js';

interface AnswerChoicesProps {
  /** null = no day is left to promise: only the other two answers are offered */
  promisable: Promisable | null;
  isBusy: boolean;
  error: unknown;
  onAnswer: (input: AnswerInput) => void;
}

/** Three answers; each says what follows from it before it is recorded. */
export function AnswerChoices({ promisable, isBusy, error, onAnswer }: AnswerChoicesProps) {
  const { t } = useTranslation('answers');
  const name = useId();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [until, setUntil] = useState('');
  const fault = error ? toProblem(error).errors.find(({ field }) => field === 'until') : undefined;
  const isReady = answer !== null && (answer !== 'in-work' || until !== '');
  return (
    <form
      className={classes.choices}
      onSubmit={(event) => {
        event.preventDefault();
        if (answer) onAnswer(answer === 'in-work' ? { answer, until } : { answer });
      }}
    >
      {ANSWERS.filter((choice) => choice !== 'in-work' || promisable !== null).map((choice) => (
        <label key={choice} className={classes.choice}>
          <input
            type="radio"
            name={name}
            value={choice}
            checked={answer === choice}
            onChange={() => setAnswer(choice)}
          />
          <span>
            <b>{t(`choice.${choice}`)}</b>
            <span className={classes.means}>{t(`means.${choice}`)}</span>
          </span>
        </label>
      ))}
      {answer === 'in-work' && promisable && (
        <DateField
          label={t('until')}
          value={until}
          onChange={setUntil}
          error={fault && fieldProblemText(fault)}
          data-autofocus
        />
      )}
      {error !== null && error !== undefined && !fault && (
        <p className={classes.fault} role="alert">
          {problemText(error)}
        </p>
      )}
      <div>
        <Button type="submit" loading={isBusy} disabled={!isReady}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
