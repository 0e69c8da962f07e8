import type { Language } from '#domain/permissions';
import { sayIn } from '#features/applicability/words';
import { letterParts } from '#features/reminders/mail/letter.mail';
import type { Block, Letter } from '#platform/pdf/letter';
import { longDate } from '#platform/pdf/letter-words';
import type { LetterView } from './letters.dto.js';
import { letterReference, type LetterAddress } from './letters.queries.js';

/** A letter of a campaign on the tenant's paper, as it was written: the mail of it says the same. */
export function campaignLetter(
  letter: LetterView,
  client: LetterAddress,
  head: Pick<Letter, 'letterhead' | 'footer'>,
): Letter {
  const { kind, number, id, language, subject, body, writtenOn, createdAt } = letter;
  return {
    ...head,
    language,
    reference: letterReference(kind, number, id),
    dateText: longDate(writtenOn, language),
    madeAt: new Date(createdAt),
    recipient: recipientOf(client, language),
    subject,
    blocks: letterParts(body).map((part): Block =>
      part.kind === 'list' ? { kind: 'list', items: part.rows } : { kind: 'paragraph', text: part.lines.join('\n') },
    ),
    // The closing words stand in the text, so that mail and paper are the same letter.
    signature: null,
  };
}

/** Name and postal address in the script of the letter. */
export function recipientOf(client: LetterAddress, language: Language): string[] {
  const isChinese = language === 'zh';
  const name = (isChinese ? client.clientNameZh : null) ?? client.clientName;
  const address = (isChinese ? client.addressZh : null) ?? client.address ?? '';
  const lines = address.split(/\n|, /).map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
  const country = client.country === null ? [] : [sayIn(language).country(client.country)];
  return [name, ...lines, ...country];
}
