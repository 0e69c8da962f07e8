import { Button, Group, Modal, Radio } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './form.module.css';

/** What others changed since the form was opened: field -> before, now, who, when (`facts.changed` of `stale-version`). */
export type Changed = Record<string, { from: unknown; to: unknown; by: string | null; at: string }>;

interface ConflictDialogProps {
  changed: Changed;
  yours: Record<string, unknown>;
  labels: Record<string, string>;
  write?: ((name: string, value: unknown) => ReactNode) | undefined;
  onKeepTheirs: () => void;
  onCancel: () => void;
  /** The values that differ from what was typed, as chosen. */
  onSave: (chosen: Record<string, unknown>) => void;
}

/** Two people edited the same: field, yours, theirs. Preselected is what changed on one side only; nothing typed is lost. */
export function ConflictDialog({ changed, yours, labels, write, onKeepTheirs, onCancel, onSave }: ConflictDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const fields = Object.entries(changed).filter(([name]) => name in yours);
  const [choice, setChoice] = useState<Record<string, 'yours' | 'theirs'>>(() =>
    Object.fromEntries(fields.map(([name, { from }]) => [name, same(yours[name], from) ? 'theirs' : 'yours'])),
  );
  const latest = fields.map(([, change]) => change).sort((a, b) => b.at.localeCompare(a.at))[0];
  const text = (name: string, value: unknown) =>
    write?.(name, value) ?? (value === null || value === undefined || value === '' ? t('form.empty') : String(value));
  const save = () =>
    onSave(
      Object.fromEntries(fields.filter(([name]) => choice[name] === 'theirs').map(([name, { to }]) => [name, to])),
    );
  return (
    <Modal
      opened
      onClose={onCancel}
      size="lg"
      title={t('conflict.title')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      {latest && (
        <p>
          {t('conflict.who', {
            name: latest.by ?? t('conflict.somebody'),
            at: language.instant(latest.at, readerTimeZone()),
          })}
        </p>
      )}
      <table className={classes.conflict}>
        <thead>
          <tr>
            <th scope="col">{t('conflict.field')}</th>
            <th scope="col">{t('conflict.yours')}</th>
            <th scope="col">{t('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(([name, change]) => (
            <tr key={name}>
              <th scope="row">{labels[name] ?? name}</th>
              {(['yours', 'theirs'] as const).map((side) => (
                <td key={side}>
                  <Radio
                    name={`conflict-${name}`}
                    checked={choice[name] === side}
                    onChange={() => setChoice({ ...choice, [name]: side })}
                    label={text(name, side === 'yours' ? yours[name] : change.to)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Group justify="flex-end" gap={8} mt={20}>
        <Button variant="default" onClick={onKeepTheirs}>
          {t('conflict.keepTheirs')}
        </Button>
        <Button onClick={save}>{t('conflict.save')}</Button>
      </Group>
    </Modal>
  );
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? '') === JSON.stringify(b ?? '');
}
