import { actsFrom, needsOf, nextState, type Actors, type Transition } from './transition-table.js';

/** State of a document that is asked of a client. `waived`: it is not needed after all. */
export const DOCUMENT_REQUEST_STATUSES = [
  'requested',
  'received',
  'accepted',
  'returned',
  'submitted',
  'waived',
] as const;
export type DocumentRequestStatus = (typeof DOCUMENT_REQUEST_STATUSES)[number];

export const DOCUMENT_REQUEST_INITIAL: DocumentRequestStatus = 'requested';

export const DOCUMENT_REQUEST_ACTS = ['receive', 'accept', 'return', 'submit', 'waive', 'ask-again'] as const;
export type DocumentRequestAct = (typeof DOCUMENT_REQUEST_ACTS)[number];

export type DocumentRequestNeed = 'file' | 'reason';

/**
 * The allowed transitions. A newer version may come before the one before was looked at. What the body sends back after
 * it was handed in is returned to the client like anything else; no state is final, because the next version may come.
 */
export const DOCUMENT_REQUEST_TRANSITIONS: readonly Transition<
  DocumentRequestStatus,
  DocumentRequestAct,
  DocumentRequestNeed
>[] = [
  { from: 'requested', act: 'receive', to: 'received', needs: ['file'] },
  { from: 'requested', act: 'waive', to: 'waived', needs: ['reason'] },
  { from: 'received', act: 'receive', to: 'received', needs: ['file'] },
  { from: 'received', act: 'accept', to: 'accepted' },
  { from: 'received', act: 'return', to: 'returned', needs: ['reason'] },
  { from: 'returned', act: 'receive', to: 'received', needs: ['file'] },
  { from: 'returned', act: 'waive', to: 'waived', needs: ['reason'] },
  { from: 'accepted', act: 'submit', to: 'submitted' },
  { from: 'accepted', act: 'return', to: 'returned', needs: ['reason'] },
  { from: 'submitted', act: 'return', to: 'returned', needs: ['reason'] },
  { from: 'waived', act: 'ask-again', to: 'requested' },
];

export const DOCUMENT_REQUEST_ACTORS: Actors<DocumentRequestAct> = {
  receive: ['client', 'consultancy'],
  accept: ['consultancy'],
  return: ['consultancy', 'body'],
  submit: ['consultancy'],
  waive: ['consultancy'],
  'ask-again': ['consultancy'],
};

/** The acts that are legal in this state, in the order of the table. */
export function documentRequestActs(status: DocumentRequestStatus): DocumentRequestAct[] {
  return actsFrom(DOCUMENT_REQUEST_TRANSITIONS, status);
}

/** What the act cannot be recorded without in this state. */
export function documentRequestNeeds(
  status: DocumentRequestStatus,
  act: DocumentRequestAct,
): readonly DocumentRequestNeed[] {
  return needsOf(DOCUMENT_REQUEST_TRANSITIONS, status, act);
}

/** @throws RuleBroken `document-request.illegal-transition` with the legal acts named */
export function nextDocumentRequestStatus(
  status: DocumentRequestStatus,
  act: DocumentRequestAct,
): DocumentRequestStatus {
  return nextState(DOCUMENT_REQUEST_TRANSITIONS, 'document-request.illegal-transition', status, act);
}

/** The client still owes it. */
export function isOwedByClient(status: DocumentRequestStatus): boolean {
  return status === 'requested' || status === 'returned';
}
