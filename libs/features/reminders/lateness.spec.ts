import { calendarOf } from '#domain/calendar/working-calendar';
import type { Language } from '#domain/permissions';
import { content, conversion } from '../../../test/support/mail-content.js';
import { lateness } from './lateness.js';
import { renderMail } from './mail/render-mail.js';

const BERLIN = { timeZone: 'Europe/Berlin', calendar: calendarOf('DE', [], []), quiet: { quietFrom: 20, quietTo: 7 } };
const late = (sendAt: string, now: string, reader: Parameters<typeof lateness>[2] = BERLIN) =>
  lateness(new Date(sendAt), new Date(now), reader);

describe('a mail that is late', () => {
  it('is so from two hours after its instant, told by its reader’s clock', () => {
    expect(late('2026-12-01T07:00:00Z', '2026-12-01T09:00:00Z')).toBeNull();
    expect(late('2026-12-01T07:00:00Z', '2026-12-01T09:00:01Z')).toEqual({ on: '2026-12-01', at: '08:00' });
    expect(late('2026-11-30T23:30:00Z', '2026-12-02T00:00:00Z', { ...BERLIN, timeZone: 'Asia/Shanghai' })).toEqual({
      on: '2026-12-01',
      at: '07:30',
    });
  });

  it('is not so when it only waited for its window to open', () => {
    // Told on Friday at ten in the evening, sent on Monday morning.
    expect(late('2026-12-04T21:00:00Z', '2026-12-07T06:00:30Z')).toBeNull();
    expect(late('2026-12-04T21:00:00Z', '2026-12-07T08:30:00Z')).toEqual({ on: '2026-12-04', at: '22:00' });
  });

  it.each<[Language, string]>([
    ['en', 'This mail is late: it should have left on Tuesday 1 December 2026 at 08:00.'],
    ['de', 'Diese Nachricht kommt verspätet: Vorgesehen war Dienstag, 1. Dezember 2026, 08:00 Uhr.'],
    ['zh', '此邮件延迟发出，原定发送时间为2026年12月1日，星期二 08:00。'],
  ])('says in %s since when, at the head of HTML and text', (language, sentence) => {
    const mail = { ...content({ language, items: [conversion()] }), late: { on: '2026-12-01', at: '08:00' } };
    const { html, text } = renderMail(mail);
    expect(text.replaceAll('\n', ' ').replaceAll('  ', ' ')).toMatch(new RegExp(`^${sentence}`));
    expect(html).toContain(sentence);
    expect(renderMail({ ...mail, late: null }).html).not.toContain(sentence);
  });
});
