import { LANGUAGES } from '#domain/permissions';
import { columns } from '#platform/mail/mail-text';
import { type AccountEvent, writeAccountMail } from './account-mail.js';

const URL = 'https://homolog.example';
const EVENTS: AccountEvent[] = [
  { kind: 'verify', token: 'a.b-c_d', hours: 24 },
  { kind: 'known' },
  { kind: 'reset', token: 'r3s3t', minutes: 60 },
  { kind: 'invitation', token: 'inv', days: 14, inviter: 'Max <b>', tenant: 'Rhein & Werk', role: 'consultant' },
];
const LINKS = {
  verify: `${URL}/verify-email?token=a.b-c_d`,
  known: `${URL}/sign-in`,
  reset: `${URL}/reset-password?token=r3s3t`,
  invitation: `${URL}/invitations/inv`,
};

describe.each(LANGUAGES)('account mails in %s', (language) => {
  const to = { email: 'mei@example.test', name: 'Mei "<Lin>"', language };

  it.each(EVENTS)('carry the link of $kind in full, in both parts', (event) => {
    const mail = writeAccountMail(event, to, URL);
    expect(mail.text).toContain(`\n${LINKS[event.kind]}\n`);
    expect(mail.html).toContain(`href="${LINKS[event.kind]}"`);
    expect(mail.html).toContain(`<html lang="${language === 'zh' ? 'zh-Hans' : language}"`);
    expect(mail.subject).not.toBe('');
  });

  it.each(EVENTS)('let no name of $kind become HTML', (event) => {
    const { html } = writeAccountMail(event, to, URL);
    expect(html).not.toContain('<Lin>');
    expect(html).not.toContain('Max <b>');
    expect(html).toContain('Mei &quot;&lt;Lin&gt;&quot;');
  });

  it.each(EVENTS)('keep the lines of $kind within 72 columns, but for addresses', (event) => {
    const { text } = writeAccountMail(event, to, URL);
    const long = text.split('\n').filter((line) => columns(line) > 72 && !line.includes(URL));
    expect(long).toEqual([]);
  });
});

it('says the same in three languages, each in its own words', () => {
  const subjects = LANGUAGES.map(
    (language) => writeAccountMail(EVENTS[0]!, { email: 'a@b.test', name: 'A', language }, URL).subject,
  );
  expect(subjects).toEqual([
    'Confirm your e-mail address for Homolog',
    'Bestätigen Sie Ihre E-Mail-Adresse für Homolog',
    '请确认您在Homolog的邮箱地址',
  ]);
});
