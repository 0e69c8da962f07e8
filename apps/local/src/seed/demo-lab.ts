import type { INestApplicationContext } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { ApplicationUnit } from '#database/entities/application-unit.entity';
import { Application } from '#database/entities/application.entity';
import { Booking } from '#database/entities/booking.entity';
import { Product } from '#database/entities/product.entity';
import { addDays, type Day } from '#domain/day';
import { BenchesQueries } from '#features/test-lab-bookings/benches.queries';
import { BenchesService } from '#features/test-lab-bookings/benches.service';
import { BookingActs } from '#features/test-lab-bookings/booking-acts';
import { BookingsService } from '#features/test-lab-bookings/bookings.service';
import type { BookingAfterAct } from '#features/test-lab-bookings/bookings.dto';
import { LaboratoriesService } from '#features/test-lab-bookings/laboratories.service';
import { SamplesService } from '#features/test-lab-bookings/samples.service';
import type { SampleDeed } from '#features/test-lab-bookings/samples.dto';

type Get = INestApplicationContext['get'];

const HOUR_MS = 3_600_000;

/** Two laboratories with benches, bookings in several states, and samples, one of them at customs. */
export async function addLab(get: Get, scope: TenantScope, today: Day): Promise<void> {
  const inside = <T>(work: () => Promise<T>) => get(Db).inTenant(scope, work);
  const places = await inside(() => addLaboratories(get, addDays(today, -12)));
  const units = await inside(() => unitsOf(get));
  for (const classCode of ['1104', '1110', '1109'] as const) {
    const unit = units.find((one) => one.classCode === classCode);
    if (unit) await inside(() => addTests(get, classCode, unit, places, today));
  }
}

interface Places {
  /** of the laboratory that the tenant looked up */
  sled: string;
  lamps: string;
  laboratoryId: string;
  /** of the one that only the reference data knows */
  corrosion: string;
  known: string;
}

async function addLaboratories(get: Get, checkedOn: Day): Promise<Places> {
  const [laboratories, benches] = [get(LaboratoriesService), get(BenchesService)];
  const own = await laboratories.create({
    name: 'Yangtze Vehicle Test Station',
    nameZh: '长江车辆检测站',
    city: 'Nanjing',
    country: 'CN',
    timeZone: 'Asia/Shanghai',
    cccDesignated: 'yes',
    cnas: 'yes',
    cma: 'yes',
    checkedOn,
    basisNote: 'Demonstration: this laboratory is invented',
    email: 'booking@yangtze-test.example',
  });
  const known = await laboratories.create({ referenceKey: 'catarc-tianjin' });
  const sled = await benches.create(own.id, { name: 'Sled', capacity: 1 });
  const lamps = await benches.create(own.id, { name: 'Photometry', capacity: 3, opensAt: '08:30', closesAt: '17:30' });
  const corrosion = await benches.create(known.id, { name: 'Corrosion chamber', capacity: 2, worksWeekends: true });
  return { laboratoryId: own.id, sled: sled.id, lamps: lamps.id, known: known.id, corrosion: corrosion.id };
}

interface Unit {
  productId: string;
  classCode: string;
  /** the open case of the unit; none for a product that is only certified */
  applicationId: string | null;
}

