import fc from 'fast-check';
import { APPLICATION_STATUSES } from '../states/application-status.js';
import { CERTIFICATE_STATUSES } from '../states/certificate-status.js';
import { isDone, MEMBER_STEPS, stepOf, type MemberFacts } from './step.js';

const NOTHING: MemberFacts = {
  isExcused: false,
  hasFailed: false,
  isMade: false,
  isTold: false,
  asked: 0,
  owed: 0,
  caseStatus: null,
  isApplicationDone: false,
  isReplaced: false,
  certificateStatus: 'valid',
  mustCancel: true,
};
const MADE: MemberFacts = { ...NOTHING, isMade: true, caseStatus: 'draft', asked: 2, owed: 2 };
const stepWith = (facts: Partial<MemberFacts>) => stepOf({ ...MADE, ...facts });

describe('the step of a member of a campaign', () => {
  it.each<[string, Partial<MemberFacts>, string]>([
    ['its case stands', {}, 'open'],
    ['the letter went', { isTold: true }, 'told'],
    ['one of two documents came', { isTold: true, owed: 1 }, 'told'],
    ['all documents came', { isTold: true, owed: 0 }, 'documents-in'],
    ['all documents came before the letter went', { owed: 0 }, 'documents-in'],
    ['no documents were asked for', { isTold: true, asked: 0, owed: 0 }, 'told'],
    ['no documents were asked for and no letter went', { asked: 0, owed: 0 }, 'open'],
    ['the application was submitted', { caseStatus: 'submitted' }, 'filed'],
    ['the application was accepted', { caseStatus: 'accepted' }, 'filed'],
    ['the case runs', { caseStatus: 'running' }, 'filed'],
    ['the case is held', { caseStatus: 'on-hold' }, 'filed'],
    ['the body sent the application back', { caseStatus: 'returned', isTold: true }, 'told'],
    ['the body sent it back with all documents in', { caseStatus: 'returned', owed: 0 }, 'documents-in'],
    ['its stage was done, whatever the case says', { caseStatus: 'draft', isApplicationDone: true }, 'filed'],
    ['the case was refused', { caseStatus: 'refused' }, 'failed'],
    ['the case was withdrawn with the application filed', { caseStatus: 'withdrawn', isApplicationDone: true }, 'failed'], // prettier-ignore
    ['the case lapsed', { caseStatus: 'lapsed', owed: 0, isTold: true }, 'failed'],
    ['the case ended in a certificate', { caseStatus: 'certified' }, 'certified'],
    ['a certificate took its place without a case', { caseStatus: null, isReplaced: true }, 'certified'],
    ['a certificate took its place while the case is a draft', { isReplaced: true }, 'certified'],
    ['a certificate took its place though the case lapsed', { caseStatus: 'lapsed', isReplaced: true }, 'certified'],
    ['a certificate took its place though no case could be made', { hasFailed: true, isReplaced: true }, 'certified'],
    ['no case could be made', { hasFailed: true, caseStatus: null, isMade: false }, 'failed'],
    ['no case could be made, and the letter went', { hasFailed: true, caseStatus: null, isTold: true }, 'failed'],
    ['the declaration was cancelled after the certificate', { isReplaced: true, certificateStatus: 'cancelled' }, 'finished'], // prettier-ignore
    ['the declaration expired after the certificate', { isReplaced: true, certificateStatus: 'expired' }, 'finished'],
    ['the declaration was revoked after the certificate', { isReplaced: true, certificateStatus: 'revoked' }, 'finished'], // prettier-ignore
    ['the declaration is suspended after the certificate', { isReplaced: true, certificateStatus: 'suspended' }, 'certified'], // prettier-ignore
    ['the declaration was cancelled without a certificate', { isTold: true, certificateStatus: 'cancelled' }, 'told'],
    ['nothing has to be cancelled', { caseStatus: 'certified', mustCancel: false }, 'finished'],
    ['nothing has to be cancelled and the case goes on', { caseStatus: 'running', mustCancel: false }, 'filed'],
    ['it was excused', { isExcused: true }, 'excused'],
    ['it was excused and finished', { isExcused: true, isReplaced: true, certificateStatus: 'cancelled' }, 'excused'],
    ['it was excused and failed', { isExcused: true, hasFailed: true }, 'excused'],
  ])('when %s', (_, facts, step) => {
    expect(stepWith(facts)).toBe(step);
  });

  it('is planned until its case is made, and open in a campaign without cases', () => {
    expect(stepOf(NOTHING)).toBe('planned');
    expect(stepOf({ ...NOTHING, isMade: true })).toBe('open');
    expect(stepOf({ ...NOTHING, isMade: true, isTold: true })).toBe('told');
    expect(stepOf({ ...NOTHING, certificateStatus: null, isMade: true, isReplaced: true })).toBe('finished');
  });

  it('needs nothing more once finished or excused', () => {
    expect(MEMBER_STEPS.filter(isDone)).toEqual(['finished', 'excused']);
  });

  it('is listed with what needs a hand first, then the least far', () => {
    expect(MEMBER_STEPS.join(' ')).toBe('failed planned open told documents-in filed certified finished excused');
  });

  const anyFacts = fc.record<MemberFacts>({
    isExcused: fc.boolean(),
    hasFailed: fc.boolean(),
    isMade: fc.boolean(),
    isTold: fc.boolean(),
    asked: fc.nat(3),
    owed: fc.nat(3),
    caseStatus: fc.constantFrom(null, ...APPLICATION_STATUSES),
    isApplicationDone: fc.boolean(),
    isReplaced: fc.boolean(),
    certificateStatus: fc.constantFrom(null, ...CERTIFICATE_STATUSES),
    mustCancel: fc.boolean(),
  });

  it('never goes back by a letter, a document, a filing or a certificate', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const rank = (more: Partial<MemberFacts>) => MEMBER_STEPS.indexOf(stepOf({ ...facts, ...more }));
        const now = rank({});
        for (const more of [{ isTold: true }, { owed: 0 }, { isApplicationDone: true }, { isReplaced: true }])
          expect(rank(more)).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('is finished only with a certificate, and excused exactly where it was excused', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const step = stepOf(facts);
        expect(step === 'excused').toBe(facts.isExcused);
        if (step === 'finished') expect(facts.isReplaced || facts.caseStatus === 'certified').toBe(true);
      }),
    );
  });
});
