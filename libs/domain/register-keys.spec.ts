import { unitKey } from './register-keys.js';

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

  it('stays short with 200 models and still tells the last one apart', () => {
    const models = Array.from({ length: 200 }, (_, index) => `MODEL-WITH-A-LONG-NAME-${1000 + index}`);
    const other = [...models.slice(0, -1), 'MODEL-WITH-A-LONG-NAME-9999'];
    expect(unitKey({ ...unit, models }).length).toBe(517);
    expect(unitKey({ ...unit, models: other })).not.toBe(unitKey({ ...unit, models }));
  });
});
