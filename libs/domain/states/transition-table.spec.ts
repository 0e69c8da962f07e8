import fc from 'fast-check';
import {
  APPLICATION_ACTORS,
  APPLICATION_ACTS,
  APPLICATION_INITIAL,
  APPLICATION_STATUSES,
  APPLICATION_TERMINAL,
  APPLICATION_TRANSITIONS,
  nextApplicationStatus,
} from './application-status.js';
import {
  FINDING_ACTORS,
  FINDING_ACTS,
  FINDING_INITIAL,
  FINDING_STATUSES,
  FINDING_TERMINAL,
  FINDING_TRANSITIONS,
  nextFindingStatus,
} from './audit-finding-status.js';
import {
  BOOKING_ACTORS,
  BOOKING_ACTS,
  BOOKING_INITIAL,
  BOOKING_STATUSES,
  BOOKING_TERMINAL,
  BOOKING_TRANSITIONS,
  nextBookingStatus,
} from './booking-status.js';
import {
  CERTIFICATE_ACTORS,
  CERTIFICATE_ACTS,
  CERTIFICATE_STATUSES,
  CERTIFICATE_TERMINAL,
  CERTIFICATE_TRANSITIONS,
  nextCertificateStatus,
} from './certificate-status.js';
import { RuleBroken } from '../errors.js';
import {
  SAMPLE_ACTORS,
  SAMPLE_ACTS,
  SAMPLE_INITIAL,
  SAMPLE_STATUSES,
  SAMPLE_TERMINAL,
  SAMPLE_TRANSITIONS,
  nextSampleStatus,
} from './sample-status.js';
import {
  STAGE_ACTORS,
  STAGE_ACTS,
  STAGE_INITIAL,
  STAGE_STATUSES,
  STAGE_TERMINAL,
  STAGE_TRANSITIONS,
  nextStageStatus,
} from './stage-status.js';
import { actsFrom, needsOf, nextState, terminalStates, type Transition } from './transition-table.js';

type Light = 'red' | 'green' | 'dark';
type Turn = 'go' | 'stop' | 'break';
const lights: readonly Transition<Light, Turn, 'reason'>[] = [
  { from: 'red', act: 'go', to: 'green' },
  { from: 'red', act: 'break', to: 'dark', needs: ['reason'] },
  { from: 'green', act: 'stop', to: 'red' },
];

describe('a transition table', () => {
  it('names the legal acts in its own order', () => {
    expect(actsFrom(lights, 'red')).toEqual(['go', 'break']);
    expect(actsFrom(lights, 'green')).toEqual(['stop']);
    expect(actsFrom(lights, 'dark')).toEqual([]);
  });

  it('leads to the state it names', () => {
    expect(nextState(lights, 'light.illegal-transition', 'red', 'break')).toBe('dark');
    expect(nextState(lights, 'light.illegal-transition', 'green', 'stop')).toBe('red');
  });

  it.each<[Light, Turn, Turn[]]>([
    ['green', 'go', ['stop']],
    ['red', 'stop', ['go', 'break']],
    ['dark', 'go', []],
  ])('refuses in %s to %s and names what is legal', (status, act, allowed) => {
    const refused = () => nextState(lights, 'light.illegal-transition', status, act);
    expect(refused).toThrow(RuleBroken);
    expect(refused).toThrow(
      expect.objectContaining({ code: 'light.illegal-transition', facts: { status, act, allowed } }),
    );
  });

  it('says what an act cannot be recorded without', () => {
    expect(needsOf(lights, 'red', 'break')).toEqual(['reason']);
    expect(needsOf(lights, 'red', 'go')).toEqual([]);
    expect(needsOf(lights, 'green', 'break')).toEqual([]);
  });

  it('has as terminal the states that nothing leads out of', () => {
    expect(terminalStates(lights, ['dark', 'green', 'red'])).toEqual(['dark']);
  });
});

interface Machine {
  noun: string;
  states: readonly string[];
  initial: string;
  acts: readonly string[];
  table: readonly Transition<string, string, string>[];
  terminal: readonly string[];
  actors: Readonly<Record<string, readonly string[]>>;
  next: (status: string, act: string) => string;
}

const machine = <S extends string, A extends string>(
  noun: string,
  states: readonly S[],
  initial: S,
  acts: readonly A[],
  table: readonly Transition<S, A, string>[],
  terminal: readonly S[],
  actors: Readonly<Record<A, readonly string[]>>,
  next: (status: S, act: A) => S,
): Machine => ({ noun, states, initial, acts, table, terminal, actors, next: next as unknown as Machine['next'] });

