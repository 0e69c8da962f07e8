import { Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bookingNeeds, type BookingAct } from '#domain/states/booking-status';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { EligibilityAsked } from './eligibility.js';
import { actOnBooking, laboratoryQuery } from './lab.api.js';
import classes from './lab.module.css';
import type { Booking, BookingAfterAct, Slot } from './lab.types.js';
import {
  FreeSlots,
  freeSlotsOf,
  slotBody,
  slotFaults,
  SlotFields,
  slotValues,
  type SlotValues,
} from './slot-fields.js';
import { useTellCase } from './tell-case.js';

interface Values extends SlotValues {
  optionUntil: string;
  on: string;
  reason: string;
  overrideReason: string;
}

/** The acts that the state table allows now, and the drawer in which each is recorded. */
export function useBookingActs(booking: Booking) {
  const { t } = useTranslation('lab');
  const { may } = useSession();
  const [asked, setAsked] = useState<BookingAct | null>(null);
  const acts = may('booking.edit') ? booking.acts : [];
  return {
    acts: acts.map((act) => ({ act, name: t(`act.${act}`), start: () => setAsked(act) })),
    form: <ActForm key={asked} booking={booking} act={asked} onClose={() => setAsked(null)} />,
  };
}

/** What an act needs: a slot, the last day of an option, a day, a reason. */
function ActForm({ booking, act, onClose }: { booking: Booking; act: BookingAct | null; onClose: () => void }) {
  const { t } = useTranslation(['lab', 'domain']);
  const { may } = useSession();
  const today = useToday();
  const queryClient = useQueryClient();
  const tellCase = useTellCase();
  const [free, setFree] = useState<Slot[] | null>(null);
  // A day's field keeps what was typed: fields of a slot that was picked are drawn anew.
  const [picked, setPicked] = useState(0);
  const shown = act ?? 'confirm';
  const needs = act ? bookingNeeds(booking.status, act) : [];
  const hasSlot = needs.includes('slot');
  const timeZone = booking.laboratory?.timeZone ?? 'Asia/Shanghai';
  const laboratory = useQuery({ ...laboratoryQuery(booking.laboratory?.id ?? ''), enabled: hasSlot && booking.laboratory !== null }); // prettier-ignore
  const needsReason = needs.includes('reason');
  return (
    <FormDrawer<Values, BookingAfterAct>
      opened={act !== null}
      onClose={onClose}
      title={t(`act.${shown}`)}
      draftKey={`booking-${shown}-${booking.id}`}
      initial={{
        ...slotValues(
          { benchId: booking.bench?.id ?? null, startsAt: booking.startsAt, endsAt: booking.endsAt },
          timeZone,
        ),
        optionUntil: '',
        on: needs.includes('day') ? today : '',
        reason: '',
        overrideReason: '',
      }}
      labels={{
        benchId: t('field.bench'),
        fromDay: t('field.fromDay'),
        fromTime: t('field.fromTime'),
        toDay: t('field.toDay'),
        toTime: t('field.toTime'),
        optionUntil: t('field.optionUntil'),
        on: t('field.on'),
        reason: t('field.reason'),
        overrideReason: t('field.override'),
      }}
      check={(values) => ({
        ...(hasSlot && slotFaults(values, (key) => t(`missing.${key}`))),
        ...(needs.includes('option-day') && !readDay(values.optionUntil) && { optionUntil: t('missing.day') }),
        ...(needs.includes('day') && !readDay(values.on) && { on: t('missing.day') }),
        ...(needsReason && !values.reason.trim() && { reason: t('missing.reason') }),
      })}
      version={booking.version}
      save={async (values, context) => {
        setFree(null);
        try {
          return await actOnBooking(booking.id, bodyOf(values), context);
        } catch (error) {
          setFree(freeSlotsOf(error));
          throw error;
        }
      }}
      onSaved={(saved) => {
        tellCase(t(`act.done.${shown}`), saved.caseMove);
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t(`act.${shown}`)}
      write={(name, value) => (name === 'status' ? t(`domain:bookingStatus.${value as 'option'}`) : undefined)}
    >
      {(field, form) => (
        <>
          <p className={classes.follows}>{t(`act.follows.${shown as Exclude<BookingAct, 'expire'>}`)}</p>
          {hasSlot && (
            <>
              <SlotFields<Values>
                key={picked}
                field={field}
                benches={laboratory.data?.benches ?? []}
                timeZone={timeZone}
              />
              <FreeSlots
                slots={free}
                timeZone={timeZone}
                onPick={(slot) => {
                  setFree(null);
                  setPicked(picked + 1);
                  form.setValues(slot);
                }}
              />
            </>
          )}
          {needs.includes('option-day') && <DateField {...field('optionUntil')} description={t('help.optionUntil')} />}
          {needs.includes('day') && <DateField {...field('on')} />}
          {(needsReason || shown === 'cancel') && (
            <Textarea {...field('reason', { optional: !needsReason })} autosize minRows={3} maxLength={1000} />
          )}
          {hasSlot && booking.laboratory && (
            <EligibilityAsked
              question={{
                productId: booking.product.id,
                laboratoryId: booking.laboratory.id,
                day: readDay(form.values.fromDay) ?? today,
              }}
            />
          )}
          {hasSlot && may('booking.override') && (
            <Textarea
              {...field('overrideReason', { optional: true })}
              description={t('help.override')}
              autosize
              minRows={2}
              maxLength={1000}
            />
          )}
        </>
      )}
    </FormDrawer>
  );

  function bodyOf(values: Values): object {
    return {
      act: shown,
      ...(hasSlot && slotBody(values, timeZone)),
      ...(needs.includes('option-day') && { optionUntil: readDay(values.optionUntil) }),
      ...(needs.includes('day') && { on: readDay(values.on) }),
      ...(values.reason.trim() && { reason: values.reason.trim() }),
      ...(values.overrideReason.trim() && { overrideReason: values.overrideReason.trim() }),
    };
  }
}
