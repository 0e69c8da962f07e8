import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WithdrawReason } from '#features/reminders/replan';

const I18N = join(__dirname, '../../apps/web/src/i18n');

/** A reason without an entry here does not compile. */
const REASONS: Record<WithdrawReason, true> = {
  answered: true,
  'contact-removed': true,
  'deadline-met': true,
  'deadline-withdrawn': true,
  'in-work': true,
  'nearer-step': true,
  'no-longer-recipient': true,
  'not-mine': true,
  overtaken: true,
  'passed-while-held': true,
  'policy-changed': true,
  'switched-off': true,
};

const wordsOf = (language: string): Record<string, string> =>
  (JSON.parse(readFileSync(join(I18N, language, 'reminders.json'), 'utf8')) as { withdrawn: Record<string, string> })
    .withdrawn;

it.each([
  ['en', 'a later step was due before it was sent'],
  ['de', 'vor dem Versand war schon eine spätere Stufe fällig'],
  ['zh', '发送前已有更近的节点到期'],
])('%s says why each withdrawn reminder is not sent, also an overtaken one', (language, overtaken) => {
  const words = wordsOf(language);
  expect(Object.keys(words).sort()).toEqual(Object.keys(REASONS).sort());
  expect(words.overtaken).toBe(overtaken);
});

it.each([
  ['en', 'Follow-up inspection', 'Conversion'],
  ['de', 'Folgeinspektion', 'Umwandlung'],
  ['zh', '监督检查', '转换'],
])('%s screens have the words that the mails use', (language, followUp, conversion) => {
  const { deadlineKind } = JSON.parse(readFileSync(join(I18N, language, 'domain.json'), 'utf8')) as {
    deadlineKind: Record<string, string>;
  };
  expect([deadlineKind['follow-up-inspection'], deadlineKind.conversion]).toEqual([followUp, conversion]);
});
