import { readMail, signMail, type MailClaim } from './mail-token.js';

/** Who reads the mail may answer what it reminds of, and nothing else. */
export const signAnswer = (claim: MailClaim, secret: string): string => signMail('reminder-answer', claim, secret);

/** @returns null when the text is not ours */
export const readAnswer = (token: string, secret: string): MailClaim | null =>
  readMail('reminder-answer', token, secret);
