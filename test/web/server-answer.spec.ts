import { isAddressAtFault, refusalOf, type Refusal } from '../../apps/web/src/reminders/server-answer.js';

describe('what a mail server said', () => {
  const answers: [string, Refusal][] = [
    ['address-marked: 550 5.1.1 user unknown', 'address-marked'],
    ['550 5.1.1 <li@example.com>: Recipient address rejected: User unknown', 'unknown-address'],
    ['550 No such user here', 'unknown-address'],
    ['554 5.4.4 Host or domain name not found', 'unknown-domain'],
    ['552 5.2.2 Mailbox full', 'mailbox-full'],
    ['552 Quota exceeded', 'mailbox-full'],
    ['550 5.7.1 Message rejected as spam', 'blocked'],
    ['552 5.3.4 Message size exceeds fixed limit', 'too-large'],
    ['554 Transaction failed', 'other'],
  ];
  it.each(answers)('reads "%s" as %s', (answer, refusal) => {
    expect(refusalOf(answer)).toBe(refusal);
  });

  it('trusts the enhanced code more than the words beside it', () => {
    expect(refusalOf('550 5.2.2 user unknown')).toBe('mailbox-full');
  });

  it('asks for another address only where the address is wrong', () => {
    expect(isAddressAtFault('unknown-address')).toBe(true);
    expect(isAddressAtFault('mailbox-full')).toBe(false);
  });
});
