import { ActionIcon, Button, Checkbox, Chip, Group, NumberInput, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { POLICY_LIMITS, STEP_UNITS, type PolicyReader, type StepUnit } from '#domain/deadlines/policy';
import classes from './policies.module.css';
import type { OverdueStep } from './policies.types.js';

/** A step while it is edited: its number may be missing. */
export interface EditedStep {
  key: number;
  days: number | string;
  unit: StepUnit;
  to: PolicyReader[];
  isUrgent: boolean;
}

/** Faults by field, as the rules name them: `steps.2.days`. */
export type PolicyFaults = Readonly<Record<string, string>>;

interface ReaderChipsProps {
  label: string;
  readers: readonly PolicyReader[];
  value: readonly PolicyReader[];
  onChange: (readers: PolicyReader[]) => void;
  fault?: string | undefined;
}

/** Who is reminded, each with a press. */
function ReaderChips({ label, readers, value, onChange, fault }: ReaderChipsProps) {
  const { t } = useTranslation('policies');
  return (
    <div>
      <Chip.Group multiple value={[...value]} onChange={(chosen) => onChange(chosen as PolicyReader[])}>
        <div className={classes.readers} role="group" aria-label={label}>
          {readers.map((reader) => (
            <Chip key={reader} value={reader} size="sm" variant="outline" radius="sm">
              {t(`reader.${reader}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      {fault && <p className={classes.fault}>{fault}</p>}
    </div>
  );
}

interface StepFieldsProps {
  steps: readonly EditedStep[];
  readers: readonly PolicyReader[];
  faults: PolicyFaults;
  onChange: (steps: EditedStep[]) => void;
}

/** The steps before the due day: how many days, of which kind, whom, and whether in a mail of its own. */
export function StepFields({ steps, readers, faults, onChange }: StepFieldsProps) {
  const { t } = useTranslation('policies');
  const change = (key: number, changes: Partial<EditedStep>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...changes } : step)));
  const add = () => {
    const last = steps.at(-1);
    const key = Math.max(0, ...steps.map((step) => step.key)) + 1;
    onChange([...steps, { key, days: '', unit: last?.unit ?? 'calendar', to: last?.to ?? ['owner'], isUrgent: false }]);
  };
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('edit.steps')}</legend>
      {steps.length === 0 && <p className={classes.quiet}>{t('edit.noSteps')}</p>}
      <ol className={classes.steps}>
        {steps.map((step, index) => {
          const number = index + 1;
          return (
            <li key={step.key} className={classes.step}>
              <Group gap="xs" align="flex-start" wrap="nowrap">
                <NumberInput
                  className={classes.number}
                  aria-label={t('edit.daysOf', { number })}
                  value={step.days}
                  onChange={(days) => change(step.key, { days })}
                  min={0}
                  max={POLICY_LIMITS.maxDays[step.unit]}
                  allowDecimal={false}
                  allowNegative={false}
                  hideControls
                  error={faults[`steps.${index}.days`]}
                />
                <Select
                  className={classes.unit}
                  aria-label={t('edit.unitOf', { number })}
                  data={STEP_UNITS.map((unit) => ({ value: unit, label: t(`edit.before.${unit}`) }))}
                  value={step.unit}
                  allowDeselect={false}
                  onChange={(unit) => change(step.key, { unit: unit as StepUnit })}
                />
                <ActionIcon
                  size={34}
                  variant="subtle"
                  color="gray"
                  className={classes.remove}
                  aria-label={t('edit.removeStep', { number })}
                  onClick={() => onChange(steps.filter(({ key }) => key !== step.key))}
                >
                  <IconX size={14} stroke={1.75} aria-hidden />
                </ActionIcon>
              </Group>
              <ReaderChips
                label={t('edit.readersOf', { number })}
                readers={readers}
                value={step.to}
                fault={faults[`steps.${index}.to`]}
                onChange={(to) => change(step.key, { to })}
              />
              <Checkbox
                size="xs"
                label={t('edit.urgent')}
                checked={step.isUrgent}
                onChange={(event) => change(step.key, { isUrgent: event.currentTarget.checked })}
              />
            </li>
          );
        })}
      </ol>
      <Button variant="default" disabled={steps.length >= POLICY_LIMITS.maxSteps} onClick={add}>
        {t('edit.addStep')}
      </Button>
      {faults['steps'] && <p className={classes.fault}>{faults['steps']}</p>}
      <p className={classes.quiet}>{t('edit.stepsHelp', { max: POLICY_LIMITS.maxSteps })}</p>
    </fieldset>
  );
}

interface OverdueFieldsProps {
  overdue: (Omit<OverdueStep, 'every'> & { every: number | string }) | null;
  readers: readonly PolicyReader[];
  faults: PolicyFaults;
  onChange: (overdue: OverdueFieldsProps['overdue']) => void;
}

/** What comes once the day has passed. */
export function OverdueFields({ overdue, readers, faults, onChange }: OverdueFieldsProps) {
  const { t } = useTranslation('policies');
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('edit.overdue')}</legend>
      <Checkbox
        label={t('edit.overdueOn')}
        description={t('edit.overdueHelp')}
        checked={overdue !== null}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? { every: 7, unit: 'calendar', to: ['owner', 'manager'] } : null)
        }
      />
      {overdue && (
        <div className={classes.step}>
          <Group gap="xs" align="flex-start" wrap="nowrap">
            <NumberInput
              className={classes.number}
              aria-label={t('edit.every')}
              value={overdue.every}
              onChange={(every) => onChange({ ...overdue, every })}
              min={1}
              max={POLICY_LIMITS.maxOverdueEvery[overdue.unit]}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              error={faults['overdue.every']}
            />
            <Select
              className={classes.unit}
              aria-label={t('edit.everyUnit')}
              data={STEP_UNITS.map((unit) => ({ value: unit, label: t(`edit.apart.${unit}`) }))}
              value={overdue.unit}
              allowDeselect={false}
              onChange={(unit) => onChange({ ...overdue, unit: unit as StepUnit })}
            />
          </Group>
          <ReaderChips
            label={t('edit.overdueReaders')}
            readers={readers}
            value={overdue.to}
            fault={faults['overdue.to']}
            onChange={(to) => onChange({ ...overdue, to })}
          />
        </div>
      )}
    </fieldset>
  );
}
