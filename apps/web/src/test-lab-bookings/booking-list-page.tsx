import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BOOKING_STATUSES } from '#domain/states/booking-status';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import { DueReading, useDueWidth } from '../components/due-reading.js';
import { ListPage, type Column, type Filter } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { CalendarLink } from '../work/calendar-link.js';
import { ExportButton } from '../work/export-button.js';
import { BookingForm } from './booking-form.js';
import { BookingTag, useSlotText } from './lab-cells.js';
import { LabTabs } from './lab-tabs.js';
import { bookingHref, laboratoriesQuery, loadBookings } from './lab.api.js';
import classes from './lab.module.css';
import type { BookingLine } from './lab.types.js';
import { cityOf } from '../i18n/zone-city.js';

const DEFAULT_SORT = 'startsAt';

/** Every test at a laboratory: asked for, kept, running, done. */
export function BookingListPage() {
  const { t } = useTranslation(['lab', 'domain']);
  const { may } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [url] = useUrlState();
  const [isCreating, setCreating] = useState(false);
  const laboratories = useQuery({ ...laboratoriesQuery, enabled: may('laboratory.read') });
  const clientFilter = useClientFilter();
  const columns = useColumns();
  const mayEdit = may('booking.edit');
  const filters: Filter[] = [
    {
      name: 'status',
      label: t('lab:field.status'),
      options: BOOKING_STATUSES.map((status) => ({ value: status, label: t(`domain:bookingStatus.${status}`) })),
    },
    ...(may('laboratory.read')
      ? [
          {
            name: 'laboratoryId',
            label: t('lab:field.laboratory'),
            options: (laboratories.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
    ...clientFilter,
  ];
  return (
    <>
      <ListPage<BookingLine>
        title={t('lab:list.title')}
        reading={t('lab:list.reading')}
        tabs={<LabTabs />}
        acts={
          <>
            {may('work.read') && (
              <>
                <CalendarLink show="booking" />
                <ExportButton
                  list="bookings"
                  names={[...filters.map(({ name }) => name), 'applicationId']}
                  defaultSort={DEFAULT_SORT}
                />
              </>
            )}
            {mayEdit && <Button onClick={() => setCreating(true)}>{t('lab:booking.create')}</Button>}
          </>
        }
        queryKey={['bookings']}
        load={(query, signal) => loadBookings({ ...query, applicationId: url['applicationId'] }, signal)}
        columns={columns}
        defaultSort={DEFAULT_SORT}
        views={[
          { key: 'open', name: t('lab:view.open'), filters: { status: 'requested,option,confirmed,running' } },
          { key: 'all', name: t('lab:view.all'), filters: {} },
        ]}
        filters={filters}
        rowId={(booking) => booking.id}
        rowHref={bookingHref}
        rowName={(booking) => booking.productName}
        phoneRow={(booking) => <PhoneRow booking={booking} />}
        empty={
          <EmptyState
            sentence={t('lab:list.empty')}
            hint={mayEdit ? t('lab:list.emptyHint') : undefined}
            act={
              mayEdit && (
                <Button variant="default" onClick={() => setCreating(true)}>
                  {t('lab:booking.create')}
                </Button>
              )
            }
          />
        }
      />
      <BookingForm
        opened={isCreating}
        onClose={() => setCreating(false)}
        applicationId={url['applicationId']}
        onSaved={(booking) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: bookingHref(booking) });
        }}
      />
    </>
  );
}

function useColumns(): Column<BookingLine>[] {
  const { t } = useTranslation('lab');
  const { language } = useLanguage();
  const dueWidth = useDueWidth();
  return [
    {
      key: 'startsAt',
      title: t('field.slot'),
      cell: (booking) => <SlotOf booking={booking} />,
      // a slot over days in one line
      width: { en: '264px', de: '272px', zh: '300px' }[language],
      sort: 'startsAt',
    },
    { key: 'status', title: t('field.status'), cell: ({ status }) => <BookingTag status={status} />, width: '130px' },
    {
      key: 'product',
      title: t('field.product'),
      cell: (booking) => (
        <Link to={bookingHref(booking)}>
          <TwoLines
            first={<Names latin={booking.productName} zh={booking.productNameZh} strong />}
            second={booking.test ?? booking.clientName}
          />
        </Link>
      ),
    },
    {
      key: 'laboratory',
      title: t('field.laboratory'),
      cell: (booking) =>
        booking.laboratoryName && (
          <TwoLines
            first={<Names latin={booking.laboratoryName} zh={booking.laboratoryNameZh} />}
            second={booking.benchName ?? t('noBench')}
          />
        ),
      width: '19%',
      folds: 'byPeek',
    },
    {
      key: 'case',
      title: t('field.case'),
      cell: (booking) => <CaseLink booking={booking} />,
      width: '110px',
      folds: 'unlessWide',
    },
    {
      key: 'next',
      title: t('field.due'),
      cell: (booking) => <Due booking={booking} />,
      width: dueWidth,
      sort: 'nextDueOn',
      isOneWay: true,
    },
  ];
}

/** The case of a booking or sample, as a link. */
export function CaseLink({ booking }: { booking: { applicationId: string | null; applicationNumber: string | null } }) {
  if (!booking.applicationId) return <span className={classes.quiet}>–</span>;
  return (
    <Link className="link" to="/cases/$id" params={{ id: booking.applicationId }}>
      {booking.applicationNumber}
    </Link>
  );
}

function Due({ booking }: { booking: BookingLine }) {
  const { t } = useTranslation('lab');
  if (booking.nextDueOn) return <DueReading day={booking.nextDueOn} basis={booking.nextDueBasis} />;
  return booking.outcome ? <>{t(`outcome.${booking.outcome}`)}</> : <span className={classes.quiet}>–</span>;
}

/** The slot by the laboratory's clock; of a request the days that are wished. */
function SlotOf({ booking }: { booking: BookingLine }) {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const text = useSlotText();
  const { startsAt, endsAt, timeZone, wishedFrom, wishedTo } = booking;
  if (startsAt && endsAt)
    return <TwoLines first={text(startsAt, endsAt, timeZone ?? 'Asia/Shanghai')} second={cityOf(timeZone ?? 'Asia/Shanghai')} />; // prettier-ignore
  if (!wishedFrom) return <span className={classes.quiet}>{t('noSlot')}</span>;
  const days = [wishedFrom, wishedTo].filter((day) => day !== null).map((day) => language.day(day, {}));
  return <TwoLines first={days.join(' – ')} second={t('wished')} />;
}

function PhoneRow({ booking }: { booking: BookingLine }) {
  const { clauses, name } = useLanguage();
  return (
    <div className={classes.phoneRow}>
      <span className={classes.phoneHead}>
        <SlotOf booking={booking} />
        <BookingTag status={booking.status} />
      </span>
      <Link to={bookingHref(booking)}>
        <Names latin={booking.productName} zh={booking.productNameZh} strong />
      </Link>
      <span className={classes.quiet}>
        {clauses([name(booking.laboratoryName, booking.laboratoryNameZh), booking.benchName])}
      </span>
      {booking.nextDueOn && <DueReading day={booking.nextDueOn} basis={booking.nextDueBasis} />}
    </div>
  );
}
