import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { FoundSelect, type Found } from '../certificates/found-select.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer, type FieldProps } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { productChoice } from '../products/product-choice.js';
import { loadProducts } from '../products/products.api.js';
import { EligibilityAsked } from './eligibility.js';
import { createBooking, laboratoriesQuery, laboratoryQuery, type EligibilityQuestion } from './lab.api.js';
import type { BookingAfterAct, Slot } from './lab.types.js';
import { FreeSlots, freeSlotsOf, slotBody, slotFaults, SlotFields, type SlotValues } from './slot-fields.js';

interface Values extends SlotValues {
  productId: string | null;
  /** id of the register, or `key:` and the key of a record */
  laboratory: string | null;
  act: 'request' | 'offer' | 'confirm';
  optionUntil: string;
  wishedFrom: string;
  wishedTo: string;
  test: string;
  overrideReason: string;
}

interface BookingFormProps {
  opened: boolean;
  onClose: () => void;
  onSaved: (booking: BookingAfterAct) => void;
  /** The case it belongs to, and what it is for, where that is clear from the page. */
  applicationId?: string | undefined;
  product?: Found | undefined;
  /** Of a test that is repeated: the same laboratory and test again. */
  like?: { laboratoryId: string; test: string | null } | undefined;
}

const KEY = 'key:';
/** The reference data's laboratories all lie there. */
const KNOWN_ZONE = 'Asia/Shanghai';

/** Asks a laboratory for a test; what it has answered already may be recorded with it. */
export function BookingForm({ opened, onClose, onSaved, applicationId, product, like }: BookingFormProps) {
  const { t } = useTranslation('lab');
  const { may } = useSession();
  const today = useToday();
  const zoneOf = useZoneOf();
  const [free, setFree] = useState<Slot[] | null>(null);
  // A day's field keeps what was typed: fields of a slot that was picked are drawn anew.
  const [picked, setPicked] = useState(0);
  return (
    <FormDrawer<Values, BookingAfterAct>
      opened={opened}
      onClose={() => {
        setFree(null);
        onClose();
      }}
      title={like ? t('booking.retest') : t('booking.create')}
      draftKey={`booking-new-${applicationId ?? ''}${like ? '-retest' : ''}`}
      initial={{
        productId: product?.value ?? null,
        laboratory: like?.laboratoryId ?? null,
        act: 'request',
        benchId: null,
        fromDay: '',
        fromTime: '08:00',
        toDay: '',
        toTime: '18:00',
        optionUntil: '',
        wishedFrom: '',
        wishedTo: '',
        test: like?.test ?? '',
        overrideReason: '',
      }}
      labels={{
        productId: t('field.product'),
        laboratory: t('field.laboratory'),
        act: t('field.answered'),
        benchId: t('field.bench'),
        fromDay: t('field.fromDay'),
        fromTime: t('field.fromTime'),
        toDay: t('field.toDay'),
        toTime: t('field.toTime'),
        optionUntil: t('field.optionUntil'),
        wishedFrom: t('field.wishedFrom'),
        wishedTo: t('field.wishedTo'),
        test: t('field.test'),
        overrideReason: t('field.override'),
      }}
      check={(values) => ({
        ...(!values.productId && { productId: t('missing.product') }),
        ...(!values.laboratory && { laboratory: t('missing.laboratory') }),
        ...(values.act !== 'request' && slotFaults(values, (key) => t(`missing.${key}`))),
        ...(values.act === 'offer' && !readDay(values.optionUntil) && { optionUntil: t('missing.day') }),
        ...(values.wishedFrom.trim() && !readDay(values.wishedFrom) && { wishedFrom: t('missing.day') }),
        ...(values.wishedTo.trim() && !readDay(values.wishedTo) && { wishedTo: t('missing.day') }),
      })}
      save={async (values, context) => {
        setFree(null);
        try {
          return await createBooking(bodyOf(values, applicationId, zoneOf(values.laboratory)), context);
        } catch (error) {
          setFree(freeSlotsOf(error));
          throw error;
        }
      }}
      onSaved={onSaved}
      saveLabel={t('booking.save')}
    >
      {(field, form) => {
        const { values } = form;
        const day = (values.act === 'request' ? readDay(values.wishedFrom) : readDay(values.fromDay)) ?? today;
        return (
          <>
            {!product && (
              <FoundSelect
                {...field('productId')}
                value={values.productId}
                onChange={(id) => form.setFieldValue('productId', id)}
                queryKey={['products']}
                find={findProducts}
                data-autofocus
              />
            )}
            <LaboratorySelect {...field('laboratory')} value={values.laboratory} />
            <TextInput {...field('test', { optional: true })} maxLength={500} />
            <Select
              {...field('act')}
              allowDeselect={false}
              data={(['request', 'offer', 'confirm'] as const).map((act) => ({
                value: act,
                label: t(`answered.${act}`),
              }))}
            />
            {values.act === 'request' ? (
              <>
                <DateField {...field('wishedFrom', { optional: true })} />
                <DateField {...field('wishedTo', { optional: true })} />
              </>
            ) : (
              <>
                <SlotOfLaboratory
                  key={picked}
                  field={field}
                  laboratory={values.laboratory}
                  timeZone={zoneOf(values.laboratory)}
                />
                <FreeSlots
                  slots={free}
                  timeZone={zoneOf(values.laboratory)}
                  onPick={(slot) => {
                    setFree(null);
                    setPicked(picked + 1);
                    form.setValues(slot);
                  }}
                />
              </>
            )}
            {values.act === 'offer' && <DateField {...field('optionUntil')} description={t('help.optionUntil')} />}
            <EligibilityAsked question={questionOf(values, day)} />
            {may('booking.override') && (
              <Textarea
                {...field('overrideReason', { optional: true })}
                description={t('help.override')}
                autosize
                minRows={2}
                maxLength={1000}
              />
            )}
          </>
        );
      }}
    </FormDrawer>
  );
}

