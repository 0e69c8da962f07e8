import { useId, type ReactNode } from 'react';
import classes from './applicability.module.css';

interface QuestionProps {
  id: string;
  /** what is asked */
  title: ReactNode;
  /** why it is asked */
  why?: ReactNode;
  children: ReactNode;
}

/** One question of the wizard: what, why, and its fields. */
export function Question({ id, title, why, children }: QuestionProps) {
  return (
    <fieldset className={classes.question} id={id}>
      <legend>{title}</legend>
      {why && <p className={classes.why}>{why}</p>}
      {children}
    </fieldset>
  );
}

interface ChoiceProps {
  id: string;
  title: ReactNode;
  why?: ReactNode;
  options: readonly { value: string; label: ReactNode; note?: string }[];
  value: string | null;
  /** null: the answer is taken back */
  onChange: (value: string | null) => void;
  /** Side by side, for short ones. */
  inRow?: boolean;
}

/** A question with one answer of a few; arrows walk the answers, Tab leaves them. */
export function Choice({ id, title, why, options, value, onChange, inRow = false }: ChoiceProps) {
  const name = useId();
  return (
    <Question id={id} title={title} why={why}>
      <div className={inRow ? classes.optionsInRow : classes.options}>
        {options.map((option) => (
          <label key={option.value} className={classes.option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.note && <span className={classes.quiet}> {option.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </Question>
  );
}
