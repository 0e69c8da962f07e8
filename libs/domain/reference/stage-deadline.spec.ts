import { stageDeadlineNames } from './stage-deadline.js';

const names = { en: 'Samples at the laboratory', de: 'Proben beim Labor', zh: '样品送达实验室' };
const schemes = new Map([
  [
    'ccc-standard',
    {
      stages: [
        { key: 'documents', deadlines: [{ key: 'samples-due', names: { en: 'x', de: 'x', zh: 'x' } }] },
        { key: 'sample-notice', deadlines: [{ key: 'samples-due', names }] },
      ],
    },
  ],
]) as never;

describe('the name of a day of a stage', () => {
  it('is that of the stage and the day together', () => {
    expect(stageDeadlineNames(schemes, 'ccc-standard', 'sample-notice/samples-due')).toEqual(names);
  });

  it.each([
    ['another procedure', 'exemption', 'sample-notice/samples-due'],
    ['another stage', 'ccc-standard', 'type-test/samples-due'],
    ['another day', 'ccc-standard', 'sample-notice/fee-due'],
    ['no day', 'ccc-standard', 'sample-notice'],
    ['nothing', 'ccc-standard', ''],
  ])('is unknown for %s', (_, scheme, item) => {
    expect(stageDeadlineNames(schemes, scheme, item)).toBeNull();
  });
});
