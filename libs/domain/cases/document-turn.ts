import type { Party } from '../reference/scheme.js';
import { isOwedByClient, type DocumentRequestStatus } from '../states/document-request-status.js';
import type { StageStatus } from '../states/stage-status.js';

/** A stage for which documents are asked. */
export interface AskingStage {
  status: StageStatus;
  /** whose stage it is */
  party: Party;
  /** who has it now */
  turn: Party;
}

/**
 * Who gets a stage after something happened to its documents. A client's stage goes to the consultancy once the client
 * owes nothing any more, and back as soon as it owes something; other stages stay where they are, because a document
 * asked on the side takes nobody's work away.
 *
 * @param requests every document of the stage
 * @returns null when it stays
 */
export function turnByDocuments(
  stage: AskingStage,
  requests: readonly { status: DocumentRequestStatus }[],
): 'client' | 'consultancy' | null {
  if (stage.status !== 'running' || stage.party !== 'client' || requests.length === 0) return null;
  const isOwed = requests.some(({ status }) => isOwedByClient(status));
  if (isOwed && stage.turn === 'consultancy') return 'client';
  if (!isOwed && stage.turn === 'client') return 'consultancy';
  return null;
}