// prettier-ignore
const machines = [
  machine('certificate', CERTIFICATE_STATUSES, 'valid', CERTIFICATE_ACTS, CERTIFICATE_TRANSITIONS, CERTIFICATE_TERMINAL, CERTIFICATE_ACTORS, nextCertificateStatus),
  machine('application', APPLICATION_STATUSES, APPLICATION_INITIAL, APPLICATION_ACTS, APPLICATION_TRANSITIONS, APPLICATION_TERMINAL, APPLICATION_ACTORS, nextApplicationStatus),
  machine('stage', STAGE_STATUSES, STAGE_INITIAL, STAGE_ACTS, STAGE_TRANSITIONS, STAGE_TERMINAL, STAGE_ACTORS, nextStageStatus),
  machine('audit-finding', FINDING_STATUSES, FINDING_INITIAL, FINDING_ACTS, FINDING_TRANSITIONS, FINDING_TERMINAL, FINDING_ACTORS, nextFindingStatus),
  machine('booking', BOOKING_STATUSES, BOOKING_INITIAL, BOOKING_ACTS, BOOKING_TRANSITIONS, BOOKING_TERMINAL, BOOKING_ACTORS, nextBookingStatus),
  machine('sample', SAMPLE_STATUSES, SAMPLE_INITIAL, SAMPLE_ACTS, SAMPLE_TRANSITIONS, SAMPLE_TERMINAL, SAMPLE_ACTORS, nextSampleStatus),
];

/** States that can be reached from this one, itself included. */
function reachable(table: Machine['table'], from: string): Set<string> {
  const seen = new Set([from]);
  for (const state of seen) for (const t of table) if (t.from === state) seen.add(t.to);
  return seen;
}

describe.each(machines)('the table of $noun', ({ noun, states, initial, acts, table, terminal, actors, next }) => {
  const anyState = fc.constantFrom(...states);
  const anyAct = fc.constantFrom(...acts);

  it('names declared states and acts only, and uses all of them', () => {
    expect(new Set([...table.flatMap((t) => [t.from, t.to]), initial])).toEqual(new Set(states));
    expect(new Set(table.map((t) => t.act))).toEqual(new Set(acts));
    expect(new Set(states).size).toBe(states.length);
    expect(new Set(acts).size).toBe(acts.length);
  });

  it('leaves no doubt where an act leads', () => {
    const steps = table.map((t) => `${t.from} ${t.act}`);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('asks nothing twice', () => {
    for (const { needs = [] } of table) expect(new Set(needs).size).toBe(needs.length);
  });

  it('says for every act who performs it', () => {
    expect(Object.keys(actors).sort()).toEqual([...acts].sort());
    for (const act of acts) {
      expect(actors[act].length).toBeGreaterThan(0);
      expect(new Set(actors[act]).size).toBe(actors[act].length);
    }
  });

  it('reaches every state from the first', () => {
    expect(reachable(table, initial)).toEqual(new Set(states));
  });

  it('has terminal states, and a way to one of them from every other', () => {
    expect(terminal.length).toBeGreaterThan(0);
    expect(terminal).not.toContain(initial);
    fc.assert(
      fc.property(anyState, (state) => {
        expect([...reachable(table, state)].some((reached) => terminal.includes(reached))).toBe(true);
      }),
    );
  });

  it('agrees with the step, and an illegal act is refused with the legal ones named', () => {
    fc.assert(
      fc.property(anyState, anyAct, (status, act) => {
        const row = table.find((t) => t.from === status && t.act === act);
        if (row) return expect(next(status, act)).toBe(row.to);
        const allowed = table.filter((t) => t.from === status).map((t) => t.act);
        expect(() => next(status, act)).toThrow(
          expect.objectContaining({ code: `${noun}.illegal-transition`, facts: { status, act, allowed } }),
        );
      }),
    );
  });

  it('lets no path leave a terminal state', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 40 }), (path) => {
        let [state, ended] = [initial, null as string | null];
        for (const act of path) {
          try {
            state = next(state, act);
          } catch (error) {
            expect(error).toBeInstanceOf(RuleBroken);
          }
          if (ended) expect(state).toBe(ended);
          if (terminal.includes(state)) ended = state;
        }
      }),
    );
  });
});
