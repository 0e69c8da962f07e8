import { IconCertificate, IconClipboardCheck, IconFlask2, type TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { subjectHref } from '../components/subject-href.js';
import { UrgencyDisc, useUrgency } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './work-calendar.module.css';
import type { CalendarEntry, CalendarKind } from './work.types.js';

export const KIND_ICONS: Record<Exclude<CalendarKind, 'deadline'>, TablerIcon> = {
  audit: IconClipboardCheck,
  booking: IconFlask2,
  certificate: IconCertificate,
};

/** The page of the thing itself. */
export function entryHref(entry: CalendarEntry): string {
  if (entry.kind === 'certificate') return `/cases/${entry.id}`;
  if (entry.kind === 'audit') return `/audits/${entry.id}`;
  if (entry.kind === 'booking') return `/lab/bookings/${entry.id}`;
  return subjectHref({ ...entry, caseId: entry.applicationId, sampleBookingId: entry.bookingId });
}

/** What an entry is called on the calendar, and everything that is known of it. */
export function useEntryWords() {
  const { t } = useTranslation(['work', 'domain']);
  const language = useLanguage();
  const own = language.name;
  const short = (entry: CalendarEntry): string => {
    const [title, about] = [own(entry.title, entry.titleZh), own(entry.about, entry.aboutZh)];
    if (entry.kind === 'deadline')
      return language.clauses([t(`domain:deadlineKind.${entry.deadlineKind!}`), about ?? title]);
    return language.clauses([title, about]);
  };
  const status = ({ kind, status: value }: CalendarEntry): string | null => {
    if (kind === 'audit') return t(`domain:auditStatus.${value as 'planned'}`);
    return kind === 'booking' ? t(`domain:bookingStatus.${value as 'option'}`) : null;
  };
  /** Begins with what is seen, so that whoever speaks to the screen can name it. */
  const whole = (entry: CalendarEntry): string =>
    language.clauses([
      short(entry),
      entry.kind === 'deadline' ? entry.about && own(entry.title, entry.titleZh) : t(`work:calendar.one.${entry.kind}`),
      own(entry.clientName, entry.clientNameZh),
      status(entry),
      entry.from === entry.to ? language.day(entry.from, {}) : `${language.day(entry.from, {})} – ${language.day(entry.to, {})}`, // prettier-ignore
    ]);
  return { short, whole, status, own };
}

/** A deadline as a chip over the line of its basis; an inspection, a booking, an expected certificate as a bar. */
export function EntryLink({
  entry,
  className = '',
  style,
}: {
  entry: CalendarEntry;
  className?: string;
  style?: React.CSSProperties;
}) {
  // prettier-ignore
  const words = useEntryWords();
  return (
    <Link
      to={entryHref(entry)}
      className={`${classes.entry} ${className}`}
      style={style}
      data-kind={entry.kind}
      data-basis={entry.basis ?? undefined}
      data-open={['planned', 'option'].includes(entry.status ?? '') || undefined}
      title={words.whole(entry)}
      aria-label={words.whole(entry)}
    >
      <EntryMark entry={entry} />
      <span className={classes.text}>{words.short(entry)}</span>
    </Link>
  );
}

export function EntryMark({ entry }: { entry: CalendarEntry }) {
  if (entry.kind === 'deadline') return <DueMark entry={entry} />;
  const Icon = KIND_ICONS[entry.kind];
  return <Icon size={14} stroke={1.5} aria-hidden />;
}

function DueMark({ entry }: { entry: CalendarEntry }) {
  const { state } = useUrgency(entry.from);
  return <UrgencyDisc state={state} size={12} />;
}
