import { BadInput, Forbidden, NotFound, RuleBroken } from './errors.js';

describe('an error of the rules', () => {
  it('says what was not found', () => {
    const error = new NotFound('certificate');
    expect(error).toMatchObject({ code: 'not-found', noun: 'certificate', message: 'certificate not found' });
    expect(error).toBeInstanceOf(Error);
  });

  it('says what is needed', () => {
    expect(new Forbidden('owner')).toMatchObject({ code: 'forbidden', needed: 'owner', message: 'needs owner' });
  });

  it('carries the code of the rule and what puts it right', () => {
    expect(new RuleBroken('stage.waits-for', { stages: ['documents'] })).toMatchObject({
      code: 'stage.waits-for',
      message: 'stage.waits-for',
      facts: { stages: ['documents'] },
    });
    expect(new RuleBroken('member.last-owner').facts).toEqual({});
  });

  it('carries each fault of the input', () => {
    const faults = [{ field: 'on', code: 'is-day', detail: 'Not an existing day.', allowed: 'YYYY-MM-DD' }];
    expect(new BadInput('invalid-input', faults)).toMatchObject({
      code: 'invalid-input',
      message: 'invalid-input',
      faults,
    });
  });
});
