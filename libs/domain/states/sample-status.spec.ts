import {
  SAMPLE_ACTORS,
  SAMPLE_ACTS,
  SAMPLE_STATUSES,
  SAMPLE_TERMINAL,
  SAMPLE_TRANSITIONS,
  nextSampleStatus,
  sampleActs,
  sampleNeeds,
  type SampleAct,
  type SampleStatus,
} from './sample-status.js';

const LEGAL: Record<SampleStatus, Partial<Record<SampleAct, SampleStatus>>> = {
  planned: { prepare: 'prepared', cancel: 'cancelled' },
  prepared: { ship: 'shipped', cancel: 'cancelled' },
  shipped: { 'reach-customs': 'at-customs', receive: 'received', return: 'returned', lose: 'lost' },
  'at-customs': { release: 'released', return: 'returned', dispose: 'disposed', lose: 'lost' },
  released: { receive: 'received', return: 'returned', lose: 'lost' },
  received: { accept: 'accepted', reject: 'rejected', lose: 'lost' },
  accepted: { 'start-test': 'under-test', reject: 'rejected', return: 'returned', dispose: 'disposed', lose: 'lost' },
  'under-test': { 'finish-test': 'tested' },
  tested: { 'start-test': 'under-test', return: 'returned', dispose: 'disposed', lose: 'lost' },
  rejected: { return: 'returned', dispose: 'disposed', lose: 'lost' },
  returned: {},
  disposed: {},
  lost: {},
  cancelled: {},
};

describe('a sample', () => {
  it.each(SAMPLE_STATUSES)('in %s may do what the field knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(sampleActs(status)).toEqual(Object.keys(legal));
    for (const act of SAMPLE_ACTS) {
      if (legal[act]) expect(nextSampleStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextSampleStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'sample.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('is answered for until it is returned, disposed of, lost or cancelled', () => {
    expect(SAMPLE_TERMINAL).toEqual(['returned', 'disposed', 'lost', 'cancelled']);
  });

  it.each<[readonly SampleAct[], string[]]>([
    [['prepare', 'cancel'], []],
    [['reject', 'lose'], ['reason']],
    [['ship', 'reach-customs', 'release', 'receive', 'accept', 'start-test', 'finish-test', 'return', 'dispose'], ['day']], // prettier-ignore
  ])('to %j cannot go without %j', (acts, needs) => {
    for (const { from, act } of SAMPLE_TRANSITIONS)
      if (acts.includes(act)) expect([from, act, sampleNeeds(from, act)]).toEqual([from, act, needs]);
  });

  it('is sent by the client, released by customs, judged by the laboratory', () => {
    expect(SAMPLE_ACTORS).toEqual({
      prepare: ['client'],
      ship: ['client'],
      'reach-customs': ['client', 'consultancy'],
      release: ['customs'],
      receive: ['laboratory'],
      accept: ['laboratory'],
      reject: ['laboratory'],
      'start-test': ['laboratory'],
      'finish-test': ['laboratory'],
      return: ['laboratory', 'customs', 'client'],
      dispose: ['laboratory', 'customs'],
      lose: ['consultancy', 'client', 'laboratory'],
      cancel: ['consultancy', 'client'],
    });
  });
});
