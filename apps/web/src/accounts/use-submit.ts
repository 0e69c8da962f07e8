import i18next from 'i18next';
import { useRef, useState, type FormEvent } from 'react';
import { problemText, toProblem, type Problem } from '../api/problem.js';

/** What failed, for a person: the auth library's codes have words of their own. */
export function authProblemText(problem: Problem): string {
  const key = `accounts:auth.${problem.code}`;
  return i18next.exists(key) ? String(i18next.t(key as never)) : problemText(problem);
}

/**
 * A small form's life: checks, asks the api, says what failed and puts the focus on it.
 *
 * @param check words for what is wrong before the api is asked, per field
 */
export function useSubmit<Field extends string>(
  check: () => Partial<Record<Field, string>>,
  send: () => Promise<unknown>,
) {
  const [isBusy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Partial<Record<Field, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const found = check();
    setFaults(found);
    setProblem(null);
    if (Object.keys(found).length > 0) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error="true"]')?.focus());
      return;
    }
    setBusy(true);
    try {
      await send();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    formProps: { ref: form, onSubmit: (event: FormEvent) => void onSubmit(event), noValidate: true },
    isBusy,
    faults,
    problem,
  };
}
