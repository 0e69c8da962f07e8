import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { SectionList } from '../components/section-list.js';
import { BookingTag, useSlotText } from './lab-cells.js';
import { bookingHref, loadBookings } from './lab.api.js';
import classes from './lab.module.css';
import type { BookingLine } from './lab.types.js';

/** The tests of a case at laboratories: a section of its page. */
export function CaseTests({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('lab');
  const text = useSlotText();
  const query = useQuery({
    queryKey: ['bookings', 'of-case', applicationId],
    queryFn: ({ signal }) => loadBookings({ applicationId, limit: 50 }, signal),
  });
  const slot = ({ startsAt, endsAt, timeZone }: BookingLine) =>
    startsAt && endsAt ? text(startsAt, endsAt, timeZone ?? 'Asia/Shanghai') : t('noSlot');
  const what = (booking: BookingLine) => (
    <Link className="link" to="/lab/bookings/$id" params={{ id: booking.id }}>
      {booking.test ?? t('noTest')}
    </Link>
  );
  return (
    <Section
      title={t('list.title')}
      acts={
        <Link className="link" to="/lab" search={{ applicationId } as never}>
          {t('caseTests')}
        </Link>
      }
    >
      <SectionList<BookingLine>
        caption={t('list.title')}
        rows={query.data?.items ?? []}
        columns={[
          { key: 'test', title: t('field.test'), cell: what },
          { key: 'slot', title: t('field.slot'), cell: slot, width: '280px' },
          {
            key: 'status',
            title: t('field.status'),
            cell: ({ status }) => <BookingTag status={status} />,
            width: '130px',
          },
          {
            key: 'outcome',
            title: t('field.outcome'),
            cell: ({ outcome }) => (outcome ? t(`outcome.${outcome}`) : '–'),
            width: '120px',
          },
        ]}
        rowId={(booking) => booking.id}
        rowName={(booking) => booking.test ?? booking.productName}
        rowHref={bookingHref}
        phoneRow={(booking) => (
          <div className={classes.phoneRow}>
            <span className={classes.phoneHead}>
              {what(booking)}
              <BookingTag status={booking.status} />
            </span>
            <span className={classes.quiet}>{slot(booking)}</span>
          </div>
        )}
        empty={t('caseTestsEmpty')}
      />
    </Section>
  );
}
