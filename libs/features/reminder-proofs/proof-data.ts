import { createHash } from 'node:crypto';
import type { Day } from '#domain/day';
import type { Answer } from '#domain/deadlines/answer';
import type { Basis, Certainty, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import type { StepUnit } from '#domain/deadlines/policy';
import type { Words } from '#domain/reference/record';
import type { AttemptOutcome } from '#database/entities/mail-attempt.entity';
import type { ToldByChannel } from '#features/channels/told-by-channels';
import type { RecipientReason } from '#features/reminders/recipients';
import type { ReminderState, Report } from '#features/reminders/reminders.dto';
import type { ProofReaders } from './reminder-proofs.dto.js';

/** One reminder as it stood when the document was made. Instants are ISO in UTC. */
export interface ProofLine {
  id: string;
  /** the day it reminds of: an earlier one where the day moved since */
  dueOn: Day;
  stepDays: number;
  stepUnit: StepUnit;
  sendOn: Day;
  sendAt: string;
  timeZone: string;
  movedFrom: Day | null;
  movedBecause: string | null;
  reason: RecipientReason;
  insteadOf: string | null;
  state: ReminderState;
  stateReason: string | null;
  toName: string | null;
  toEmail: string | null;
  messageId: string | null;
  sentAt: string | null;
  openedAt: string | null;
  tries: { at: string; outcome: AttemptOutcome; code: number | null; answer: string | null }[];
  reports: { kind: Report; at: string; status: string | null; answer: string | null }[];
  /** given by the link of this mail */
  answers: { answer: Answer; until: Day | null; at: string; name: string }[];
  /** what channels of the team and of its people were told beside this mail; none in a document of format 1 or for the client */
  channels?: ToldByChannel[];
}

/** The deadline that the document is about. */
export interface ProofDeadline {
  id: string;
  kind: DeadlineKind;
  dueOn: Day;
  basis: Basis;
  certainty: Certainty;
  source: string;
  isDisputed: boolean;
  state: DeadlineState;
  label: string;
  labelZh: string | null;
  itemNames: Words | null;
  productName: string | null;
  productNameZh: string | null;
  clientName: string | null;
  clientNameZh: string | null;
}

/** All that the document says. Kept as text, of which the sum is taken. */
export interface ProofData {
  /** of this shape; 1 knew nothing of channels */
  format: 1 | 2;
  id: string;
  tenant: string;
  tenantZh: string | null;
  readers: ProofReaders;
  madeAt: string;
  madeBy: string;
  /** in which the maker reads instants */
  timeZone: string;
  deadline: ProofDeadline;
  /** in the order of their mornings */
  lines: ProofLine[];
  /** answers given in the product, by no mail's link */
  answers: { answer: Answer; until: Day | null; at: string; name: string }[];
}

/** @returns hexadecimal, of the UTF-8 bytes */
export function sumOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** How the lines of a document stand to those of today, which are told as that document tells them. */
export function comparedWith({ format, lines: then }: Pick<ProofData, 'format' | 'lines'>, now: readonly ProofLine[]) {
  const inFormat = ({ channels, ...line }: ProofLine) => (format === 1 ? line : { ...line, channels });
  const today = new Map(now.map((line) => [line.id, JSON.stringify(inFormat(line))]));
  const same = then.filter((line) => today.get(line.id) === JSON.stringify(line)).length;
  const known = new Set(then.map(({ id }) => id));
  return { same, changed: then.length - same, added: now.filter(({ id }) => !known.has(id)).length };
}
