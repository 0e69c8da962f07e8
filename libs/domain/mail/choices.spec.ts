import { choicesFor, defaultChoice, isSwitchedOff, topicsFor } from './choices.js';

const step = { basis: 'legal', step: 30, isAlone: false, isLast: false } as const;

describe('what may be switched off', () => {
  it.each([
    ['a legal step weeks ahead', step, true],
    ['the last legal step', { ...step, step: 7, isLast: true }, false],
    ['an urgent legal step', { ...step, isAlone: true }, false],
    ['an overdue legal day', { ...step, step: -1 }, false],
    ['the last step of a practice', { ...step, basis: 'practice', isLast: true }, true],
    ['an overdue planning value', { ...step, basis: 'planning', step: -8 }, true],
  ] as const)('%s: %o -> %s', (_, of, expected) => {
    expect(isSwitchedOff('never', of)).toBe(expected);
    expect(isSwitchedOff('digest', of)).toBe(false);
    expect(isSwitchedOff('at-once', of)).toBe(false);
  });
});

it('offers a client no topic of the work of the team, and nobody the cut-over', () => {
  const client = topicsFor('client');
  for (const topic of ['stage-due', 'booking-option', 'views-on-draft', 'daily-plan', 'cut-over'] as const)
    expect(client).not.toContain(topic);
  expect(client).toContain('weekly-outlook');
  expect(topicsFor('team')).toContain('daily-plan');
  expect(topicsFor('team')).not.toContain('cut-over');
});

it('sends dates in the digest, news at once, plans to owners of cases and the outlook to the team', () => {
  const owner = { side: 'team', ownsCases: true } as const;
  const other = { side: 'team', ownsCases: false } as const;
  const client = { side: 'client', ownsCases: false } as const;
  expect(defaultChoice('renewal-filing', other)).toBe('digest');
  expect(defaultChoice('comments', client)).toBe('at-once');
  expect(defaultChoice('daily-plan', owner)).toBe('digest');
  expect(defaultChoice('daily-plan', other)).toBe('never');
  expect(defaultChoice('weekly-outlook', other)).toBe('digest');
  expect(defaultChoice('weekly-outlook', client)).toBe('never');
  expect(choicesFor('campaigns')).toEqual(['at-once', 'never']);
  expect(choicesFor('daily-plan')).toEqual(['digest', 'never']);
});