/** A product of each class, that of an open case first. */
async function unitsOf(get: Get): Promise<Unit[]> {
  const { tenantId } = get(Db).scope;
  const products = await get(Db)
    .repo(Product)
    .find({ where: { tenantId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const cases = await get(Db)
    .repo(Application)
    .find({ where: { tenantId }, order: { createdAt: 'ASC' } });
  const open = new Set(cases.filter(({ endedOn }) => endedOn === null).map(({ id }) => id));
  const ofCases = (await get(Db).repo(ApplicationUnit).find({ where: { tenantId } })).filter(({ applicationId }) => open.has(applicationId)); // prettier-ignore
  const units = products.map(({ id, classCode }) => ({
    productId: id,
    classCode,
    applicationId: ofCases.find(({ productId }) => productId === id)?.applicationId ?? null,
  }));
  return [...units.filter(({ applicationId }) => applicationId !== null), ...units];
}

async function addTests(
  get: Get,
  classCode: '1104' | '1110' | '1109',
  unit: Unit,
  places: Places,
  today: Day,
): Promise<void> {
  const { productId, applicationId } = unit;
  const own = { productId, applicationId, laboratoryId: places.laboratoryId };
  if (classCode === '1104') {
    const running = await isRunning(
      get,
      await book(get, { ...own, test: 'Dynamic test' }, places.sled, 20, today, 'confirm'),
      today,
    );
    await book(get, { ...own, test: 'Durability of the retractor' }, places.sled, 10, addDays(today, 3), 'offer');
    await addSample(get, productId, running.id, 'Belt set A', today, [
      'prepare',
      'ship',
      'reach-customs',
      'release',
      'receive',
    ]);
    await addSample(get, productId, running.id, 'Belt set B', today, ['prepare', 'ship', 'reach-customs']);
  }
  if (classCode === '1110') {
    await get(BookingsService).create(
      { productId, applicationId, laboratoryId: places.known, test: 'Corrosion', wishedFrom: addDays(today, 20), wishedTo: addDays(today, 34) },
      'owner',
    ); // prettier-ignore
    await addSample(get, productId, null, 'Mirror set', today, ['prepare']);
  }
  if (classCode === '1109') {
    await book(get, { ...own, test: 'Photometry' }, places.lamps, 4, addDays(today, 6), 'confirm');
    await book(get, { ...own, test: 'Photometry after heat' }, places.lamps, 8, addDays(today, 7), 'confirm');
  }
}

/** The next free slot of so many hours of work. */
async function book(
  get: Get,
  input: { productId: string; applicationId: string | null; laboratoryId: string; test: string },
  benchId: string,
  hours: number,
  from: Day,
  act: 'confirm' | 'offer',
): Promise<BookingAfterAct> {
  const benches = get(BenchesQueries);
  const after = Date.parse(`${from}T00:00:00Z`);
  const [slot] = await benches.nextFree(await benches.find(benchId), hours * HOUR_MS, after, null);
  const option = act === 'offer' ? { optionUntil: slot!.startsAt.slice(0, 10) } : {};
  return get(BookingsService).create({ ...input, benchId, ...slot!, ...option, act }, 'owner');
}

/** Begun three days ago: nothing is booked into the past, so the slot is moved there by hand. */
async function isRunning(get: Get, booking: BookingAfterAct, today: Day): Promise<BookingAfterAct> {
  const { tenantId } = get(Db).scope;
  const begun = addDays(today, -3);
  const [startsAt, endsAt] = [new Date(`${begun}T01:00:00Z`), new Date(`${addDays(today, 4)}T09:00:00Z`)];
  await get(Db).repo(Booking).update({ tenantId, id: booking.id }, { startsAt, endsAt });
  const { version } = await get(Db).require(Booking, booking.id);
  return get(BookingActs).run(booking.id, { version, act: 'start', on: begun }, 'owner');
}

async function addSample(
  get: Get,
  productId: string,
  bookingId: string | null,
  label: string,
  today: Day,
  acts: SampleDeed[],
): Promise<void> {
  const samples = get(SamplesService);
  let sample = await samples.create({ productId, bookingId, label, models: [], quantity: 12, place: 'Frankfurt' });
  for (const [index, act] of acts.entries()) {
    const told = {
      ship: { carrier: 'Hansa Luftfracht', trackingNumber: 'HL 4471 0098', place: 'Frankfurt' },
      'reach-customs': { place: 'Shanghai Pudong', customsDeclaration: '2233-2026-118' },
      release: { isTemporaryImport: true, place: 'Shanghai' },
      receive: { place: 'Nanjing' },
    }[act as 'ship'];
    const on = addDays(today, 3 * (index - acts.length));
    sample = await samples.act(sample.id, { version: sample.version, act, on, ...told });
  }
}
