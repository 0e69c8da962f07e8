import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { owedQuantity } from '#domain/determinations/discharge';
import { DISCHARGES, determinationNeeds, type DeterminationAct, type Discharge } from '#domain/states/determination-status'; // prettier-ignore
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import type { StoredFile } from '../documents/documents.types.js';
import { UploadBox } from '../documents/upload-box.js';
import { readDay } from '../i18n/day-input.js';
import { NotForSale, useQuantityText } from './determination-cells.js';
import { actOnDetermination } from './determinations.api.js';
import classes from './determinations.module.css';
import type { Determination } from './determinations.types.js';

interface Values {
  on: string;
  reason: string;
  number: string;
  validUntil: string;
  manner: Discharge | null;
  quantity: number | string;
  proofFileId: string;
}

/** One step in the life of a determination, with what it cannot be recorded without. */
export function DeterminationActForm({
  determination,
  act,
  onClose,
}: {
  determination: Determination;
  act: DeterminationAct;
  onClose: () => void;
}) {
  const { t } = useTranslation(['determinations', 'domain']);
  const today = useToday();
  const queryClient = useQueryClient();
  const text = useQuantityText();
  const [proof, setProof] = useState<StoredFile | null>(null);
  const needs = determinationNeeds(determination.status, act);
  const owed = owedQuantity({ quantity: determination.quantity, discharged: determination.dischargedQuantity });
  const largest = owed - 1;
  const isPart = needs.includes('quantity');
  return (
    <FormDrawer<Values, Determination>
      opened
      onClose={onClose}
      title={t('determinations:actTitle', { act: t(`determinations:act.${act}`), product: determination.productName })}
      // the proof is a file that lies on its way: a draft without it would look whole
      draftKey={needs.includes('proof') ? null : `determination-${act}-${determination.id}`}
      initial={{
        on: today,
        reason: '',
        number: determination.number ?? '',
        validUntil: determination.validUntil ?? '',
        manner: null,
        quantity: isPart ? Math.min(1, largest) : owed,
        proofFileId: '',
      }}
      labels={{
        on: t('determinations:field.on'),
        reason: t('determinations:field.reason'),
        number: t('determinations:field.number'),
        validUntil: t('determinations:field.validUntil'),
        manner: t('determinations:field.manner'),
        quantity: t('determinations:field.quantity'),
        proofFileId: t('determinations:field.proofFileId'),
      }}
      check={(values) => ({
        ...(needs.includes('day') && !readDay(values.on) && { on: t('determinations:missing.day') }),
        ...(needs.includes('reason') && !values.reason.trim() && { reason: t('determinations:missing.reason') }),
        ...(needs.includes('manner') && !values.manner && { manner: t('determinations:missing.manner') }),
        ...(isPart &&
          !(Number(values.quantity) >= 1 && Number(values.quantity) <= largest) && {
            quantity: t('determinations:missing.part', { largest }),
          }),
        ...(needs.includes('proof') && !proof && { proofFileId: t('determinations:missing.proof') }),
        ...(act === 'grant' &&
          values.validUntil.trim() &&
          !readDay(values.validUntil) && { validUntil: t('determinations:missing.day') }),
      })}
      version={determination.version}
      save={(values, context) =>
        actOnDetermination(
          determination.id,
          {
            act,
            ...(readDay(values.on) && { on: readDay(values.on) }),
            ...(values.reason.trim() && { reason: values.reason.trim() }),
            ...(act === 'grant' && values.number.trim() && { number: values.number.trim() }),
            ...(act === 'grant' && readDay(values.validUntil) && { validUntil: readDay(values.validUntil) }),
            ...(values.manner && { manner: values.manner }),
            ...(isPart && { quantity: Number(values.quantity) }),
            ...(proof && { proofFileId: proof.id }),
          },
          context,
        )
      }
      onSaved={() => {
        toast(t('determinations:saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t(`determinations:act.${act}`)}
    >
      {(field, form) => (
        <>
          {act === 'use' && <NotForSale />}
          <DateField {...field('on', { optional: !needs.includes('day') })} data-autofocus />
          {act === 'grant' && (
            <>
              <TextInput {...field('number', { optional: true })} maxLength={100} />
              <DateField
                {...field('validUntil', { optional: true })}
                description={t('determinations:help.validUntil')}
              />
            </>
          )}
          {needs.includes('manner') && (
            <Select
              {...field('manner')}
              data={DISCHARGES.map((manner) => ({ value: manner, label: t(`domain:discharge.${manner}`) }))}
            />
          )}
          {isPart && (
            <NumberInput
              {...field('quantity')}
              description={t('determinations:help.part', { largest: text(largest, determination.unit) })}
              min={1}
              max={largest}
              allowDecimal={false}
              hideControls
            />
          )}
          {act === 'discharge' && (
            <p className={classes.quiet}>{t('determinations:help.rest', { owed: text(owed, determination.unit) })}</p>
          )}
          {needs.includes('proof') && (
            <div id={field('proofFileId').id} tabIndex={-1}>
              <p className={classes.quiet}>{t('determinations:field.proofFileId')}</p>
              {proof ? (
                <strong>{proof.name}</strong>
              ) : (
                <UploadBox
                  onStored={(file) => {
                    setProof(file);
                    form.clearFieldError('proofFileId');
                  }}
                />
              )}
              {form.errors.proofFileId && (
                <p role="alert" className={classes.verdict} data-state="failed">
                  {form.errors.proofFileId}
                </p>
              )}
            </div>
          )}
          {needs.includes('reason') && <Textarea {...field('reason')} autosize minRows={2} maxLength={1000} />}
        </>
      )}
    </FormDrawer>
  );
}
