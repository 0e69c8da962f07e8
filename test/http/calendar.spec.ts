import { type Agent, startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
let anyone: Agent;

beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  // Of no tenant at all: calendars are everybody's.
  anyone = await api.as(await api.make.person({ email: 'reader@example.test' }));
});
afterAll(() => api.close());

const add = (country: string, day: string, count: number, unit: string) => ({ country, day, count, unit });

describe('POST /api/calendar/add', () => {
  it('counts over Spring Festival 2026 and tells every day it passed', async () => {
    const { body } = await anyone
      .post('/api/calendar/add')
      .send(add('CN', '2026-02-09', 10, 'working-days'))
      .expect(200);
    expect(body).toEqual({
      country: 'CN',
      day: '2026-02-09',
      count: 10,
      unit: 'working-days',
      result: '2026-02-28',
      lands: { kind: 'make-up', name: null },
      skipped: [
        {
          from: '2026-02-15',
          to: '2026-02-23',
          kind: 'holiday',
          names: ['Spring Festival'],
          name: 'Spring Festival',
          days: 9,
        },
      ],
      madeUp: ['2026-02-14', '2026-02-28'],
      monthEnd: null,
      isProvisional: false,
      provisionalYears: [],
      sources: [{ year: 2026, status: 'secondary', source: expect.stringMatching(/./) }],
    });
  });

  it.each([
    [add('CN', '2026-09-30', 3, 'working-days'), { result: '2026-10-10', isProvisional: false }],
    [
      add('CN', '2026-12-31', 1, 'working-days'),
      {
        result: '2027-01-04',
        isProvisional: true,
        provisionalYears: [2027],
        sources: [{ status: 'secondary' }, { year: 2027, status: 'unpublished' }],
      },
    ],
    [add('CN', '2026-11-20', -15, 'working-days'), { count: -15, result: '2026-10-30' }],
    [add('CN', '2026-01-31', 1, 'months'), { result: '2026-02-28', monthEnd: { wanted: 31, given: 28 } }],
    [
      add('CN', '2026-01-17', 30, 'calendar-days'),
      { result: '2026-02-16', lands: { kind: 'holiday', name: 'Spring Festival' }, skipped: [] },
    ],
    // Good Friday, Ching Ming and Easter Monday 2026 close Hong Kong from 3 to 7 April.
    [
      add('hk', '2026-04-02', 1, 'working-days'),
      { country: 'HK', result: '2026-04-08', skipped: [{ from: '2026-04-03', to: '2026-04-07', days: 5 }] },
    ],
    [
      add('DE', '2026-12-23', 3, 'working-days'),
      { result: '2026-12-29', sources: [{ year: 2026, status: 'library', source: null }] },
    ],
    [add('CN', '2026-11-20', 5, 'years'), { result: '2031-11-20' }],
  ])('%j is %j', async (input, expected) => {
    const { body } = await anyone.post('/api/calendar/add').send(input).expect(200);
    expect(body).toMatchObject(expected);
  });

  it.each([
    [add('CN', '2026-02-30', 1, 'working-days'), 'day', 'is-day', 'day must be an existing day, YYYY-MM-DD'],
    [
      add('CN', '2026-02-14', 1, 'fortnights'),
      'unit',
      'is-in',
      'unit must be one of working-days, calendar-days, weeks, months, years',
    ],
    [add('CN', '2026-02-14', 1.5, 'weeks'), 'count', 'is-int', 'count must be a whole number from -40000 to 40000'],
    [add('CN', '2026-02-14', 40_001, 'weeks'), 'count', 'max', 'count must be a whole number from -40000 to 40000'],
    [add('CN', '2026-02-14', -40_001, 'weeks'), 'count', 'min', 'count must be a whole number from -40000 to 40000'],
    [add('Germany', '2026-02-14', 1, 'weeks'), 'country', 'is-country', /two letters/],
  ])('%j is refused, naming %s', async (input, field, code, detail) => {
    const { body } = await anyone.post('/api/calendar/add').send(input).expect(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field, code }] });
    expect(body.errors[0].detail).toMatch(detail);
  });

  it.each([
    [add('CN', '2026-02-14', 5_001, 'working-days'), 'count', 'too-many', '-5000 to 5000 working days'],
    [add('CN', '2026-02-14', 80, 'years'), 'count', 'out-of-years', 'years 1970 to 2100'],
    [add('CN', '2026-02-14', -40_000, 'months'), 'count', 'out-of-years', 'years 1970 to 2100'],
    [add('CN', '1969-12-31', 1, 'weeks'), 'day', 'out-of-years', 'years 1970 to 2100'],
    // Antarctica is a country of ISO 3166 without holidays.
    [add('AQ', '2026-02-14', 1, 'weeks'), 'country', 'unknown-country', /AD, AE, .*CN, .*HK, .*ZW/],
  ])('%j leads too far: %s %s, allowed %s', async (input, field, code, allowed) => {
    const { body } = await anyone.post('/api/calendar/add').send(input).expect(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field, code }] });
    expect(body.errors[0].allowed).toMatch(allowed);
  });

  it('refuses what it does not know, and what is missing', async () => {
    const { body } = await anyone
      .post('/api/calendar/add')
      .send({ country: 'CN', amount: 3, unit: 'weeks' })
      .expect(400);
    const fields = (body.errors as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['amount', 'day', 'count']));
  });

  it('answers nobody who is not signed in', async () => {
    await api
      .nobody()
      .post('/api/calendar/add')
      .send(add('CN', '2026-02-14', 1, 'weeks'))
      .expect(401);
  });
});