async function findProducts(q: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await loadProducts({ q: q || undefined, limit: 20 }, signal);
  return items.map(productChoice);
}

function bodyOf(values: Values, applicationId: string | undefined, timeZone: string): object {
  const { productId, laboratory, act } = values;
  const day = (text: string) => readDay(text) ?? undefined;
  return {
    productId,
    ...(applicationId && { applicationId }),
    ...laboratoryOf(laboratory!),
    ...(values.test.trim() && { test: values.test.trim() }),
    ...(values.overrideReason.trim() && { overrideReason: values.overrideReason.trim() }),
    ...(act === 'request'
      ? { wishedFrom: day(values.wishedFrom), wishedTo: day(values.wishedTo) }
      : { act, ...slotBody(values, timeZone) }),
    ...(act === 'offer' && { optionUntil: day(values.optionUntil) }),
  };
}

function laboratoryOf(chosen: string): { laboratoryId: string } | { referenceKey: string } {
  return chosen.startsWith(KEY) ? { referenceKey: chosen.slice(KEY.length) } : { laboratoryId: chosen };
}

function questionOf({ productId, laboratory }: Values, day: string): EligibilityQuestion | null {
  return productId && laboratory ? { productId, day, ...laboratoryOf(laboratory) } : null;
}

/** The zone of a laboratory that was chosen. */
function useZoneOf(): (laboratory: string | null) => string {
  const laboratories = useQuery(laboratoriesQuery);
  return (laboratory) => laboratories.data?.items.find(({ id }) => id === laboratory)?.timeZone ?? KNOWN_ZONE;
}

/** The tenant's own laboratories and those that the reference data knows. */
function LaboratorySelect(props: { label: string; id: string; value: string | null }) {
  const { t } = useTranslation('lab');
  const { language } = useLanguage();
  const laboratories = useQuery(laboratoriesQuery);
  const { items = [], known = [] } = laboratories.data ?? {};
  return (
    <Select
      {...props}
      searchable
      data={[
        {
          group: t('laboratory.own'),
          items: items.map(({ id, name, nameZh }) => ({
            value: id,
            label: language === 'zh' ? (nameZh ?? name) : name,
          })),
        },
        {
          group: t('laboratory.known'),
          items: known.map(({ referenceKey, names }) => ({ value: `${KEY}${referenceKey}`, label: names[language] })),
        },
      ]}
    />
  );
}

/** A slot needs a bench, and a laboratory that was never used has none yet. */
function SlotOfLaboratory({
  field,
  laboratory,
  timeZone,
}: {
  field: FieldProps<Values>;
  laboratory: string | null;
  timeZone: string;
}) {
  const isOwn = laboratory !== null && !laboratory.startsWith(KEY);
  const found = useQuery({ ...laboratoryQuery(laboratory ?? ''), enabled: isOwn });
  return <SlotFields<Values> field={field} benches={isOwn ? (found.data?.benches ?? []) : []} timeZone={timeZone} />;
}
