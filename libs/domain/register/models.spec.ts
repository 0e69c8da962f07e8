import fc from 'fast-check';
import { modelsKey, readModels } from './models.js';

describe('readModels', () => {
  it.each([
    ['PA-749A; PA-870B', ['PA-749A', 'PA-870B']],
    ['PA-749A、PA-870B', ['PA-749A', 'PA-870B']],
    ['PA-749A，PA-870B；PA-1', ['PA-749A', 'PA-870B', 'PA-1']],
    ['PA-749A,PA-870B', ['PA-749A', 'PA-870B']],
    ['1001,1002', ['1001', '1002']],
    ['PA-749A\nPA-870B\r\nPA-1', ['PA-749A', 'PA-870B', 'PA-1']],
    ['PA-749A | PA-870B', ['PA-749A', 'PA-870B']],
    ['PA-749A / PA-870B', ['PA-749A', 'PA-870B']],
    ['PA-749A   /\n  PA-870B', ['PA-749A', 'PA-870B']],
    [' ; PA-749A ;; ', ['PA-749A']],
  ])('splits %j', (text, models) => {
    expect(readModels(text).models).toEqual(models);
  });

  it.each(['185/65 R15 88H', 'PA-749A/B', 'Model S 2.0', '1,5T', 'Golf 2,0 TDI', 'A–B'])(
    'keeps %j as one name',
    (model) => {
      expect(readModels(model).models).toEqual([model]);
    },
  );

  it('splits a list of tyre sizes and keeps their slashes', () => {
    expect(readModels('185/65 R15; 195/60 R15').models).toEqual(['185/65 R15', '195/60 R15']);
  });

  it('reads a long run of spaces as fast as anything else', () => {
    const startedAt = performance.now();
    for (let cell = 0; cell < 100; cell += 1) readModels(`PA-1${' '.repeat(9_990)}x`);
    // Milliseconds; a search that starts anew at every space takes some 50 for each cell.
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('keeps a model that is named twice once and says so', () => {
    expect(readModels('PA-1; pa-1; PA-2')).toEqual({ models: ['PA-1', 'PA-2'], separators: [';'], repeated: ['pa-1'] });
  });

  it('names the separators as they stand in the file', () => {
    expect(readModels('A、B / C\nD').separators.sort()).toEqual(['\n', '/', '、'].sort());
  });

  it.each(['A\rB', 'A\nB', 'A\r\nB', 'A\u2028B'])('tells any line end as one: %j', (text) => {
    expect(readModels(text)).toEqual({ models: ['A', 'B'], separators: ['\n'], repeated: [] });
  });

  it('gives back any list of names joined by any separator', () => {
    const name = fc.stringMatching(/^[A-Z]{2}-[0-9]{3}[A-Z]$/);
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        names,
        fc.constantFrom(';', '; ', '；', '、', ',', ', ', '，', '\n', ' / ', ' | '),
        (models, separator) => {
          expect(readModels(models.join(separator)).models).toEqual(models);
        },
      ),
    );
  });

  it('loses no letter or digit of any text but those of repeated names', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9;,、 /.\-|]{0,60}$/), (text) => {
        const { models, repeated } = readModels(text);
        const signs = (t: string): string => [...t.replace(/[^A-Za-z0-9]/g, '')].sort().join('');
        expect(signs(models.join('') + repeated.join(''))).toBe(signs(text));
      }),
    );
  });
});

describe('modelsKey', () => {
  it('is their upper-case names in order', () => {
    expect(modelsKey(['pa  2', 'PA-1', 'pa-1'])).toBe('PA-1;PA2');
  });

  it('is the same for the same models in another order, width, case and spacing', () => {
    expect(modelsKey(['PA-1', 'PA 2'])).toBe(modelsKey(['ｐａ２', 'pa-1']));
  });

  it('tells PA-1 from PA1, which may be another part', () => {
    expect(modelsKey(['PA-1'])).not.toBe(modelsKey(['PA1']));
  });
});
