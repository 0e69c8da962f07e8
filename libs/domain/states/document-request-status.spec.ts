import {
  DOCUMENT_REQUEST_ACTORS,
  DOCUMENT_REQUEST_ACTS,
  DOCUMENT_REQUEST_INITIAL,
  DOCUMENT_REQUEST_STATUSES,
  documentRequestActs,
  documentRequestNeeds,
  isOwedByClient,
  nextDocumentRequestStatus,
  type DocumentRequestAct,
  type DocumentRequestStatus,
} from './document-request-status.js';

const LEGAL: Record<DocumentRequestStatus, Partial<Record<DocumentRequestAct, DocumentRequestStatus>>> = {
  requested: { receive: 'received', waive: 'waived' },
  received: { receive: 'received', accept: 'accepted', return: 'returned' },
  accepted: { submit: 'submitted', return: 'returned' },
  returned: { receive: 'received', waive: 'waived' },
  submitted: { return: 'returned' },
  waived: { 'ask-again': 'requested' },
};

describe('a document that is asked for', () => {
  it.each(DOCUMENT_REQUEST_STATUSES)('in %s may do what the field knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(documentRequestActs(status)).toEqual(Object.keys(legal));
    for (const act of DOCUMENT_REQUEST_ACTS) {
      if (legal[act]) expect(nextDocumentRequestStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextDocumentRequestStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'document-request.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('is owed by the client when it is asked for and when it came back, and at no other time', () => {
    expect(DOCUMENT_REQUEST_INITIAL).toBe('requested');
    expect(DOCUMENT_REQUEST_STATUSES.filter(isOwedByClient)).toEqual(['requested', 'returned']);
  });

  it.each<[DocumentRequestStatus, DocumentRequestAct, string[]]>([
    ['requested', 'receive', ['file']],
    ['requested', 'waive', ['reason']],
    ['received', 'receive', ['file']],
    ['received', 'accept', []],
    ['received', 'return', ['reason']],
    ['returned', 'receive', ['file']],
    ['returned', 'waive', ['reason']],
    ['accepted', 'submit', []],
    ['accepted', 'return', ['reason']],
    ['submitted', 'return', ['reason']],
    ['waived', 'ask-again', []],
    ['waived', 'receive', []],
  ])('in %s cannot %s without %j', (status, act, needs) => {
    expect(documentRequestNeeds(status, act)).toEqual(needs);
  });

  it('is handed in by the client or for it, and looked at by the consultancy', () => {
    expect(DOCUMENT_REQUEST_ACTORS).toEqual({
      receive: ['client', 'consultancy'],
      accept: ['consultancy'],
      return: ['consultancy', 'body'],
      submit: ['consultancy'],
      waive: ['consultancy'],
      'ask-again': ['consultancy'],
    });
  });
});
