import type { Language } from '#domain/permissions';
import { writeAccountMail, type AccountEvent } from '#features/accounts/mails/account-mail';
import type { RenderedMail } from '#features/reminders/mail/mail-content';
import { renderMail } from '#features/reminders/mail/render-mail';
import { isNoticeKind, noticeSample, REMINDER_SAMPLES, reminderSample, type SampleGround } from './sample-content.js';

export { REMINDER_SAMPLES } from './sample-content.js';

/** Mails of accounts, which come from the installation and not from a tenant. */
export const ACCOUNT_SAMPLES = ['invitation', 'verify', 'reset'] as const;

/** Before the subject of a sample that is sent. */
export const TEST_MARKS: Readonly<Record<Language, string>> = { en: '[Test] ', de: '[Test] ', zh: '【测试】' };

/** No token of ours: the page behind it says that the link does not hold. */
const SAMPLE_TOKEN = 'sample';

export interface WrittenSample extends RenderedMail {
  isOfInstallation: boolean;
}

/** @returns null when there is no such kind of mail */
export function writeSample(kind: string, ground: SampleGround): WrittenSample | null {
  const reminder = REMINDER_SAMPLES.find((each) => each === kind);
  if (reminder) return { ...renderMail(reminderSample(reminder, ground)), isOfInstallation: false };
  if (isNoticeKind(kind)) return { ...renderMail(noticeSample(kind, ground)), isOfInstallation: false };
  const account = ACCOUNT_SAMPLES.find((each) => each === kind);
  if (!account) return null;
  const { reader, language, url } = ground;
  return { ...writeAccountMail(accountEvent(account, ground), { ...reader, language }, url), isOfInstallation: true };
}

function accountEvent(kind: (typeof ACCOUNT_SAMPLES)[number], { tenant, reader }: SampleGround): AccountEvent {
  const token = SAMPLE_TOKEN;
  switch (kind) {
    case 'invitation':
      return {
        kind,
        token,
        days: 14,
        inviter: reader.name,
        tenant: tenant.latin ?? tenant.chinese ?? '',
        role: 'consultant',
      };
    case 'verify':
      return { kind, token, hours: 24 };
    case 'reset':
      return { kind, token, minutes: 60 };
  }
}
