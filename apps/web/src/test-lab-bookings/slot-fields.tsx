import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { toProblem } from '../api/problem.js';
import { DateField } from '../components/date-field.js';
import type { FieldProps } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { instantParts } from '../i18n/format.js';
import { useSlotText } from './lab-cells.js';
import classes from './lab.module.css';
import type { Bench, Slot } from './lab.types.js';
import { instantOf, readTime } from './zone-time.js';
import { cityOf } from '../i18n/zone-city.js';

/** A slot as it is typed: by the clock of the laboratory. */
export interface SlotValues {
  benchId: string | null;
  fromDay: string;
  fromTime: string;
  toDay: string;
  toTime: string;
}

export const SLOT_LABELS = {
  benchId: 'bench',
  fromDay: 'from',
  fromTime: 'time',
  toDay: 'to',
  toTime: 'timeTo',
} as const;

/** The slot of a booking, or none yet, as it is shown in a form. */
export function slotValues(
  slot: { benchId: string | null; startsAt: string | null; endsAt: string | null },
  timeZone: string,
): SlotValues {
  const [from, to] = [slot.startsAt, slot.endsAt].map((at) => (at ? instantParts(at, timeZone) : null));
  return { benchId: slot.benchId, fromDay: from?.day ?? '', fromTime: from?.time ?? '08:00', toDay: to?.day ?? '', toTime: to?.time ?? '18:00' }; // prettier-ignore
}

/** What is typed as the api takes it; the last day is the first when it is left out. */
export function slotBody(
  values: SlotValues,
  timeZone: string,
): { benchId?: string; startsAt?: string; endsAt?: string } {
  const from = readDay(values.fromDay);
  const to = values.toDay.trim() ? readDay(values.toDay) : from;
  const [begin, end] = [readTime(values.fromTime), readTime(values.toTime)];
  return {
    ...(values.benchId && { benchId: values.benchId }),
    ...(from && begin && { startsAt: instantOf(from, begin, timeZone) }),
    ...(to && end && { endsAt: instantOf(to, end, timeZone) }),
  };
}

/** The free slots that a refusal named; null when it was another one. */
export function freeSlotsOf(error: unknown): Slot[] | null {
  const { code, facts } = toProblem(error);
  if (code !== 'booking.no-place' && code !== 'booking.slot-refused') return null;
  return (facts['free'] as Slot[] | undefined) ?? null;
}

interface SlotFieldsProps<Values extends SlotValues> {
  field: FieldProps<Values>;
  benches: readonly Bench[];
  timeZone: string;
}

/** Bench, first and last day and hours, in the laboratory's time. */
export function SlotFields<Values extends SlotValues>({ field, benches, timeZone }: SlotFieldsProps<Values>) {
  const { t } = useTranslation('lab');
  const open = benches.filter(({ isClosed }) => !isClosed);
  return (
    <>
      <Select
        {...field('benchId')}
        description={open.length === 0 ? t('help.noBench') : t('help.bench')}
        data={open.map((bench) => ({
          value: bench.id,
          label: t('benchOption', {
            name: bench.name,
            opens: bench.opensAt,
            closes: bench.closesAt,
            count: bench.capacity,
          }),
        }))}
      />
      <div className={classes.pair}>
        <DateField {...field('fromDay')} description={t('help.zone', { city: cityOf(timeZone) })} />
        <TextInput {...field('fromTime')} inputMode="numeric" maxLength={5} />
      </div>
      <div className={classes.pair}>
        <DateField {...field('toDay', { optional: true })} description={t('help.to')} />
        <TextInput {...field('toTime')} inputMode="numeric" maxLength={5} />
      </div>
    </>
  );
}

/** What is free next where the wanted slot is taken or closed; a click takes it over. */
export function FreeSlots({
  slots,
  timeZone,
  onPick,
}: {
  slots: readonly Slot[] | null;
  timeZone: string;
  onPick: (slot: { fromDay: Day; fromTime: string; toDay: Day; toTime: string }) => void;
}) {
  // prettier-ignore
  const { t } = useTranslation('lab');
  const text = useSlotText();
  if (!slots) return null;
  return (
    <div className={classes.slots} role="status">
      <strong>{slots.length > 0 ? t('free.title') : t('free.none')}</strong>
      <ul>
        {slots.map((slot) => (
          <li key={slot.startsAt}>
            <button
              type="button"
              className="link"
              onClick={() => {
                const [from, to] = [instantParts(slot.startsAt, timeZone), instantParts(slot.endsAt, timeZone)];
                onPick({ fromDay: from.day, fromTime: from.time, toDay: to.day, toTime: to.time });
              }}
            >
              {text(slot.startsAt, slot.endsAt, timeZone)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Words for what is missing of a slot. */
export function slotFaults(
  values: SlotValues,
  say: (key: 'bench' | 'day' | 'time' | 'order') => string,
): Partial<Record<keyof SlotValues, string>> {
  const [from, to] = [readDay(values.fromDay), values.toDay.trim() ? readDay(values.toDay) : readDay(values.fromDay)];
  const [begin, end] = [readTime(values.fromTime), readTime(values.toTime)];
  const isReversed = from && to && begin && end && `${to} ${end}` <= `${from} ${begin}`;
  return {
    ...(!values.benchId && { benchId: say('bench') }),
    ...(!from && { fromDay: say('day') }),
    ...(!to && values.toDay.trim() && { toDay: say('day') }),
    ...(!begin && { fromTime: say('time') }),
    ...(!end && { toTime: say('time') }),
    ...(isReversed && { toTime: say('order') }),
  };
}
