import { sendNoticesAt } from './notice-instant.js';

describe('when a notice is mailed', () => {
  it.each([
    ['within minutes', '2026-11-20T09:00:00Z', null, '2026-11-20T09:05:00.000Z'],
    ['together with what happens two minutes later', '2026-11-20T09:02:59Z', null, '2026-11-20T09:05:00.000Z'],
    ['never sooner than two minutes', '2026-11-20T09:03:00.001Z', null, '2026-11-20T09:10:00.000Z'],
    ['half an hour after the last one', '2026-11-20T09:06:00Z', '2026-11-20T09:05:00Z', '2026-11-20T09:35:00.000Z'],
    [
      'quickly when the last one is long ago',
      '2026-11-20T09:36:00Z',
      '2026-11-20T09:05:00Z',
      '2026-11-20T09:40:00.000Z',
    ],
  ])('%s', (_, now, lastAt, sendAt) => {
    expect(sendNoticesAt(new Date(now), lastAt === null ? null : new Date(lastAt)).toISOString()).toBe(sendAt);
  });
});
