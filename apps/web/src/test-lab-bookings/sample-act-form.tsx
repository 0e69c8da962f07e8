import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sampleNeeds, type SampleAct } from '#domain/states/sample-status';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { actOnSample } from './lab.api.js';
import classes from './lab.module.css';
import type { SampleDeed, SampleLine } from './lab.types.js';

interface Values {
  on: string;
  reason: string;
  place: string;
  carrier: string;
  trackingNumber: string;
  customsDeclaration: string;
  isTemporaryImport: boolean;
}

/** One step of a sample on its way, with what is told of it. */
export function SampleActForm({
  sample,
  act,
  onClose,
}: {
  sample: SampleLine;
  act: SampleDeed | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('lab');
  const today = useToday();
  const queryClient = useQueryClient();
  const shown = act ?? 'prepare';
  const needs = act && act !== 'extend' ? sampleNeeds(sample.status, act as SampleAct) : (['day'] as const);
  const needsDay = (needs as readonly string[]).includes('day');
  const needsReason = (needs as readonly string[]).includes('reason');
  const isShipping = shown === 'ship';
  const isAtCustoms = shown === 'reach-customs' || shown === 'release';
  return (
    <FormDrawer<Values, SampleLine>
      opened={act !== null}
      onClose={onClose}
      title={t('sample.actTitle', { act: t(`sampleAct.${shown}`), label: sample.label })}
      draftKey={`sample-${shown}-${sample.id}`}
      initial={{
        on: today,
        reason: '',
        place: '',
        carrier: sample.carrier ?? '',
        trackingNumber: sample.trackingNumber ?? '',
        customsDeclaration: sample.customsDeclaration ?? '',
        isTemporaryImport: false,
      }}
      labels={{
        on: t('field.on'),
        reason: t('field.reason'),
        place: t('field.place'),
        carrier: t('field.carrier'),
        trackingNumber: t('field.tracking'),
        customsDeclaration: t('field.declaration'),
        isTemporaryImport: t('field.isTemporary'),
      }}
      check={(values) => ({
        ...(!readDay(values.on) && (needsDay || values.on.trim()) && { on: t('missing.day') }),
        ...(needsReason && !values.reason.trim() && { reason: t('missing.reason') }),
      })}
      version={sample.version}
      save={(values, context) =>
        actOnSample(
          sample.id,
          {
            act: shown,
            ...(readDay(values.on) && { on: readDay(values.on) }),
            ...(values.reason.trim() && { reason: values.reason.trim() }),
            ...(values.place.trim() && { place: values.place.trim() }),
            ...(isShipping && values.carrier.trim() && { carrier: values.carrier.trim() }),
            ...(isShipping && values.trackingNumber.trim() && { trackingNumber: values.trackingNumber.trim() }),
            ...(isAtCustoms &&
              values.customsDeclaration.trim() && { customsDeclaration: values.customsDeclaration.trim() }),
            ...(shown === 'release' && values.isTemporaryImport && { isTemporaryImport: true }),
          },
          context,
        )
      }
      onSaved={() => {
        toast(t('sample.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t(`sampleAct.${shown}`)}
    >
      {(field) => (
        <>
          {shown === 'extend' && <p className={classes.follows}>{t('sample.extendFollows')}</p>}
          <DateField {...field('on', { optional: !needsDay })} />
          {needsReason && <Textarea {...field('reason')} autosize minRows={2} maxLength={1000} />}
          {shown !== 'extend' && <TextInput {...field('place', { optional: true })} maxLength={300} />}
          {isShipping && (
            <>
              <TextInput {...field('carrier', { optional: true })} maxLength={100} />
              <TextInput {...field('trackingNumber', { optional: true })} maxLength={100} />
            </>
          )}
          {isAtCustoms && <TextInput {...field('customsDeclaration', { optional: true })} maxLength={100} />}
          {shown === 'release' && (
            <Checkbox {...field('isTemporaryImport', { type: 'checkbox' })} description={t('help.temporary')} />
          )}
        </>
      )}
    </FormDrawer>
  );
}
