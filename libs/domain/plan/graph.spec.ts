import { scheme, SIDE_BY_SIDE, stage, limit, deadline } from '../../../test/support/plan-schemes.js';
import { certificateStages, stageCycle, stageGraph, stagesFault } from './graph.js';

const NONE = { isParallel: false, optional: [] };
const told = (nodes: ReturnType<typeof stageGraph>) => nodes.map(({ stage: { key }, needs }) => [key, needs]);

describe('the stages of a plan', () => {
  it('stand after all that they need, else in the order of the scheme', () => {
    const stages = [stage('c', { needs: ['b'] }), stage('a'), stage('b', { needs: ['a'] }), stage('d')];
    expect(told(stageGraph(scheme(stages), NONE))).toEqual([
      ['a', []],
      ['b', ['a']],
      ['c', ['b']],
      ['d', []],
    ]);
  });

  const withOptional = [
    stage('test'),
    stage('first-fix', { needs: ['test'], isOptional: true }),
    stage('second-fix', { needs: ['first-fix'], isOptional: true }),
    stage('decision', { needs: ['second-fix', 'test'] }),
  ];

  it('pass over an optional stage to what it needs itself, each once', () => {
    expect(told(stageGraph(scheme(withOptional), NONE))).toEqual([
      ['test', []],
      ['decision', ['test']],
    ]);
  });

  it('take an optional stage in when it is asked for', () => {
    expect(told(stageGraph(scheme(withOptional), { isParallel: false, optional: ['second-fix'] }))).toEqual([
      ['test', []],
      ['second-fix', ['test']],
      ['decision', ['second-fix', 'test']],
    ]);
  });

  it('run side by side only when asked, and only those that may', () => {
    const stages = [
      stage('application'),
      stage('test', { needs: ['application'] }),
      stage('inspection', { needs: ['test'], needsInParallel: ['application'], parallel: SIDE_BY_SIDE }),
      stage('decision', { needs: ['inspection', 'test'] }),
    ];
    expect(told(stageGraph(scheme(stages), NONE))[2]).toEqual(['inspection', ['test']]);
    const beside = told(stageGraph(scheme(stages), { isParallel: true, optional: [] }));
    expect(beside).toEqual([
      ['application', []],
      ['test', ['application']],
      ['inspection', ['application']],
      ['decision', ['inspection', 'test']],
    ]);
  });

  it('may begin at once side by side when nothing is needed then', () => {
    const stages = [stage('a'), stage('b', { needs: ['a'], needsInParallel: [], parallel: SIDE_BY_SIDE })];
    expect(told(stageGraph(scheme(stages), { isParallel: true, optional: [] }))).toEqual([
      ['a', []],
      ['b', []],
    ]);
  });

  it('after the certificate wait for all that makes it, or for what comes after it already', () => {
    const stages = [
      stage('a'),
      stage('b'),
      stage('mark', { needs: ['a'], isAfterCertificate: true }),
      stage('ship', { needs: ['mark'], isAfterCertificate: true }),
    ];
    expect(told(stageGraph(scheme(stages), NONE)).slice(2)).toEqual([
      ['mark', ['a', 'b']],
      ['ship', ['mark']],
    ]);
  });

  it('that make the certificate are those that no other one before it waits for', () => {
    const stages = [
      stage('a'),
      stage('b', { needs: ['a'] }),
      stage('c'),
      stage('m', { needs: ['b'], isAfterCertificate: true }),
    ];
    expect(certificateStages(stageGraph(scheme(stages), NONE))).toEqual(['b', 'c']);
  });

  it('in a circle are refused with the stages in order', () => {
    const stages = [
      stage('x'),
      stage('a', { needs: ['c'] }),
      stage('b', { needs: ['a', 'x'] }),
      stage('c', { needs: ['b'] }),
    ];
    expect(() => stageGraph(scheme(stages), NONE)).toThrow(
      expect.objectContaining({ code: 'plan.stage-cycle', facts: { scheme: 'scheme', stages: ['a', 'c', 'b', 'a'] } }),
    );
  });

  it('that are not there are refused by name', () => {
    expect(() => stageGraph(scheme([stage('a', { needs: ['z'] })]), NONE)).toThrow(
      expect.objectContaining({ code: 'plan.unknown-stage', facts: { scheme: 'scheme', stage: 'z' } }),
    );
  });
});

