import type { Language, Role } from '#domain/permissions';
import { block, button, escapeHtml, page, section } from '#platform/mail/mail-html';
import { wrap } from '#platform/mail/mail-text';
import { type MailWords, WORDS } from './words.js';

/** What happened to an account, as far as its mail tells it. Tokens are secrets: they stand in links only. */
export type AccountEvent =
  | { kind: 'verify'; token: string; hours: number }
  | { kind: 'known' }
  | { kind: 'reset'; token: string; minutes: number }
  | { kind: 'invitation'; token: string; days: number; inviter: string | null; tenant: string; role: Role };

export interface Addressee {
  email: string;
  name: string;
  language: Language;
}

export interface WrittenMail {
  subject: string;
  text: string;
  html: string;
}

/** Where the links of the mails lead; the web app has a page at each (apps/web/src/accounts/accounts.routes.tsx). */
function linkOf(event: AccountEvent, baseUrl: string): string {
  switch (event.kind) {
    case 'verify':
      return `${baseUrl}/verify-email?token=${encodeURIComponent(event.token)}`;
    case 'reset':
      return `${baseUrl}/reset-password?token=${encodeURIComponent(event.token)}`;
    case 'invitation':
      return `${baseUrl}/invitations/${encodeURIComponent(event.token)}`;
    case 'known':
      return `${baseUrl}/sign-in`;
  }
}

/**
 * Writes an account mail in the reader's language, as plain text and as HTML.
 *
 * @param baseUrl public address without a trailing slash
 */
export function writeAccountMail(event: AccountEvent, to: Addressee, baseUrl: string): WrittenMail {
  const words = WORDS[to.language];
  const said: MailWords = (() => {
    switch (event.kind) {
      case 'verify':
        return words.verify(event.hours);
      case 'known':
        return words.known();
      case 'reset':
        return words.reset(event.minutes);
      case 'invitation':
        return words.invitation({ ...event, role: words.roles[event.role], email: to.email });
    }
  })();
  const link = linkOf(event, baseUrl);
  const greeting = words.greeting(to.name);
  const foot = words.foot(baseUrl);
  const text = [
    ...[greeting, ...said.before].map((paragraph) => wrap(paragraph)),
    `${said.button}:\n${link}`,
    ...said.after.map((paragraph) => wrap(paragraph)),
    `-- \n${foot}`,
  ].join('\n\n');
  const paragraph = (content: string) =>
    block('p', escapeHtml(content), { size: 15, line: 23, margin: '0 0 16px', ink: 'ink' });
  const small = (content: string, margin: string) => block('p', content, { size: 13, line: 20, margin, ink: 'ink2' });
  const html = page({
    lang: words.lang,
    title: said.subject,
    preview: said.before[0] ?? said.subject,
    head: block('p', 'Homolog', { size: 14, line: 20, weight: 600, ink: 'ink2' }),
    sections: [
      section(
        block('h1', escapeHtml(said.subject), { size: 20, line: 28, weight: 600, margin: '0 0 16px' }) +
          [greeting, ...said.before].map(paragraph).join('') +
          button(said.button, link) +
          said.after.map((content) => small(escapeHtml(content), '12px 0 0')).join('') +
          small(
            `${escapeHtml(words.address)}<br><a href="${escapeHtml(link)}" class="i-accent" style="color:#0B6068;word-break:break-all">${escapeHtml(link)}</a>`,
            '16px 0 0',
          ),
        '28px 32px',
      ),
    ],
    foot: block('p', escapeHtml(foot), { size: 12, line: 18, ink: 'ink3' }),
  });
  return { subject: said.subject, text: `${text}\n`, html };
}
