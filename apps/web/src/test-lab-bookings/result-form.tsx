import { Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import type { StoredFile } from '../documents/documents.types.js';
import { UploadBox } from '../documents/upload-box.js';
import { readDay } from '../i18n/day-input.js';
import { addResult } from './lab.api.js';
import classes from './lab.module.css';
import type { Booking, BookingAfterAct } from './lab.types.js';
import { useTellCase } from './tell-case.js';

interface Values {
  outcome: 'passed' | 'failed' | null;
  failedItems: string;
  reportNumber: string;
  standard: string;
  reportedOn: string;
}

/** What came out of a test: the report, and what failed. */
export function ResultForm({ booking, opened, onClose }: { booking: Booking; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('lab');
  const today = useToday();
  const queryClient = useQueryClient();
  const tellCase = useTellCase();
  const [file, setFile] = useState<StoredFile | null>(null);
  return (
    <FormDrawer<Values, BookingAfterAct>
      opened={opened}
      onClose={onClose}
      title={t('result.add')}
      draftKey={`result-${booking.id}`}
      initial={{
        outcome: null,
        failedItems: '',
        reportNumber: '',
        standard: booking.standard ?? '',
        reportedOn: today,
      }}
      labels={{
        outcome: t('field.outcome'),
        failedItems: t('field.failedItems'),
        reportNumber: t('field.reportNumber'),
        standard: t('field.standard'),
        reportedOn: t('field.reportedOn'),
      }}
      check={(values) => ({
        ...(!values.outcome && { outcome: t('missing.outcome') }),
        ...(values.outcome === 'failed' && !values.failedItems.trim() && { failedItems: t('missing.failedItems') }),
        ...(!readDay(values.reportedOn) && { reportedOn: t('missing.day') }),
      })}
      save={(values, context) =>
        addResult(
          booking.id,
          {
            outcome: values.outcome,
            reportedOn: readDay(values.reportedOn),
            reportNumber: values.reportNumber.trim() || null,
            standard: values.standard.trim() || null,
            ...(values.outcome === 'failed' && { failedItems: values.failedItems.trim() }),
            ...(file && { fileId: file.id }),
          },
          context,
        )
      }
      onSaved={(saved) => {
        tellCase(t('result.saved'), saved.caseMove);
        setFile(null);
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('result.add')}
    >
      {(field, { values }) => (
        <>
          <Select
            {...field('outcome')}
            data={(['passed', 'failed'] as const).map((outcome) => ({
              value: outcome,
              label: t(`outcome.${outcome}`),
            }))}
            data-autofocus
          />
          {values.outcome === 'failed' && (
            <Textarea
              {...field('failedItems')}
              description={t('help.failedItems')}
              autosize
              minRows={3}
              maxLength={4000}
            />
          )}
          <TextInput {...field('reportNumber', { optional: true })} maxLength={100} />
          <TextInput {...field('standard', { optional: true })} description={t('help.standard')} maxLength={200} />
          <DateField {...field('reportedOn')} />
          {file ? (
            <p>{t('result.file', { name: file.name })}</p>
          ) : (
            <UploadBox label={t('result.upload')} onStored={(stored) => setFile(stored)} />
          )}
          {booking.application && <p className={classes.follows}>{t('result.follows')}</p>}
        </>
      )}
    </FormDrawer>
  );
}
