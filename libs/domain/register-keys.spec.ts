import { unitKey } from './register-keys.js';
import { nameKey } from './register/text.js';

const unit = { clientId: 'c1', factoryId: 'f1', classCode: '1109', name: 'Headlamp', models: ['RL-480', 'RL-481'] };

describe('the key of a certification unit', () => {
  it('is the same for the same models in another order and spelling, under another name', () => {
    expect(unitKey({ ...unit, name: 'Head lamp assembly', models: ['rl-481', 'ＲＬ-480 '] })).toBe(unitKey(unit));
  });

  it.each([
    ['client', { clientId: 'c2' }],
    ['factory', { factoryId: null }],
    ['class', { classCode: '1116' }],
    ['model', { models: ['RL-480'] }],
  ])('differs with another %s', (_, change) => {
    expect(unitKey({ ...unit, ...change })).not.toBe(unitKey(unit));
  });

  it('goes by the name where no model is known', () => {
    expect(unitKey({ ...unit, models: [], name: 'HEADLAMP' })).toBe(unitKey({ ...unit, models: [] }));
    expect(unitKey({ ...unit, models: [], name: 'Tail lamp' })).not.toBe(unitKey({ ...unit, models: [] }));
  });

  it('names client, factory, class and models, and nothing where the factory is unknown', () => {
    expect(unitKey({ ...unit, models: [], name: 'Headlamp' })).toBe(`c1 f1 1109 ${nameKey('Headlamp')}`);
    expect(unitKey({ ...unit, factoryId: null, models: [], name: 'Headlamp' })).toBe(`c1  1109 ${nameKey('Headlamp')}`);
  });

  it('stands as it is up to 500 signs; from then on a fingerprint of 16 tells the rest', () => {
    const named = (length: number) => unitKey({ ...unit, models: [], name: 'x'.repeat(length - 'c1 f1 1109 '.length) });
    expect(named(500)).toBe(`c1 f1 1109 ${'x'.repeat(489)}`);
    expect(named(501)).toMatch(/^c1 f1 1109 x{489} [0-9a-f]{16}$/);
    // One in sixteen fingerprints begins with a zero, which is written too.
    for (let length = 502; length < 600; length += 1) expect(named(length)).toHaveLength(517);
  });

  it('stays short with 200 models and still tells the last one apart', () => {
    const models = Array.from({ length: 200 }, (_, index) => `MODEL-WITH-A-LONG-NAME-${1000 + index}`);
    const other = [...models.slice(0, -1), 'MODEL-WITH-A-LONG-NAME-9999'];
    expect(unitKey({ ...unit, models }).length).toBe(517);
    expect(unitKey({ ...unit, models: other })).not.toBe(unitKey({ ...unit, models }));
  });
});