describe('POST /api/calendar/between', () => {
  it('counts working days, calendar days and months, and names the holidays', async () => {
    const { body } = await anyone
      .post('/api/calendar/between')
      .send({ country: 'CN', from: '2026-02-13', to: '2026-03-31' })
      .expect(200);
    expect(body).toMatchObject({
      // 14, 24 to 28 February, and 22 weekdays of March
      workingDays: 28,
      calendarDays: 46,
      months: { count: 1, restDays: 18 },
      blocks: [{ name: 'Spring Festival', days: 9, madeUp: ['2026-02-14', '2026-02-28'], weekdaysOff: 6 }],
      madeUp: ['2026-02-14', '2026-02-28'],
      isProvisional: false,
    });
  });

  it('counts backwards below zero, and says which year is a guess', async () => {
    const { body } = await anyone
      .post('/api/calendar/between')
      .send({ country: 'CN', from: '2027-01-04', to: '2026-12-31' })
      .expect(200);
    expect(body).toMatchObject({
      workingDays: -1,
      calendarDays: -4,
      months: { count: 0, restDays: -4 },
      blocks: [{ name: 'New Year', isProvisional: true }],
      isProvisional: true,
      provisionalYears: [2027],
    });
  });

  it.each([
    [{ from: '2026-02-29', to: '2026-03-01' }, 'from', 'is-day', undefined],
    [{ from: '2026-01-01', to: '2047-01-01' }, 'to', 'too-far', 'a day within 20 years of from'],
    [{ from: '2099-01-01', to: '2101-01-01' }, 'to', 'out-of-years', 'years 1970 to 2100'],
  ])('%j is refused: %s %s', async (days, field, code, allowed) => {
    const { body } = await anyone
      .post('/api/calendar/between')
      .send({ country: 'CN', ...days })
      .expect(400);
    expect(body.errors[0]).toMatchObject({ field, code, ...(allowed && { allowed }) });
  });

  it('answers nobody who is not signed in', async () => {
    await api
      .nobody()
      .post('/api/calendar/between')
      .send({ country: 'CN', from: '2026-01-01', to: '2026-01-02' })
      .expect(401);
  });
});

describe('GET /api/calendar/:country/:year', () => {
  it('shows China 2026 with its blocks, make-up days and how sure it is', async () => {
    const { body } = await anyone.get('/api/calendar/CN/2026').expect(200);
    expect(body).toMatchObject({
      country: 'CN',
      year: 2026,
      status: 'secondary',
      weekend: [6, 7],
      // 261 weekdays, 19 of them off, 6 weekend days worked
      workingDays: 248,
      calendarDays: 365,
      isProvisional: false,
      unknown: [],
      law: { law: 'State Council Order 795', statutoryDays: 13, certainty: 'official' },
      library: null,
    });
    expect(body.blocks).toHaveLength(7);
    expect(body.blocks[6]).toMatchObject({ name: 'National Day', madeUp: ['2026-09-20', '2026-10-10'] });
    expect(body.months[1]).toEqual({ month: 2, workingDays: 16, calendarDays: 28 });
    // 33 days off and 6 worked
    expect(body.days).toHaveLength(39);
    expect(body.days).toContainEqual({ day: '2026-02-14', kind: 'make-up', name: null });
  });

  it('says of a year without a notice what is not known', async () => {
    const { body } = await anyone.get('/api/calendar/CN/2027').expect(200);
    expect(body).toMatchObject({
      status: 'unpublished',
      isProvisional: true,
      unknown: ['bridge-and-make-up-days'],
      source: expect.stringContaining('Order 795'),
    });
    expect((await anyone.get('/api/calendar/CN/2031').expect(200)).body).toMatchObject({
      status: 'not-loaded',
      source: null,
      isProvisional: true,
      unknown: ['holidays'],
      days: [],
    });
  });

  it('shows Hong Kong from our own data', async () => {
    const { body } = await anyone.get('/api/calendar/HK/2027').expect(200);
    expect(body).toMatchObject({ status: 'secondary', source: expect.stringContaining('gov.hk'), library: null });
    expect(body.days).toHaveLength(17);
  });

  it('marks what others keep, with its licence, and does not know regional holidays', async () => {
    const { body } = await anyone.get('/api/calendar/DE/2026').expect(200);
    expect(body).toMatchObject({
      status: 'library',
      source: null,
      law: null,
      library: {
        name: 'date-holidays',
        licence: 'ISC AND CC-BY-3.0',
        url: 'https://github.com/commenthol/date-holidays',
      },
      unknown: ['regional-holidays'],
    });
    expect(body.days).toContainEqual({ day: '2026-10-03', kind: 'holiday', name: 'National Holiday' });
  });

  it('knows a weekend of Friday and Saturday', async () => {
    expect((await anyone.get('/api/calendar/SA/2026').expect(200)).body.weekend).toEqual([5, 6]);
  });

  it.each([
    ['/api/calendar/XX/2026', 'country', 'unknown-country', /AD, AE, .*ZW/],
    ['/api/calendar/cn/2026', 'country', 'unknown-country', /CN/],
    ['/api/calendar/CN/1969', 'year', 'out-of-years', 'years 1970 to 2100'],
    ['/api/calendar/CN/2101', 'year', 'out-of-years', 'years 1970 to 2100'],
    ['/api/calendar/CN/2026.5', 'year', 'out-of-years', 'years 1970 to 2100'],
    ['/api/calendar/CN/next', 'year', 'out-of-years', 'years 1970 to 2100'],
  ])('%s is refused: %s %s', async (path, field, code, allowed) => {
    const { body } = await anyone.get(path).expect(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field, code }] });
    expect(body.errors[0].allowed).toMatch(allowed);
  });

  it('answers nobody who is not signed in', async () => {
    await api.nobody().get('/api/calendar/CN/2026').expect(401);
  });
});
