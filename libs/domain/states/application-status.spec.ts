import {
  APPLICATION_ACTORS,
  APPLICATION_ACTS,
  APPLICATION_STATUSES,
  APPLICATION_TERMINAL,
  applicationActs,
  applicationNeeds,
  isOpenApplication,
  nextApplicationStatus,
  type ApplicationAct,
  type ApplicationStatus,
} from './application-status.js';

const LEGAL: Record<ApplicationStatus, Partial<Record<ApplicationAct, ApplicationStatus>>> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { accept: 'accepted', return: 'returned', refuse: 'refused', withdraw: 'withdrawn' },
  returned: { submit: 'submitted', withdraw: 'withdrawn', lapse: 'lapsed' },
  accepted: {
    start: 'running',
    hold: 'on-hold',
    certify: 'certified',
    refuse: 'refused',
    withdraw: 'withdrawn',
    lapse: 'lapsed',
  },
  running: { hold: 'on-hold', certify: 'certified', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
  'on-hold': { resume: 'running', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
  certified: {},
  refused: {},
  withdrawn: {},
  lapsed: {},
};

describe('an application', () => {
  it.each(APPLICATION_STATUSES)('in %s may do what the field knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(applicationActs(status)).toEqual(Object.keys(legal));
    for (const act of APPLICATION_ACTS) {
      if (legal[act]) expect(nextApplicationStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextApplicationStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'application.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('ends certified, refused, withdrawn or lapsed', () => {
    expect(APPLICATION_TERMINAL).toEqual(['certified', 'refused', 'withdrawn', 'lapsed']);
    expect(APPLICATION_STATUSES.filter(isOpenApplication)).toEqual([
      'draft',
      'submitted',
      'returned',
      'accepted',
      'running',
      'on-hold',
    ]);
  });

  it.each<[ApplicationStatus, ApplicationAct, string[]]>([
    ['draft', 'submit', ['day']],
    ['returned', 'submit', ['day']],
    ['submitted', 'accept', ['day']],
    ['submitted', 'return', ['reason']],
    ['submitted', 'refuse', ['reason']],
    ['accepted', 'certify', ['certificate']],
    ['running', 'certify', ['certificate']],
    ['running', 'refuse', ['reason']],
    ['running', 'hold', ['reason']],
    ['accepted', 'hold', ['reason']],
    ['accepted', 'refuse', ['reason']],
    ['on-hold', 'refuse', ['reason']],
    ['returned', 'lapse', ['reason']],
    ['accepted', 'lapse', ['reason']],
    ['running', 'lapse', ['reason']],
    ['on-hold', 'lapse', ['reason']],
    ['draft', 'withdraw', []],
    ['running', 'withdraw', []],
    ['accepted', 'start', []],
    ['on-hold', 'resume', []],
    ['certified', 'hold', []],
  ])('in %s cannot %s without %j', (status, act, needs) => {
    expect(applicationNeeds(status, act)).toEqual(needs);
  });

  it('is decided by the body, withdrawn by the client', () => {
    expect(APPLICATION_ACTORS).toEqual({
      submit: ['consultancy', 'client'],
      return: ['body'],
      accept: ['body'],
      start: ['consultancy'],
      hold: ['client', 'consultancy', 'body'],
      resume: ['consultancy', 'client'],
      certify: ['body'],
      refuse: ['body'],
      withdraw: ['client', 'consultancy'],
      lapse: ['body'],
    });
  });
});
