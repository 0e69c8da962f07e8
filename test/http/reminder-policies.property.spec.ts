import fc from 'fast-check';
import type { Member } from '#database/entities/member.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { addDays, type Day } from '#domain/day';
import { BASES, type Basis, type StatedDeadline } from '#domain/deadlines/deadline';
import { ESCALATION_LIMITS, LEADING, type EscalationLink } from '#domain/deadlines/escalation';
import { POLICY_READERS, STEP_UNITS, type Policy } from '#domain/deadlines/policy';
import { hoursFault, type ReminderHours } from '#domain/deadlines/reminder-hours';
import { withinWindow } from '#domain/deadlines/window';
import { AbsencesService } from '#features/accounts/absences.service';
import { ContactsService } from '#features/clients/contacts.service';
import { DeadlinesService } from '#features/deadlines/deadlines.service';
import { PoliciesService } from '#features/reminders/policies.service';
import { ReminderHoursService } from '#features/reminders/reminder-hours.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { wantedReminders } from '#features/reminders/wanted-reminders';
import { Calendars } from '#platform/calendars/calendars';
import { makeApplication, makeBooking, makeLaboratory } from '../support/make-case.js';
import { startApi, type TestApi } from '../support/test-app.js';

/** Friday 20 November 2026, 10:00 in Berlin. */
const TODAY = '2026-11-20';
let api: TestApi;
beforeAll(async () => {
  api = await startApi({ clock: `${TODAY}T09:00:00Z` });
});
afterAll(() => api.close());

type Level = 'tenant' | 'client' | 'case';
type Act =
  | { act: 'set'; level: Level; basis: Basis | null; policy: Policy }
  | { act: 'remove'; level: Level; basis: Basis | null }
  | { act: 'hours'; hours: ReminderHours }
  | { act: 'away'; from: number; days: number; isNamed: boolean }
  | { act: 'zone'; zone: string }
  | { act: 'due'; item: number; days: number }
  | { act: 'met'; item: number };

const ZONES = ['Europe/Berlin', 'Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana'];
const level = fc.constantFrom<Level>('tenant', 'client', 'case');
const basis = fc.constantFrom<Basis | null>(null, ...BASES);
const to = fc.uniqueArray(fc.constantFrom(...POLICY_READERS), { minLength: 1, maxLength: 6 });
const unit = fc.constantFrom(...STEP_UNITS);
const afterWorkingDays = fc.integer({ min: 1, max: ESCALATION_LIMITS.maxWorkingDays });
const escalation: fc.Arbitrary<EscalationLink[]> = fc
  .tuple(
    fc.boolean(),
    fc.shuffledSubarray([...LEADING], { minLength: 1 }),
    fc.array(afterWorkingDays, { minLength: 3, maxLength: 3 }),
  ) // prettier-ignore
  .map(([hasDeputy, leading, days]) =>
    [...(hasDeputy ? (['deputy'] as const) : []), ...leading].map((to, at) => ({ to, afterWorkingDays: days[at]! })),
  );
const policy: fc.Arbitrary<Policy> = fc.record({
  steps: fc.array(fc.record({ days: fc.integer({ min: 0, max: 90 }), unit, to, isUrgent: fc.boolean() }), {
    maxLength: 6,
  }),
  overdue: fc.option(fc.record({ every: fc.integer({ min: 1, max: 9 }), unit, to })),
  escalation,
});
const hour = fc.integer({ min: 0, max: 23 });
const hours = fc
  .record({ morningHour: hour, quietFrom: hour, quietTo: hour, outlookWeekday: fc.constant(1) })
  .filter((given) => hoursFault(given) === null);
const item = fc.integer({ min: 0, max: 2 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('set' as const), level, basis, policy }) },
  fc.record({ act: fc.constant('remove' as const), level, basis }),
  fc.record({ act: fc.constant('hours' as const), hours }),
  fc.record({ act: fc.constant('away' as const), from: fc.integer({ min: 0, max: 90 }), days: fc.integer({ min: 0, max: 30 }), isNamed: fc.boolean() }), // prettier-ignore
  fc.record({ act: fc.constant('zone' as const), zone: fc.constantFrom(...ZONES) }),
  fc.record({ act: fc.constant('due' as const), item, days: fc.integer({ min: -30, max: 120 }) }),
  fc.record({ act: fc.constant('met' as const), item }),
);