describe('a cycle', () => {
  it('is found behind stages that are in none, and by what is needed side by side too', () => {
    expect(stageCycle([stage('a'), stage('b', { needs: ['a'] }), stage('c', { needs: ['a', 'b'] })])).toBeNull();
    expect(stageCycle([stage('a', { needs: ['a'] })])).toEqual(['a', 'a']);
    const beside = [stage('a', { needsInParallel: ['b'] }), stage('b', { needs: ['a'] })];
    expect(stageCycle(beside)).toEqual(['a', 'b', 'a']);
    expect(
      stageCycle([stage('start', { needs: ['a'] }), stage('a', { needs: ['b'] }), stage('b', { needs: ['a'] })]),
    ).toEqual(['a', 'b', 'a']);
  });

  it('is not seen in a stage that is needed twice', () => {
    expect(
      stageCycle([
        stage('d', { needs: ['b', 'c'] }),
        stage('b', { needs: ['a'] }),
        stage('c', { needs: ['a'] }),
        stage('a'),
      ]),
    ).toBeNull();
  });
});

describe('the check of a scheme’s stages', () => {
  const fault = (stages: ReturnType<typeof stage>[], overallLimit: object | null = null) =>
    stagesFault({ stages, overallLimit: overallLimit as never });

  it('finds nothing wrong with stages that are right', () => {
    const stages = [
      stage('a', { duration: limit(0) }),
      stage('b', { needs: ['a'], deadlines: [deadline('d', { from: { stage: 'a', edge: 'end' }, metBy: 'b' })] }),
      stage('c', { needs: ['b'], needsInParallel: ['a'], parallel: SIDE_BY_SIDE }),
      stage('m', { needs: ['c'], isAfterCertificate: true, duration: null }),
    ];
    expect(fault(stages, { fromStage: 'a', toStage: 'c' })).toBeNull();
    expect(fault([])).toBeNull();
  });

  it.each([
    ['stage a stands twice', [stage('a'), stage('a')]],
    ['stage a names the stage z, which is not there', [stage('a', { needs: ['z'] })]],
    ['stage a names the stage z, which is not there', [stage('a', { needsInParallel: ['z'] })]],
    ['stage a names the stage z, which is not there', [stage('a', { deadlines: [deadline('d', { metBy: 'z' })] })]],
    [
      'stage a names the stage z, which is not there',
      [stage('a', { deadlines: [deadline('d', { from: { stage: 'z', edge: 'end' } })] })],
    ],
    ['stage a has a negative duration', [stage('a', { duration: limit(-1) })]],
    [
      'the stages need each other in a circle: a -> b -> a',
      [stage('a', { needs: ['b'] }), stage('b', { needs: ['a'] })],
    ],
    [
      'stage c needs b in parallel, but not one after another',
      [stage('a'), stage('b'), stage('c', { needs: ['a'], needsInParallel: ['b'], parallel: SIDE_BY_SIDE })],
    ],
    [
      'stage b gives only one of needsInParallel and parallel',
      [stage('a'), stage('b', { needs: ['a'], needsInParallel: ['a'] })],
    ],
    ['stage a gives only one of needsInParallel and parallel', [stage('a', { parallel: SIDE_BY_SIDE })]],
    [
      'stage b comes before the certificate and needs a, which comes after it',
      [stage('a', { isAfterCertificate: true }), stage('b', { needs: ['a'] })],
    ],
  ])('says: %s', (message, stages) => {
    expect(fault(stages)).toBe(message);
  });

  it('takes what is needed over other stages for needed', () => {
    const stages = [
      stage('a'),
      stage('b', { needs: ['a'] }),
      stage('c', { needs: ['b'], needsInParallel: ['a'], parallel: SIDE_BY_SIDE }),
    ];
    expect(fault(stages)).toBeNull();
  });

  it.each(['fromStage', 'toStage'])('finds an overall limit with an unknown %s', (field) => {
    expect(fault([stage('a')], { fromStage: 'a', toStage: 'a', [field]: 'z' })).toBe(
      'overallLimit names the stage z, which is not there',
    );
  });
});
