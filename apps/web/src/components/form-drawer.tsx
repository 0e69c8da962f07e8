import { Button, Drawer, Group } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProblemText, toProblem, type Problem } from '../api/problem.js';
import { ConflictDialog, type Changed } from './conflict-dialog.js';
import { FaultSummary } from './fault-summary.js';
import classes from './form.module.css';
import { DraftIsBack, useKeptDraft } from './kept-draft.js';
import { newKey } from './new-key.js';

/** What a save is told beside the values. */
export interface SaveContext {
  /** The version that was read, for an edit. */
  version: number | undefined;
  /** The same for every try of one opened form: a create sent twice is done once. */
  idempotencyKey: string;
}

/** Gives an input its label, id, value and error: `<TextInput {...field('name')} />`. */
export type FieldProps<Values> = (
  name: keyof Values & string,
  options?: { optional?: boolean; type?: 'input' | 'checkbox' },
) => ReturnType<UseFormReturnType<Values>['getInputProps']> & { label: string; id: string };

interface FormDrawerProps<Values extends object, Saved> {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** Names the draft that is kept when the form is left unsaved, e.g. `client-edit-<id>`; null keeps none (passwords). */
  draftKey: string | null;
  initial: Values;
  /** The words of each field: its label, the error summary and the conflict dialog use them. */
  labels: Record<keyof Values & string, string>;
  /** Words for what is missing, before the api is asked. */
  check?: (values: Values) => Partial<Record<keyof Values & string, string>>;
  /** The version that was read; leave out for a create. */
  version?: number;
  save: (values: Values, context: SaveContext) => Promise<Saved>;
  onSaved: (saved: Saved) => void;
  /** Verb and object: "Create client". */
  saveLabel: string;
  children: (field: FieldProps<Values>, form: UseFormReturnType<Values>) => ReactNode;
  /** How a value is written in the conflict dialog; as text when left out. */
  write?: (name: string, value: unknown) => ReactNode;
}

/**
 * The one way to create and edit: labels above fields, help under them, faults on top and at the field, a stale edit
 * resolved field by field, and what was typed is kept as a draft when the drawer is closed.
 */
export function FormDrawer<Values extends object, Saved>(props: FormDrawerProps<Values, Saved>) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('act.close') }}
      keepMounted={false}
    >
      {props.opened && <FormBody {...props} />}
    </Drawer>
  );
}

function FormBody<Values extends object, Saved>(props: FormDrawerProps<Values, Saved>) {
  const { draftKey, labels, check, save, onSaved, onClose, saveLabel, children, write } = props;
  const { t } = useTranslation();
  // As they were when the form was opened: the page behind it follows what others change, and a save that named the version
  // of their change would lay the old values over it without asking.
  const [{ initial, version }] = useState(props);
  const prefix = useId();
  const summary = useRef<HTMLDivElement>(null);
  const kept = useKeptDraft<Values>(draftKey);
  const [idempotencyKey] = useState(() => newKey());
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [conflict, setConflict] = useState<{ changed: Changed; version: number } | null>(null);
  const form = useForm<Values>({
    initialValues: { ...initial, ...kept.draft },
    validateInputOnBlur: false,
    validate: (values) => (check?.(values) ?? {}) as never,
    onValuesChange: (values) => kept.keep(values, JSON.stringify(values) !== JSON.stringify(initial)),
  });

  const submit = async (values: Values, ofVersion: number | undefined) => {
    setBusy(true);
    setFailure(null);
    try {
      const saved = await save(values, { version: ofVersion, idempotencyKey });
      kept.saved();
      onSaved(saved);
      onClose();
    } catch (error) {
      const problem = toProblem(error);
      const changed = problem.facts['changed'] as Changed | undefined;
      if (problem.isStale && changed) {
        setConflict({ changed, version: Number(problem.facts['version']) });
      } else {
        setFailure(problem);
        const known = problem.errors.filter(({ field }) => field in labels);
        form.setErrors(Object.fromEntries(known.map((fault) => [fault.field, fieldProblemText(fault)])) as never);
        focusSummary();
      }
    } finally {
      setBusy(false);
    }
  };
  const focusSummary = () => setTimeout(() => summary.current?.focus());
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    if (form.validate().hasErrors) focusSummary();
    else void submit(form.values, version);
  };
  const field: FieldProps<Values> = (name, { optional = false, type = 'input' } = {}) => ({
    ...form.getInputProps(name as never, { type }),
    label: optional ? t('form.optional', { label: labels[name] }) : labels[name],
    id: `${prefix}${name}`,
  });

  const faults = Object.entries(form.errors)
    .filter(([, fault]) => fault)
    .map(([name, fault]) => ({ id: `${prefix}${name}`, label: labels[name as keyof Values & string] ?? name, fault }));
  return (
    <form onSubmit={onSubmit} noValidate className={classes.form}>
      {kept.isBack && (
        <DraftIsBack
          onGiveUp={() => {
            form.setValues(initial);
            kept.giveUp();
          }}
        />
      )}
      <FaultSummary ref={summary} failure={failure} faults={faults} />
      {children(field, form)}
      <Group gap={8} className={classes.foot}>
        <Button type="submit" loading={isBusy}>
          {saveLabel}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
      </Group>
      {conflict && (
        <ConflictDialog
          changed={conflict.changed}
          yours={form.values as Record<string, unknown>}
          labels={labels}
          write={write}
          onKeepTheirs={() => {
            kept.saved();
            onClose();
          }}
          onCancel={() => setConflict(null)}
          onSave={(chosen) => {
            const merged = { ...form.values, ...chosen } as Values;
            form.setValues(merged);
            setConflict(null);
            void submit(merged, conflict.version);
          }}
        />
      )}
    </form>
  );
}
