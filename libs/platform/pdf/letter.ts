import type { Language } from '#domain/permissions';

/** Who writes: as the tenant's settings have it. */
export interface Letterhead {
  name: string;
  nameZh: string | null;
  /** the postal address, without the name */
  lines: readonly string[];
  phone: string | null;
  email: string | null;
  web: string | null;
  /** register, number, managing directors: what the law of the place wants on a letter */
  registration: string | null;
  /** PNG or JPEG as `readPicture` gave it back */
  logo: Buffer | null;
}

/** A label and what it says, side by side. */
export interface Fact {
  label: string;
  value: string;
}

/** One step of the reasoning and what it rests on. */
export interface Reason {
  text: string;
  /** legal, practice or planning, in the letter's language */
  basis: string;
  /** where it is written, with its certainty where that is not official */
  source: string;
  /** http or https; printed, and a link */
  url?: string | null;
}

/** Paragraphs may hold line ends. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'facts'; facts: readonly Fact[] }
  /** numbered; a later block of reasons counts on */
  | { kind: 'reasons'; reasons: readonly Reason[] }
  /** framed, with bullets where there are several */
  | { kind: 'notice'; title: string; texts: readonly string[] }
  | { kind: 'list'; items: readonly string[] }
  /** cells of a row stand side by side and may hold line ends; a row is never cut */
  | { kind: 'table'; columns: readonly TableColumn[]; rows: readonly (readonly string[])[] }
  /** amounts as bars, the longest of them as long as there is room */
  | { kind: 'bars'; bars: readonly { label: string; amount: number }[] };

export interface TableColumn {
  title: string;
  /** of the width; all of a table together 1 */
  share: number;
}

/** A letter in words, in one language. How it looks is this folder's part. */
export interface Letter {
  language: Language;
  letterhead: Letterhead;
  /** the document's number, at the head of every page */
  reference: string;
  /** the day in words of the letter's language */
  dateText: string;
  /** goes into the file as its time of making: the same letter gives the same bytes */
  madeAt: Date;
  /** name and postal address */
  recipient: readonly string[];
  subject: string;
  blocks: readonly Block[];
  /** null: nobody signs, and there are no closing words */
  signature: { name: string; role: string | null; place: string | null } | null;
  /** small print at the foot of the first page; empty for none */
  footer: string;
}

/**
 * The letter as a PDF: A4, the address where a window envelope shows it (DIN 5008, form B), fonts embedded. Texts are
 * only ever printed: nothing in them is read as markup, fetched or opened. Characters that no font has appear as a box
 * (`unprintable` of letter-fonts.ts names them).
 *
 * The libraries behind it are loaded by the first letter, so that a start does not pay for them.
 */
export async function renderLetter(letter: Letter): Promise<Buffer> {
  const { printLetter } = await import('./print-letter.js');
  return printLetter(letter);
}
