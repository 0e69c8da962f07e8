import { calendarOf } from '../calendar/working-calendar.js';
import { askedInTurn, DEFAULT_ESCALATION, escalationFault, type EscalationLink, type InChain } from './escalation.js';

interface Person extends InChain {
  name: string;
  country?: string;
}

const person = (name: string, role: Person['role'], isDeputy = false, country = 'XX'): Person => ({
  ...{ name, role, isDeputy, country },
});
const lena = person('Lena', 'consultant', true);
const maja = person('Maja', 'manager');
const moritz = person('Moritz', 'manager');
const omar = person('Omar', 'owner');
const kim = person('Kim', 'consultant');

/** Thursday 24 and Friday 25 December 2026 are off in XX; in YY only weekends are. */
const calendars = {
  XX: calendarOf('XX', ['2026-12-24', '2026-12-25'].map((day) => ({ day, kind: 'holiday' as const, name: 'Feast' })), [2026]), // prettier-ignore
  YY: calendarOf('YY', [], [2026]),
};
const link = (to: EscalationLink['to'], afterWorkingDays: number): EscalationLink => ({ to, afterWorkingDays });

/** `Lena 12-22`, in the order of the chain. */
const asked = (
  chain: readonly EscalationLink[],
  people: readonly Person[],
  dueOn = '2026-12-31',
  isOverdueToldToLeaders = true,
): string[] =>
  askedInTurn(chain, people, { askedOn: '2026-12-21', dueOn, isOverdueToldToLeaders }, ({ country }) =>
    country === 'YY' ? calendars.YY : calendars.XX,
  ).map((one) => `${one.person.name} ${one.sendOn.slice(5)} ${one.link}`);

describe('who is asked when nobody answers', () => {
  it('the deputy after one working day, the managers after two, the owners after three, where nobody has set a chain', () => {
    expect(asked(DEFAULT_ESCALATION, [omar, maja, kim, lena, moritz])).toEqual([
      'Lena 12-22 0',
      'Maja 12-23 1',
      'Moritz 12-23 1',
      'Omar 12-28 2',
    ]);
  });

  it('a chain that a tenant set asks in its own order after its own days', () => {
    const chain = [link('tenant-owner', 2), link('deputy', 3), link('manager', 1)];
    expect(asked(chain, [lena, maja, omar])).toEqual(['Omar 12-23 0', 'Lena 12-30 1', 'Maja 12-31 2']);
  });

  it('days are worked ones where each reader is', () => {
    const chain = [link('manager', 3)];
    expect(asked(chain, [maja, person('Yuki', 'manager', false, 'YY')])).toEqual(['Maja 12-28 0', 'Yuki 12-24 0']);
  });

  it('a link that reaches nobody takes no time, and nobody is asked twice', () => {
    const chain = [link('deputy', 5), link('manager', 2), link('tenant-owner', 2)];
    expect(asked(chain, [maja, omar])).toEqual(['Maja 12-23 0', 'Omar 12-29 1']);
    const both = person('Ada', 'manager', true);
    expect(asked(chain, [both, maja], '2027-01-31')).toEqual(['Ada 12-30 0', 'Maja 01-01 1']);
  });

  it('where the chain names nobody who leads and is here, the owners are asked, else the managers', () => {
    const toManagers = [link('deputy', 1), link('manager', 2)];
    expect(asked(toManagers, [lena, omar, kim])).toEqual(['Lena 12-22 0', 'Omar 12-28 1']);
    expect(asked([link('tenant-owner', 1)], [maja, kim])).toEqual(['Maja 12-22 0']);
    expect(asked(toManagers, [kim])).toEqual([]);
  });

  it('nobody is asked after the due day', () => {
    expect(asked(DEFAULT_ESCALATION, [lena, maja, omar], '2026-12-22')).toEqual(['Lena 12-22 0']);
  });

  it('a chain too slow for the day asks who leads on the last working day, where overdue reminders do not tell them', () => {
    const chain = [link('deputy', 1), link('manager', 5)];
    expect(asked(chain, [lena, maja], '2026-12-26', false)).toEqual(['Lena 12-22 0', 'Maja 12-23 1']);
    expect(asked(chain, [lena, maja], '2026-12-26', true)).toEqual(['Lena 12-22 0']);
    expect(asked(chain, [lena, maja], '2026-12-21', false)).toEqual([]);
  });
});

describe('a chain', () => {
  test.each<[EscalationLink[], ReturnType<typeof escalationFault>]>([
    [[...DEFAULT_ESCALATION], null],
    [[link('manager', 10)], null],
    [[link('deputy', 1), link('tenant-owner', 3)], null],
    [[], { code: 'policy.escalation-missing', field: 'escalation', allowed: '1-3 links' }],
    [
      [link('manager', 1), link('deputy', 1)],
      { code: 'policy.escalation-end', field: 'escalation.1.to', allowed: 'manager, tenant-owner' },
    ],
    [
      [link('manager', 1), link('manager', 2)],
      { code: 'policy.escalation-twice', field: 'escalation.1.to', allowed: 'deputy, tenant-owner' },
    ],
    [[link('manager', 0)], { code: 'policy.escalation-days', field: 'escalation.0.afterWorkingDays', allowed: '1-10' }],
    [
      [link('deputy', 1), link('manager', 11)],
      { code: 'policy.escalation-days', field: 'escalation.1.afterWorkingDays', allowed: '1-10' },
    ],
    [
      [link('manager', 1.5)],
      { code: 'policy.escalation-days', field: 'escalation.0.afterWorkingDays', allowed: '1-10' },
    ],
  ])('%j has the fault %j', (chain, fault) => {
    expect(escalationFault(chain)).toEqual(fault);
  });
});
