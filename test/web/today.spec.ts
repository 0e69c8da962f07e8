import { conversionPace } from '../../apps/web/src/today/conversion-pace.js';
import { gather } from '../../apps/web/src/today/gather.js';
import type { TodayDeadline } from '../../apps/web/src/today/today.types.js';
import { calendarOf } from '../../libs/domain/calendar/working-calendar.js';

const TODAY = '2026-11-20';

function deadline(over: Partial<TodayDeadline> & { clientId?: string; id: string }): TodayDeadline {
  return {
    kind: 'conversion',
    dueOn: '2026-12-31',
    basis: 'legal',
    rule: 'samr-57-2025.conversion',
    source: 'SAMR Announcement 57/2025',
    certainty: 'official',
    counted: { start: 'named' },
    isDisputed: false,
    state: 'open',
    subject: {
      certificateId: over.id,
      factoryId: null,
      applicationId: null,
      auditId: null,
      bookingId: null,
      sampleId: null,
      entryId: null,
      determinationId: null,
      approvalId: null,
      cbReportId: null,
      reportProductId: null,
      approvalKind: null,
      projectId: null,
      label: over.id,
      labelZh: null,
      productName: 'Lamp',
      productNameZh: '灯',
      clientId: over.clientId ?? 'client-1',
      clientName: 'Nordgurt AB',
      clientNameZh: null,
      caseId: null,
      caseNumber: null,
      sampleBookingId: null,
      itemNumber: null,
      itemNames: null,
    },
    ...over,
  };
}

describe('what stands on Today', () => {
  it('gathers what one client owes the same day into one line', () => {
    const conversions = Array.from({ length: 76 }, (_, index) =>
      deadline({ id: `c${index}`, clientId: `client-${index % 12}` }),
    );
    const groups = gather(conversions, TODAY);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ urgency: 'quarter', count: 76 });
    expect(groups[0]?.lines).toHaveLength(12);
  });

  it('keeps other days, kinds and clients apart', () => {
    const groups = gather(
      [
        deadline({ id: 'a' }),
        deadline({ id: 'b', dueOn: '2026-12-30' }),
        deadline({ id: 'c', kind: 'certificate-expiry' }),
        deadline({ id: 'd', clientId: 'client-2' }),
      ],
      TODAY,
    );
    expect(groups[0]?.lines).toHaveLength(4);
  });

  it.each([
    ['2026-11-19', 'overdue'],
    ['2026-11-20', 'week'],
    ['2026-11-27', 'week'],
    ['2026-11-28', 'month'],
    ['2026-12-20', 'month'],
    ['2026-12-21', 'quarter'],
    ['2027-02-18', 'quarter'],
  ])('%s stands under %s', (dueOn, urgency) => {
    expect(gather([deadline({ id: 'a', dueOn })], TODAY).map((group) => group.urgency)).toEqual([urgency]);
  });

  it('leaves out what is later than 90 days', () => {
    expect(gather([deadline({ id: 'a', dueOn: '2027-02-19' })], TODAY)).toEqual([]);
  });

  it('puts the nearest first and the longer line first on one day', () => {
    const groups = gather(
      [
        deadline({ id: 'a', clientId: 'short' }),
        deadline({ id: 'b', clientId: 'long' }),
        deadline({ id: 'c', clientId: 'long' }),
        deadline({ id: 'd', clientId: 'near', dueOn: '2026-12-24' }),
      ],
      TODAY,
    );
    expect(groups[0]?.lines.map((line) => line.clientId)).toEqual(['near', 'long', 'short']);
  });
});

describe('the pace of the conversion', () => {
  const nationalDay = ['01', '02', '03', '04', '05', '06', '07'].map((date) => ({
    day: `2026-10-${date}`,
    kind: 'holiday' as const,
    name: 'National Day',
  }));
  const china = calendarOf('CN', [...nationalDay, { day: '2026-10-10', kind: 'make-up', name: null }], [2026]);
  const conversion = { dueOn: '2026-12-31', total: 79, met: 3, points: [{ day: '2026-09-14', met: 1 }] };

  it('counts 29 working days from 20 November to 31 December 2026', () => {
    expect(conversionPace(conversion, TODAY, china).workingDaysLeft).toBe(29);
  });

  it('needs 76 certificates in 29 working days', () => {
    expect(conversionPace(conversion, TODAY, china).needed).toBeCloseTo(2.62, 2);
  });

  it('takes only the last 20 working days for the pace: 23 October counts no more, 26 October does', () => {
    const points = [
      { day: '2026-10-23', met: 1 },
      { day: '2026-10-26', met: 3 },
    ];
    expect(conversionPace({ ...conversion, points }, TODAY, china).recent).toBe(0.1);
  });

  it('says how many would miss the day: 2 in 20 days are 2 more in 29', () => {
    const points = [
      { day: '2026-10-23', met: 1 },
      { day: '2026-10-26', met: 3 },
    ];
    expect(conversionPace({ ...conversion, points }, TODAY, china)).toMatchObject({ metAtThisPace: 5, short: 74 });
  });

  it('asks for nothing more once all are converted', () => {
    const pace = conversionPace({ ...conversion, met: 79, points: [{ day: '2026-11-01', met: 79 }] }, TODAY, china);
    expect(pace).toMatchObject({ open: 0, needed: null, short: 0 });
  });

  it('has no pace to ask for after the day', () => {
    expect(conversionPace(conversion, '2027-01-04', china).needed).toBeNull();
  });
});
