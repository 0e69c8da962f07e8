import { DEADLINE_KINDS, type Basis } from './deadline.js';
import type { Ladders } from './ladder.js';
import { DEFAULT_ESCALATION } from './escalation.js';
import { PolicyBook, type PolicySubject, type SetPolicy } from './policy-book.js';

const LADDERS = Object.fromEntries(
  DEADLINE_KINDS.map((kind) => [kind, { kind, offsets: [30], unit: 'calendar', overdueEveryDays: null }]),
) as unknown as Ladders;

/** `client:legal` stands for client c1 and legal days; the id tells which one was found. */
function set(place: string): SetPolicy {
  const [level, basis = null] = place.split(':') as [string, Basis?];
  return {
    id: place,
    kind: 'renewal-filing',
    basis,
    clientId: level === 'client' ? 'c1' : null,
    applicationId: level === 'case' ? 'a1' : null,
    version: 1,
    steps: [],
    overdue: null,
    escalation: DEFAULT_ESCALATION,
  };
}

const ofCase = { clientId: 'c1', applicationId: 'a1' };
const ofClient = { clientId: 'c1', applicationId: null };
const ofOther = { clientId: 'c2', applicationId: 'a2' };
const ofNobody = { clientId: null, applicationId: null };

describe('the policy in force', () => {
  const ALL = ['tenant', 'tenant:legal', 'client', 'client:legal', 'case', 'case:legal'];
  test.each([
    // what is set, whose deadline, its basis, what holds
    [[], ofCase, 'legal', 'default'],
    [['tenant'], ofCase, 'legal', 'tenant'],
    [['tenant'], ofNobody, 'planning', 'tenant'],
    [['tenant:legal'], ofNobody, 'planning', 'default'],
    [['tenant:legal', 'tenant'], ofNobody, 'legal', 'tenant:legal'],
    [['tenant:legal', 'tenant'], ofNobody, 'practice', 'tenant'],
    // a nearer level wins, also where a wider one names the basis
    [['client', 'tenant:legal'], ofClient, 'legal', 'client'],
    [['client:practice', 'tenant:legal'], ofClient, 'legal', 'tenant:legal'],
    [['client', 'tenant'], ofOther, 'legal', 'tenant'],
    [['case', 'client:legal'], ofCase, 'legal', 'case'],
    [['case:planning', 'client'], ofCase, 'legal', 'client'],
    [['case', 'client'], ofClient, 'legal', 'client'],
    [['case'], ofOther, 'legal', 'default'],
    [ALL, ofCase, 'legal', 'case:legal'],
    [ALL, ofCase, 'planning', 'case'],
    [ALL, ofClient, 'legal', 'client:legal'],
    [ALL, ofOther, 'planning', 'tenant'],
  ] as [string[], Omit<PolicySubject, 'kind' | 'basis'>, Basis, string][])(
    'with %j set, of %j and %s is %s',
    (places, whose, basis, found) => {
      const book = new PolicyBook(places.map(set), LADDERS);
      const { level, set: policy } = book.of({ kind: 'renewal-filing', basis, ...whose });
      expect([policy?.id ?? 'default', level]).toEqual([found, found.split(':')[0]]);
    },
  );

  test('of another kind is the default of that kind', () => {
    const book = new PolicyBook([set('tenant')], LADDERS);
    const { level, policy } = book.of({ kind: 'annual-fee', basis: 'legal', ...ofNobody });
    expect([level, policy.steps.map(({ days }) => days)]).toEqual(['default', [30]]);
  });

  test('with one place changed is what would hold then, and the book itself stays', () => {
    const book = new PolicyBook([set('tenant'), set('client')], LADDERS);
    const place = { kind: 'renewal-filing', basis: null, ...ofClient } as const;
    const whose = { kind: 'renewal-filing', basis: 'legal', ...ofClient } as const;
    const overdue = { every: 3, unit: 'working', to: ['owner'] } as const;
    expect(book.with(place, null).of(whose).level).toBe('tenant');
    const policy = { steps: [], overdue, escalation: DEFAULT_ESCALATION };
    expect(book.with(place, policy).of(whose)).toMatchObject({ level: 'client', policy: { overdue } });
    expect(book.of(whose).policy.overdue).toBeNull();
  });
});