/** A case with an owner, a deputy, a contact, people at its factory and a booked laboratory; three days are owed. */
async function aCase() {
  const { make } = api;
  const tenant = await make.tenant();
  const client = await make.client({ tenant, country: 'JP' });
  const factory = await make.factory({ client });
  const contact = await make.contact({ client, timeZone: 'Asia/Tokyo' });
  await make.contact({ client, factoryId: factory.id, timeZone: 'Asia/Tokyo' });
  const leader = await make.member({ tenant, role: 'owner' });
  const owner = await make.member({ tenant });
  const deputy = await make.member({ tenant, timeZone: 'Asia/Shanghai', country: 'CN' });
  const people = { ownerId: owner.id, deputyId: deputy.id, contactId: contact.id, factoryId: factory.id };
  const application = await makeApplication(api, { client }, people);
  const laboratory = await makeLaboratory(api, tenant, { email: 'lab@test.test', country: 'CN', timeZone: 'Asia/Shanghai' }); // prettier-ignore
  await makeBooking(api, { client, laboratory }, { applicationId: application.id });
  const dueOn: (Day | null)[] = [25, 40, -10].map((days) => addDays(TODAY, days));
  return { tenant, client, contact, leader, owner, deputy, application, dueOn };
}
type World = Awaited<ReturnType<typeof aCase>>;

const inside = <T>({ tenant }: { tenant: Tenant }, work: () => Promise<T>) => api.make.inside(tenant, work);

/** Days without an item are met: they are left out. */
const restate = (world: World) =>
  inside(world, () =>
    api.app.get(DeadlinesService).restate(
      { applicationId: world.application.id },
      world.dueOn.flatMap((dueOn, index): StatedDeadline[] =>
        dueOn === null
          ? []
          : [
              {
                ...{ kind: 'case-limit', item: `item-${index}`, dueOn, basis: BASES[index]!, rule: 'case' },
                ...{ source: 'none', certainty: 'unverified', counted: { start: 'named' } },
                ...{ isDisputed: false, isMet: false },
              },
            ],
      ),
    ),
  );

async function run(world: World, one: Act): Promise<unknown> {
  const { client, application, contact, owner, deputy, leader } = world;
  const placeOf = (at: Level) => ({
    clientId: at === 'client' ? client.id : null,
    applicationId: at === 'case' ? application.id : null,
  });
  const whole = (member: Member) => ({ memberId: member.id, role: member.role }) as never;
  switch (one.act) {
    case 'set':
    case 'remove':
      return inside(world, async () => {
        const policies = api.app.get(PoliciesService);
        const place = placeOf(one.level);
        const [known] = await api.db.query<{ id: string; version: number }>(
          `select id, version from reminder_policies where tenant_id = current_tenant() and basis is not distinct from $1
             and client_id is not distinct from $2 and application_id is not distinct from $3`,
          [one.basis, place.clientId, place.applicationId],
        );
        if (one.act === 'remove') return known && policies.remove(known.id, known.version);
        const { steps, overdue } = one.policy;
        const input = { ...place, basis: one.basis, version: known?.version ?? null };
        return policies.set('case-limit', { ...input, steps: steps as never, overdue: overdue as never });
      });
    case 'hours':
      return inside(world, async () => {
        const service = api.app.get(ReminderHoursService);
        return service.set({ ...one.hours, version: (await service.view()).version });
      });
    case 'away':
      return inside(world, async () => {
        const service = api.app.get(AbsencesService);
        for (const { id } of (await service.list(owner.id)).items) await service.remove(whole(leader), id);
        const fromOn = addDays(TODAY, one.from);
        const days = { fromOn, toOn: addDays(fromOn, one.days) };
        return service.add(whole(leader), { memberId: owner.id, ...days, deputyId: one.isNamed ? deputy.id : null });
      });
    case 'zone':
      return inside(world, async () => {
        const [{ version }] = (await api.db.query<{ version: number }>('select version from contacts where id = $1', [
          contact.id,
        ])) as [{ version: number }];
        return api.app.get(ContactsService).edit(contact.id, { version, timeZone: one.zone });
      });
    case 'due':
      world.dueOn[one.item] = addDays(TODAY, one.days);
      return restate(world);
    case 'met':
      world.dueOn[one.item] = null;
      return restate(world);
  }
}

