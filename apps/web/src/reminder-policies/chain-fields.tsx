import { ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ESCALATION_LIMITS, ESCALATION_READERS, type EscalationReader } from '#domain/deadlines/escalation';
import classes from './policies.module.css';
import type { PolicyFaults } from './step-fields.js';

/** A link while it is edited: its number may be missing. */
export interface EditedLink {
  key: number;
  to: EscalationReader;
  afterWorkingDays: number | string;
}

interface ChainFieldsProps {
  chain: readonly EditedLink[];
  faults: PolicyFaults;
  onChange: (chain: EditedLink[]) => void;
}

/** Who is asked next when nobody answers a legal step, and after how many working days. */
export function ChainFields({ chain, faults, onChange }: ChainFieldsProps) {
  const { t } = useTranslation('policies');
  const change = (key: number, changes: Partial<EditedLink>) =>
    onChange(chain.map((link) => (link.key === key ? { ...link, ...changes } : link)));
  const free = ESCALATION_READERS.filter((reader) => chain.every(({ to }) => to !== reader));
  const add = () => {
    const key = Math.max(0, ...chain.map((link) => link.key)) + 1;
    onChange([...chain, { key, to: free[0]!, afterWorkingDays: 1 }]);
  };
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('chain.title')}</legend>
      <p className={classes.quiet}>{t('chain.help')}</p>
      <ol className={classes.steps}>
        {chain.map(({ key, to, afterWorkingDays }, index) => (
          <li key={key} className={classes.step}>
            <div className={classes.link}>
              <NumberInput
                className={classes.number}
                aria-label={t('chain.daysOf', { number: index + 1 })}
                value={afterWorkingDays}
                onChange={(days) => change(key, { afterWorkingDays: days })}
                min={1}
                max={ESCALATION_LIMITS.maxWorkingDays}
                allowDecimal={false}
                allowNegative={false}
                hideControls
                error={faults[`escalation.${index}.afterWorkingDays`]}
              />
              <span className={classes.unitWords}>
                {t(index === 0 ? 'chain.afterQuestion' : 'chain.afterLink', { count: Number(afterWorkingDays) })}
              </span>
              <Select
                className={classes.linkReader}
                aria-label={t('chain.readerOf', { number: index + 1 })}
                data={ESCALATION_READERS.filter((reader) => reader === to || free.includes(reader)).map((reader) => ({
                  value: reader,
                  label: t(`chain.reader.${reader}`),
                }))}
                value={to}
                allowDeselect={false}
                onChange={(reader) => change(key, { to: reader as EscalationReader })}
                error={faults[`escalation.${index}.to`]}
              />
              <ActionIcon
                size={34}
                variant="subtle"
                color="gray"
                className={classes.remove}
                aria-label={t('chain.remove', { number: index + 1 })}
                onClick={() => onChange(chain.filter((link) => link.key !== key))}
              >
                <IconX size={14} stroke={1.75} aria-hidden />
              </ActionIcon>
            </div>
          </li>
        ))}
      </ol>
      {free.length > 0 && (
        <Button variant="default" onClick={add}>
          {t('chain.add')}
        </Button>
      )}
      {faults['escalation'] && <p className={classes.fault}>{faults['escalation']}</p>}
      <p className={classes.quiet}>{t('chain.endHelp')}</p>
    </fieldset>
  );
}
