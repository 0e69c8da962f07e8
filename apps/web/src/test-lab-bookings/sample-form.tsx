import { NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { FoundSelect, type Found } from '../certificates/found-select.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { productChoice } from '../products/product-choice.js';
import { loadProducts } from '../products/products.api.js';
import { createSample, editSample } from './lab.api.js';
import type { SampleLine } from './lab.types.js';

interface Values {
  productId: string | null;
  label: string;
  models: string[];
  quantity: number | string;
  place: string;
  carrier: string;
  trackingNumber: string;
  customsDeclaration: string;
  temporaryImportOn: string;
}

interface SampleFormProps {
  opened: boolean;
  onClose: () => void;
  /** The sample to edit; a new one when left out. */
  sample?: SampleLine | undefined;
  product?: Found | undefined;
  bookingId?: string | undefined;
  applicationId?: string | undefined;
}

/** A test sample: what it is, where it is, and what customs know of it. */
export function SampleForm({ opened, onClose, sample, product, bookingId, applicationId }: SampleFormProps) {
  const { t } = useTranslation('lab');
  const queryClient = useQueryClient();
  return (
    <FormDrawer<Values, SampleLine>
      opened={opened}
      onClose={onClose}
      title={sample ? t('sample.edit') : t('sample.create')}
      draftKey={sample ? `sample-${sample.id}` : `sample-new-${bookingId ?? ''}`}
      initial={{
        productId: sample?.productId ?? product?.value ?? null,
        label: sample?.label ?? '',
        models: sample?.models ?? [],
        quantity: sample?.quantity ?? 1,
        place: sample?.place ?? '',
        carrier: sample?.carrier ?? '',
        trackingNumber: sample?.trackingNumber ?? '',
        customsDeclaration: sample?.customsDeclaration ?? '',
        temporaryImportOn: sample?.temporaryImportOn ?? '',
      }}
      labels={{
        productId: t('field.product'),
        label: t('field.label'),
        models: t('field.models'),
        quantity: t('field.quantity'),
        place: t('field.place'),
        carrier: t('field.carrier'),
        trackingNumber: t('field.tracking'),
        customsDeclaration: t('field.declaration'),
        temporaryImportOn: t('field.importedOn'),
      }}
      check={(values) => ({
        ...(!values.productId && { productId: t('missing.product') }),
        ...(!values.label.trim() && { label: t('missing.label') }),
        ...(!(Number(values.quantity) >= 1) && { quantity: t('missing.quantity') }),
        ...(values.temporaryImportOn.trim() &&
          !readDay(values.temporaryImportOn) && { temporaryImportOn: t('missing.day') }),
      })}
      {...(sample && { version: sample.version })}
      save={({ productId, ...values }, context) => {
        const body = {
          label: values.label,
          models: values.models,
          quantity: Number(values.quantity),
          place: values.place.trim() || null,
          carrier: values.carrier.trim() || null,
          trackingNumber: values.trackingNumber.trim() || null,
          customsDeclaration: values.customsDeclaration.trim() || null,
          temporaryImportOn: readDay(values.temporaryImportOn),
        };
        if (sample) return editSample(sample.id, body, context);
        return createSample({ ...body, productId, ...(bookingId && { bookingId }), ...(applicationId && { applicationId }) }, context); // prettier-ignore
      }}
      onSaved={() => {
        toast(t('sample.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={sample ? t('sample.save') : t('sample.create')}
    >
      {(field, form) => (
        <>
          {!sample && !product && (
            <FoundSelect
              {...field('productId')}
              value={form.values.productId}
              onChange={(id) => form.setFieldValue('productId', id)}
              queryKey={['products']}
              find={async (q, signal) =>
                (await loadProducts({ q: q || undefined, limit: 20 }, signal)).items.map(productChoice)
              }
            />
          )}
          <TextInput {...field('label')} description={t('help.label')} maxLength={200} data-autofocus />
          <TagsInput {...field('models', { optional: true })} acceptValueOnBlur />
          <NumberInput
            {...field('quantity')}
            min={1}
            max={10_000}
            allowDecimal={false}
            allowNegative={false}
            hideControls
          />
          <TextInput {...field('place', { optional: true })} maxLength={300} />
          <TextInput {...field('carrier', { optional: true })} maxLength={100} />
          <TextInput {...field('trackingNumber', { optional: true })} maxLength={100} />
          <TextInput {...field('customsDeclaration', { optional: true })} maxLength={100} />
          <DateField {...field('temporaryImportOn', { optional: true })} description={t('help.importedOn')} />
        </>
      )}
    </FormDrawer>
  );
}