interface Planned {
  key: string;
  sendAt: Date;
  timeZone: string;
  country: string;
}

const PLANNED = `
  select concat_ws(' ', r.deadline_id, r.step_days, r.step_unit, coalesce(r.contact_id, r.member_id, r.laboratory_id)) as key,
    r.send_at as "sendAt", r.time_zone as "timeZone", coalesce(k.country, m.country, l.country) as country
  from reminders r
  left join contacts c on c.tenant_id = r.tenant_id and c.id = r.contact_id
  left join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
  left join members m on m.tenant_id = r.tenant_id and m.id = r.member_id
  left join laboratories l on l.tenant_id = r.tenant_id and l.id = r.laboratory_id
  where r.tenant_id = $1 and r.state = 'planned' order by 1`;

/** Each is a sentence that is broken when it finds something. */
const FAULTS: Record<string, string> = {
  'nothing is planned for what is met or withdrawn': `select 1 from reminders r join deadlines d on d.tenant_id = r.tenant_id and d.id = r.deadline_id
    where r.tenant_id = $1 and r.state = 'planned' and d.state <> 'open'`,
  'nobody is told twice of one deadline on one morning': `select 1 from reminders where tenant_id = $1 and state = 'planned'
    group by deadline_id, contact_id, member_id, laboratory_id, send_at having count(*) > 1`,
  'each lies in an owed mail of its own morning': `select 1 from reminders r left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id
    where r.tenant_id = $1 and r.state = 'planned' and (m.id is null or m.state <> 'owed' or m.send_at <> r.send_at)`,
  'no owed mail is empty': `select 1 from mails m where m.tenant_id = $1 and m.state = 'owed'
    and not exists (select 1 from reminders r where r.tenant_id = m.tenant_id and r.mail_id = m.id and r.state = 'planned')`,
};

async function check(world: World): Promise<void> {
  const { tenant } = world;
  const planned = await api.look<Planned>(PLANNED, [tenant.id]);
  await inside(world, async () => {
    const reminders = api.app.get(RemindersService);
    const open = await api.db.query<{ id: string }>(
      `select id from deadlines where tenant_id = current_tenant() and state = 'open'`,
    );
    const { deadlines, people, ground } = await reminders.planningOf(open.map(({ id }) => id));
    // What would be laid from nothing is what stands, each step of each reader once.
    const wanted = wantedReminders(deadlines, people, ground)
      .filter(({ isEclipsed }) => !isEclipsed)
      .map(({ deadlineId, step, unit: counted, person, sendAt }) => {
        const reader = person.contactId ?? person.memberId ?? person.laboratoryId;
        return `${deadlineId} ${step} ${counted} ${reader} ${sendAt.toISOString()}`;
      });
    expect(planned.map(({ key, sendAt }) => `${key} ${sendAt.toISOString()}`).sort()).toEqual(wanted.sort());
    const sending = await reminders.hours();
    const calendars = api.app.get(Calendars);
    for (const { sendAt, timeZone, country } of planned)
      expect(withinWindow(sendAt, timeZone, calendars.of(country), sending).isOpen).toBe(true);
  });
  for (const [sentence, sql] of Object.entries(FAULTS))
    expect([sentence, await api.look(sql, [tenant.id])]).toEqual([sentence, []]);
}

describe('whatever becomes of policies, hours, absences, zones and days', () => {
  it('exactly the steps of the policy in force are owed, each once, in the window, and none of what is met', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
        const world = await aCase();
        await restate(world);
        for (const one of acts) {
          await run(world, one);
          await check(world);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  }, 300_000);

  it('laying anew what is laid changes no row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 3 }), async (acts) => {
        const world = await aCase();
        await restate(world);
        for (const one of acts) await run(world, one);
        const state = () =>
          api.look(
            `select r.id, r.version, r.state, r.mail_id, m.version as mail_version from reminders r
             left join mails m on m.tenant_id = r.tenant_id and m.id = r.mail_id where r.tenant_id = $1 order by r.id`,
            [world.tenant.id],
          );
        const before = await state();
        await inside(world, () => api.app.get(RemindersService).layAfter(null));
        expect(await state()).toEqual(before);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  }, 300_000);
});
