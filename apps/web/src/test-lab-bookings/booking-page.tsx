import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { clientHref } from '../clients/hrefs.js';
import { CaseTimeline, Conversation } from '../comments/case-timeline.js';
import { DetailPage, Facts, Section, type Reading } from '../components/detail-page.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { Presence } from '../live/presence.js';
import { BookingForm } from './booking-form.js';
import { useBookingActs } from './booking-acts.js';
import { EligibilityView } from './eligibility.js';
import { BookingTag, useSlotText } from './lab-cells.js';
import { bookingHref, bookingQuery, laboratoryHref } from './lab.api.js';
import type { Booking } from './lab.types.js';
import { ResultForm } from './result-form.js';
import { ResultList, SamplesOfBooking } from './booking-sections.js';
import { cityOf } from '../i18n/zone-city.js';

/** One test at a laboratory. */
export function BookingPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(bookingQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <BookingDetails key={id} booking={query.data} />;
}

function BookingDetails({ booking }: { booking: Booking }) {
  const { t } = useTranslation('lab');
  const { name: nameOf } = useLanguage();
  const { may } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'result' | 'retest' | null>(null);
  const { acts, form } = useBookingActs(booking);
  const [lead, ...others] = acts;
  const mayReport = may('booking.edit') && (booking.status === 'running' || booking.status === 'done');
  const mayRetest = may('booking.edit') && booking.results.at(-1)?.outcome === 'failed' && booking.laboratory !== null;
  return (
    <>
      <DetailPage
        title={<Names latin={booking.product.name} zh={booking.product.nameZh} />}
        titleText={booking.product.name}
        crumb={{ to: '/lab', name: t('list.title') }}
        crumbNote={nameOf(booking.laboratory?.name, booking.laboratory?.nameZh)}
        reading={booking.test ?? t('noTest')}
        acts={
          <>
            <Presence subject={{ bookingId: booking.id }} />
            {[...others].reverse().map(({ act, name, start }) => (
              <Button key={act} variant="default" onClick={start}>
                {name}
              </Button>
            ))}
            {mayRetest && (
              <Button variant="default" onClick={() => setOpen('retest')}>
                {t('booking.retest')}
              </Button>
            )}
            {lead && (
              <Button variant={mayReport ? 'default' : 'filled'} onClick={lead.start}>
                {lead.name}
              </Button>
            )}
            {mayReport && <Button onClick={() => setOpen('result')}>{t('result.add')}</Button>}
          </>
        }
        readings={useReadings(booking)}
        side={
          <Section title={t('facts')}>
            <BookingFacts booking={booking} />
          </Section>
        }
      >
        {booking.eligibility && (
          <Section title={t('eligibility.title')} note={t('eligibility.note')}>
            <EligibilityView eligibility={booking.eligibility} />
            {booking.overrideReason && (
              <p>
                {t('eligibility.overridden', { who: booking.overriddenByName ?? '', reason: booking.overrideReason })}
              </p>
            )}
          </Section>
        )}
        <ResultList booking={booking} />
        <SamplesOfBooking booking={booking} />
        {may('event.read') ? (
          <CaseTimeline subject={{ bookingId: booking.id }} client={booking.client} />
        ) : (
          <Conversation subject={{ bookingId: booking.id }} />
        )}
      </DetailPage>
      {form}
      <ResultForm booking={booking} opened={open === 'result'} onClose={() => setOpen(null)} />
      {booking.laboratory && (
        <BookingForm
          opened={open === 'retest'}
          onClose={() => setOpen(null)}
          applicationId={booking.application?.id}
          product={{ value: booking.product.id, label: booking.product.name }}
          like={{ laboratoryId: booking.laboratory.id, test: booking.test }}
          onSaved={(saved) => {
            void refreshAfterChange(queryClient);
            void navigate({ href: bookingHref(saved) });
          }}
        />
      )}
    </>
  );
}

function useReadings(booking: Booking): Reading[] {
  const { t } = useTranslation('lab');
  const text = useSlotText();
  const zone = booking.laboratory?.timeZone ?? 'Asia/Shanghai';
  const last = booking.results.at(-1);
  return [
    { label: t('field.status'), value: <BookingTag status={booking.status} />, note: booking.statusReason },
    {
      label: t('field.slot'),
      value:
        booking.startsAt && booking.endsAt ? (
          <SmallValue>{text(booking.startsAt, booking.endsAt, zone)}</SmallValue>
        ) : (
          '–'
        ),
      note: booking.startsAt ? t('help.zone', { city: cityOf(zone) }) : t('noSlot'),
    },
    {
      label: t('field.due'),
      value: booking.nextDueOn ? (
        <SmallValue>
          <DueReading day={booking.nextDueOn} basis={booking.nextDueBasis} />
        </SmallValue>
      ) : (
        '–'
      ),
      note: booking.nextDueOn ? t('due.option') : t('due.none'),
    },
    { label: t('field.outcome'), value: last ? t(`outcome.${last.outcome}`) : '–', note: last?.reportNumber },
  ];
}

function SmallValue({ children }: { children: ReactNode }) {
  return <span style={{ fontSize: 15, lineHeight: '26px' }}>{children}</span>;
}

function BookingFacts({ booking }: { booking: Booking }) {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const { laboratory, application, client, bench } = booking;
  const day = (value: string | null) => value && language.day(value, {});
  return (
    <Facts
      facts={[
        {
          label: t('field.laboratory'),
          value: laboratory && (
            <Link className="link" to={laboratoryHref(laboratory)}>
              <Names latin={laboratory.name} zh={laboratory.nameZh} />
            </Link>
          ),
        },
        { label: t('field.bench'), value: bench?.name },
        {
          label: t('field.case'),
          value: application && (
            <Link className="link" to="/cases/$id" params={{ id: application.id }}>
              {application.number}
            </Link>
          ),
        },
        {
          label: t('field.client'),
          value: (
            <Link className="link" to={clientHref(client.id)}>
              <Names latin={client.legalName} zh={client.legalNameZh} />
            </Link>
          ),
        },
        { label: t('field.standard'), value: booking.standard },
        { label: t('field.wishedFrom'), value: day(booking.wishedFrom) },
        { label: t('field.wishedTo'), value: day(booking.wishedTo) },
        { label: t('field.optionUntil'), value: day(booking.optionUntil) },
        { label: t('field.startedOn'), value: day(booking.startedOn) },
        { label: t('field.finishedOn'), value: day(booking.finishedOn) },
        { label: t('field.responsible'), value: booking.responsible?.name },
      ]}
    />
  );
}
