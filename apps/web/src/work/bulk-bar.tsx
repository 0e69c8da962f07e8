import { Button } from '@mantine/core';
import { IconArrowRight, IconFileSpreadsheet, IconUserEdit, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import type { ApplicationLine } from '../applications/applications.types.js';
import type { Selection } from '../components/selection.js';
import { AssignForm } from './assign-form.js';
import { useExport } from './export-button.js';
import { BulkMoveForm } from './bulk-move-form.js';
import classes from './bulk.module.css';
import { MOST_IN_BULK } from './work.types.js';

/** What may be done with the chosen cases, at the bottom as long as any is chosen. */
export function BulkBar({ selection }: { selection: Selection<ApplicationLine> }) {
  const { t } = useTranslation('work');
  const { may } = useSession();
  const [open, setOpen] = useState<'assign' | 'move' | null>(null);
  const file = useExport('cases');
  const cases = [...selection.chosen.values()];
  const close = () => setOpen(null);
  const onDone = (kept: ReadonlySet<string>) => selection.keep(kept);
  return (
    <>
      {cases.length > 0 && (
        <section className={classes.bar} aria-label={t('bulk.label')}>
          <b role="status">
            {t('bulk.chosen', { count: cases.length })}
            {selection.isFull && <span className={classes.most}>{t('bulk.most', { most: MOST_IN_BULK })}</span>}
          </b>
          <span className={classes.acts}>
            {may('application.edit') && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconUserEdit size={14} stroke={1.5} aria-hidden />}
                onClick={() => setOpen('assign')}
              >
                {t('bulk.assign')}
              </Button>
            )}
            {may('application.move') && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowRight size={14} stroke={1.5} aria-hidden />}
                onClick={() => setOpen('move')}
              >
                {t('bulk.move')}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              loading={file.isBusy}
              leftSection={<IconFileSpreadsheet size={14} stroke={1.5} aria-hidden />}
              onClick={() => file.start({ ids: cases.map(({ id }) => id).join(',') })}
            >
              {file.label}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              leftSection={<IconX size={14} stroke={1.5} aria-hidden />}
              onClick={selection.clear}
            >
              {t('bulk.clear')}
            </Button>
          </span>
        </section>
      )}
      {open === 'assign' && <AssignForm cases={cases} onClose={close} onDone={onDone} />}
      {open === 'move' && <BulkMoveForm cases={cases} onClose={close} onDone={onDone} />}
    </>
  );
}
