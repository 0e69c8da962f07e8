import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from './read-report.js';

const file = (name: string) =>
  readFileSync(join(__dirname, '../../../test/fixtures/returned-mails', name), 'utf8').replaceAll('\n', '\r\n');
const read = (source: string) => readReport(Buffer.from(source));

/** A status of its own in a report of Postfix. */
const withStatus = (status: string, action = 'failed') =>
  read(file('postfix-unknown-user.eml').replace('Status: 5.1.1', `Status: ${status}`).replace('Action: failed', `Action: ${action}`)); // prettier-ignore

describe('the report of a mail server', () => {
  test.each([
    [
      'postfix-unknown-user.eml',
      'bounce',
      '5.1.1',
      '550 5.1.1 <emma.carter@kestrel.test>: Recipient address rejected: User unknown in virtual mailbox table',
    ],
    [
      'exchange-not-found.eml',
      'bounce',
      '5.1.10',
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient emma.carter@kestrel.test not found by SMTP address lookup',
    ],
    [
      'gmail-no-such-user.eml',
      'bounce',
      '5.1.1',
      "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550 5.1.1 unnecessary spaces.",
    ],
    ['postfix-delayed.eml', 'delay', '4.4.1', 'connect to mail.kestrel.test[192.0.2.11]:25: Connection timed out'],
    ['postfix-mailbox-full.eml', 'soft-bounce', '5.2.2', '552 5.2.2 The mailbox is over its quota'],
    ['complaint.eml', 'complaint', null, 'complaint (abuse), SomeGenerator/1.0'],
  ])('%s is a %s', async (name, kind, status, answer) => {
    expect(await read(file(name))).toEqual({ kind, status, answer });
  });

  test('what only looks like one is none', async () => {
    expect(await read(file('absence.eml'))).toBeNull();
    expect(await read('')).toBeNull();
    expect(await read(file('complaint.eml').replace('Feedback-Type: abuse', 'Feedback-Type: not-spam'))).toBeNull();
    expect(await withStatus('5.1.1', 'something')).toBeNull();
  });

  test.each([
    ['5.0.0', 'failed', 'bounce'],
    ['5.2.1', 'failed', 'bounce'],
    ['5.7.1', 'failed', 'bounce'],
    ['5.2.3', 'failed', 'soft-bounce'],
    ['5.3.4', 'failed', 'soft-bounce'],
    ['5.6.1', 'failed', 'soft-bounce'],
    ['4.4.7', 'failed', 'soft-bounce'],
    ['nonsense', 'failed', 'soft-bounce'],
    ['4.2.0', 'delayed', 'delay'],
    ['2.0.0', 'relayed', 'delivered'],
  ])('%s %s is a %s', async (status, action, kind) => {
    expect((await withStatus(status, action))?.kind).toBe(kind);
  });

  test('of several recipients the worst counts', async () => {
    const one = 'Final-Recipient: rfc822; other@kestrel.test\r\nAction: delivered\r\nStatus: 2.1.5\r\n\r\n';
    const both = file('postfix-unknown-user.eml').replace(
      'Final-Recipient: rfc822; emma',
      `${one}Final-Recipient: rfc822; emma`,
    );
    expect(await read(both)).toMatchObject({ kind: 'bounce', status: '5.1.1' });
  });

  test('a report that was cut behind its status still counts, and its words bring no line break', async () => {
    const whole = file('postfix-unknown-user.eml');
    const cut = whole.slice(0, whole.indexOf('Content-Description: Undelivered'));
    expect(await read(cut)).toMatchObject({ kind: 'bounce', status: '5.1.1' });
    const long = await read(whole.replaceAll('User unknown', `User\u0007 ${'x'.repeat(900)}`));
    expect(long!.answer).toHaveLength(500);
    expect(long!.answer).not.toMatch(/[\u0000-\u001f]/); // eslint-disable-line no-control-regex -- none may be left
  });
});
