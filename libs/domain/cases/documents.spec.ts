import { BadInput } from '../errors.js';
import type { Party } from '../reference/scheme.js';
import type { DocumentRequestStatus } from '../states/document-request-status.js';
import type { StageStatus } from '../states/stage-status.js';
import { requireDocumentDue } from './document-due.js';
import { turnByDocuments } from './document-turn.js';

describe('the due day of a document', () => {
  it.each([
    ['2026-11-20', '2026-11-20', '2026-11-20'],
    ['2026-12-04', '2026-11-20', '2026-11-20'],
    ['2026-11-20', '2026-11-01', '2026-11-20'],
    ['2026-11-21', '2026-11-21', '2026-11-20'],
  ])('may be %s when it was asked for on %s and today is %s', (dueOn, askedOn, today) => {
    expect(() => requireDocumentDue(dueOn, askedOn, today)).not.toThrow();
  });

  it.each([
    ['2026-11-19', '2026-11-20', '2026-11-20', '2026-11-20'],
    ['2026-11-19', '2026-11-01', '2026-11-20', '2026-11-20'],
    ['2026-11-20', '2026-11-21', '2026-11-20', '2026-11-21'],
  ])('is refused as %s when it was asked for on %s and today is %s', (dueOn, askedOn, today, earliestOn) => {
    let thrown: unknown;
    try {
      requireDocumentDue(dueOn, askedOn, today);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(BadInput);
    expect(thrown).toMatchObject({
      code: 'invalid-input',
      faults: [
        {
          field: 'dueOn',
          code: 'due-too-early',
          detail: `The due day must not be before ${earliestOn}.`,
          allowed: `from ${earliestOn}`,
        },
      ],
    });
  });
});

describe('a stage with documents', () => {
  it.each<[string, StageStatus, Party, Party, DocumentRequestStatus[], 'client' | 'consultancy' | null]>([
    ['goes to us when all have come', 'running', 'client', 'client', ['received', 'received'], 'consultancy'],
    ['goes to us when what is left was waived', 'running', 'client', 'client', ['accepted', 'waived'], 'consultancy'],
    ['stays with the client while one is asked for', 'running', 'client', 'client', ['received', 'requested'], null],
    ['stays with the client while one was returned', 'running', 'client', 'client', ['returned'], null],
    ['stays with us while nothing is owed', 'running', 'client', 'consultancy', ['received', 'submitted'], null],
    ['goes back when one is returned', 'running', 'client', 'consultancy', ['accepted', 'returned'], 'client'],
    ['goes back when one more is asked for', 'running', 'client', 'consultancy', ['accepted', 'requested'], 'client'],
    ['stays with whom it was given to', 'running', 'client', 'body', ['received'], null],
    ['stays with whom it was given to, owed or not', 'running', 'client', 'body', ['requested'], null],
    ['stays when it has no documents', 'running', 'client', 'client', [], null],
    ['stays when it is not the client’s', 'running', 'laboratory', 'laboratory', ['requested'], null],
    ['stays when it is ours', 'running', 'consultancy', 'consultancy', ['requested'], null],
    ['stays while it is blocked', 'blocked', 'client', 'client', ['received'], null],
    ['stays before it began', 'not-started', 'client', 'client', ['received'], null],
    ['stays when it is done', 'done', 'client', 'consultancy', ['returned'], null],
  ])('%s', (_, status, party, turn, requests, expected) => {
    const documents = requests.map((one) => ({ status: one }));
    expect(turnByDocuments({ status, party, turn }, documents)).toBe(expected);
  });
});
