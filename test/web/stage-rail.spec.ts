import { railParts, type RailPart, type RailStage } from '../../apps/web/src/applications/rail-layout.js';

type Given = [key: string, needs: string[], more?: Partial<RailStage>];

const stages = (given: Given[]): RailStage[] =>
  given.map(([key, needs, more], position) => ({
    id: `${key}-${more?.attempt ?? 1}`,
    key,
    attempt: 1,
    position,
    needs,
    isOptional: false,
    isAfterCertificate: false,
    ...more,
  }));

/** `a`, `b#2`; a fork as `{ lane one | lane two }`, what follows the certificate as `( a b )`. */
const told = (parts: RailPart<RailStage>[]): string => {
  const name = ({ key, attempt }: RailStage) => (attempt > 1 ? `${key}#${attempt}` : key);
  return parts
    .map((part) => {
      if (part.kind === 'one') return name(part.stage);
      if (part.kind === 'after') return `( ${part.stages.map(name).join(' ')} )`;
      return `{ ${part.lanes.map((lane) => lane.map(name).join(' ')).join(' | ')} }`;
    })
    .join(' ');
};

const rail = (...given: Given[]) => told(railParts(stages(given)));

const AFTER = { isAfterCertificate: true };

describe('the rail of a case', () => {
  it('draws stages that wait for each other in one line', () => {
    expect(rail(['scope', []], ['file', ['scope']], ['decision', ['file']])).toBe('scope file decision');
  });

  it('forks where the inspection need not wait for the test, and joins before the decision', () => {
    expect(
      rail(
        ['scope', []],
        ['application', ['scope']],
        ['samples', ['application']],
        ['test', ['samples']],
        ['inspection', ['application']],
        ['decision', ['test', 'inspection']],
      ),
    ).toBe('scope application { samples test | inspection } decision');
  });

  it('joins a lane whose end only an optional stage would wait for', () => {
    expect(
      rail(
        ['application', []],
        ['test', ['application']],
        ['inspection', ['application']],
        ['decision', ['rectification', 'inspection']],
      ),
    ).toBe('application { test | inspection } decision');
  });

  it('shows a failed test, what was put right, and the retest one behind the other', () => {
    expect(
      rail(
        ['application', []],
        ['test', ['application']],
        ['rectification', ['test'], { isOptional: true }],
        ['test', ['application'], { attempt: 2, position: 1 }],
        ['inspection', ['test', 'rectification']],
        ['decision', ['rectification', 'inspection']],
      ),
    ).toBe('application test rectification test#2 inspection decision');
  });

  it('keeps both attempts in the lane of the test while the inspection runs beside it', () => {
    expect(
      rail(
        ['application', []],
        ['test', ['application']],
        ['rectification', ['test'], { isOptional: true }],
        ['inspection', ['application']],
        ['decision', ['rectification', 'inspection']],
        ['test', ['application'], { attempt: 2, position: 1 }],
      ),
    ).toBe('application { test rectification test#2 | inspection } decision');
  });

  it('puts a second failure behind the first', () => {
    expect(
      rail(
        ['test', []],
        ['rectification', ['test'], { isOptional: true }],
        ['test', [], { attempt: 2, position: 0 }],
        ['rectification', ['test'], { isOptional: true, attempt: 2, position: 1 }],
        ['test', [], { attempt: 3, position: 0 }],
        ['decision', ['rectification']],
      ),
    ).toBe('test rectification test#2 rectification#2 test#3 decision');
  });

  it('tells what follows the certificate apart from what leads to it', () => {
    expect(rail(['decision', []], ['marking', ['decision'], AFTER], ['follow-up', ['decision'], AFTER])).toBe(
      'decision ( marking follow-up )',
    );
  });

  it('has nothing to draw for a case without stages', () => {
    expect(railParts([])).toEqual([]);
  });
});
