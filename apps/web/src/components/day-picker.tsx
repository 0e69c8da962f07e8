import '@mantine/dates/styles.layer.css';
import { DatePicker, DatesProvider } from '@mantine/dates';
import 'dayjs/locale/de';
import 'dayjs/locale/zh-cn';
import type { Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { spoken } from '../i18n/i18n.js';

const LOCALES = { en: 'en', de: 'de', zh: 'zh-cn' } as const;

/** A month's calendar; loaded only when somebody opens it. */
export default function DayPicker({ day, onPick }: { day: Day | null; onPick: (day: Day) => void }) {
  const today = useToday();
  return (
    <DatesProvider settings={{ locale: LOCALES[spoken()], firstDayOfWeek: 1 }}>
      <DatePicker
        value={day}
        defaultDate={day ?? today}
        getDayProps={(date) => ({ 'data-today': date === today || undefined })}
        onChange={(picked) => picked && onPick(picked)}
      />
    </DatesProvider>
  );
}
