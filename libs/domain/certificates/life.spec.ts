import { RuleBroken } from '../errors.js';
import type { CertificateStatus } from '../states/certificate-status.js';
import { afterTakingBack, expiresOn, hasRunOut, requireRunOut, restorationPack, statusOn, suspensionClock, suspensionEnd, suspensionRule, takeBackable, type DatedChange, type StatusChangeFacts } from './life.js'; // prettier-ignore

/** from>to, the day from which it holds (or -), the day of recording; a leading x: taken back. */
function change(line: string): DatedChange {
  const [states, holdsFrom, recordedOn] = line.replace(/^x /, '').split(' ');
  const [fromStatus, toStatus] = states!.split('>') as [CertificateStatus, CertificateStatus];
  return {
    fromStatus,
    toStatus,
    holdsFrom: holdsFrom === '-' ? null : holdsFrom!,
    recordedOn: recordedOn!,
    isTakenBack: line.startsWith('x '),
  };
}

const suspended = 'valid>suspended 2026-03-10 2026-03-12';
const restored = 'suspended>valid 2026-05-01 2026-05-02';
const cancelled = 'valid>cancelled 2026-08-15 2026-08-15';

describe('the status on a day', () => {
  it.each<[string, string[], string, CertificateStatus | null]>([
    ['without a change', [], '2026-01-01', 'valid'],
    ['before the first change', [suspended], '2026-03-09', 'valid'],
    ['on the day from which the change holds', [suspended], '2026-03-10', 'suspended'],
    ['between that day and its recording', [suspended], '2026-03-11', 'suspended'],
    ['long after', [suspended], '2030-01-01', 'suspended'],
    ['on the last day of a suspension', [suspended, restored], '2026-04-30', 'suspended'],
    ['on the day of restoration', [suspended, restored], '2026-05-01', 'valid'],
    ['before the third change', [suspended, restored, cancelled], '2026-08-14', 'valid'],
    ['from the third change on', [suspended, restored, cancelled], '2026-08-15', 'cancelled'],
    ['in the suspension of a longer life', [suspended, restored, cancelled], '2026-04-01', 'suspended'],
    ['before the suspension of a longer life', [suspended, restored, cancelled], '2026-03-09', 'valid'],
    ['of a change that was taken back', [`x ${suspended}`], '2026-04-01', 'valid'],
    ['after one that was taken back', [suspended, `x ${restored}`], '2026-06-01', 'suspended'],
    ['with one taken back before', [`x ${suspended}`, cancelled], '2026-08-14', 'valid'],
    ['of one that came into being suspended', ['suspended>valid 2026-05-01 2026-05-02'], '2026-04-30', 'suspended'],
    // Recorded later, for an earlier day: it was recorded knowing the other.
    ['of a cancellation dated back before a suspension', [suspended, 'suspended>cancelled 2026-03-01 2026-04-01'], '2026-03-05', 'cancelled'],
    ['of that, after the day of the suspension', [suspended, 'suspended>cancelled 2026-03-01 2026-04-01'], '2026-03-20', 'cancelled'],
    ['of that, before both', [suspended, 'suspended>cancelled 2026-03-01 2026-04-01'], '2026-02-28', 'valid'],
    // The day was not recorded.
    ['before the recording of a change without a day', ['valid>suspended - 2026-03-12'], '2026-03-11', null],
    ['on the day of recording of a change without a day', ['valid>suspended - 2026-03-12'], '2026-03-12', 'suspended'],
    ['long before a change without a day', ['valid>suspended - 2026-03-12'], '1999-01-01', null],
    ['between a known change and the recording of one without a day', [suspended, 'suspended>valid - 2026-05-02'], '2026-05-01', null],
    ['before a known change that an unknown one follows', [suspended, 'suspended>valid - 2026-05-02'], '2026-03-09', 'valid'],
    ['on the day of the known change that an unknown one follows', [suspended, 'suspended>valid - 2026-05-02'], '2026-03-10', null],
    ['after a known change that follows an unknown one', ['valid>suspended - 2026-03-12', restored], '2026-05-01', 'valid'],
    ['between an unknown change and a known one', ['valid>suspended - 2026-03-12', restored], '2026-04-30', 'suspended'],
    ['before an unknown and a known change', ['valid>suspended - 2026-03-12', restored], '2026-03-11', null],
    ['before two unknown changes', ['valid>suspended - 2026-03-12', 'suspended>valid - 2026-05-02'], '2026-03-11', null],
    ['between the recordings of two unknown changes', ['valid>suspended - 2026-03-12', 'suspended>valid - 2026-05-02'], '2026-03-12', null],
    ['with an unknown change taken back', ['x valid>suspended - 2026-03-12'], '2026-03-11', 'valid'],
  ])('%s', (_, lines, day, expected) => {
    expect(statusOn(lines.map(change), day)).toBe(expected);
  }); // prettier-ignore
});

function recorded(id: string, line: string, more: Partial<StatusChangeFacts> = {}): StatusChangeFacts {
  return { id, act: 'suspend', ground: null, reason: null, suspendedUntil: null, ...change(line), ...more };
}

describe('taking a change back', () => {
  const first = recorded('1', suspended, {
    ground: '0205',
    reason: 'Inspection refused',
    suspendedUntil: '2026-06-30',
  });
  const second = recorded('2', restored, { act: 'restore', reason: 'Inspected' });
  const third = recorded('3', cancelled, { act: 'cancel', ground: '0204' });

  it('is for the last one that stands', () => {
    expect(takeBackable([])).toBeNull();
    expect(takeBackable([first, second])).toBe(second);
    expect(takeBackable([first, { ...second, isTakenBack: true }])).toBe(first);
    expect(takeBackable([{ ...first, isTakenBack: true }])).toBeNull();
  });

  it.each<[string, StatusChangeFacts[], string, object]>([
    ['the first', [first], '1', { status: 'valid', statusGround: null, statusReason: null, statusOn: null, suspendedUntil: null }],
    [
      'a restoration: suspended as before',
      [first, second],
      '2',
      { status: 'suspended', statusGround: '0205', statusReason: 'Inspection refused', statusOn: '2026-03-10', suspendedUntil: '2026-06-30' },
    ],
    [
      'a cancellation: valid as the restoration left it',
      [first, second, third],
      '3',
      { status: 'valid', statusGround: null, statusReason: 'Inspected', statusOn: null, suspendedUntil: null },
    ],
    [
      'one after another',
      [first, second, { ...third, isTakenBack: true }],
      '2',
      { status: 'suspended', statusGround: '0205', statusReason: 'Inspection refused', statusOn: '2026-03-10', suspendedUntil: '2026-06-30' },
    ],
    [
      'one after another, to the first',
      [first, { ...second, isTakenBack: true }],
      '1',
      { status: 'valid', statusGround: null, statusReason: null, statusOn: null, suspendedUntil: null },
    ],
    [
      'one of which the change before is not known',
      [third, recorded('4', 'suspended>revoked 2026-09-01 2026-09-01')],
      '4',
      { status: 'suspended', statusGround: null, statusReason: null, statusOn: null, suspendedUntil: null },
    ],
  ])('%s', (_, changes, id, expected) => {
    expect(afterTakingBack(changes, id)).toEqual(expected);
  }); // prettier-ignore

  it.each<[string, StatusChangeFacts[], string, string, object]>([
    ['one before the last', [first, second], '1', 'certificate.not-last-change', { lastId: '2', act: 'restore', holdsFrom: '2026-05-01' }],
    ['one that is not there', [first], '9', 'certificate.not-last-change', { lastId: '1', act: 'suspend', holdsFrom: '2026-03-10' }],
    ['one where none stands', [{ ...first, isTakenBack: true }], '9', 'certificate.not-last-change', { lastId: null, act: null, holdsFrom: null }],
    ['the same twice', [first, { ...second, isTakenBack: true }], '2', 'certificate.change-taken-back', { act: 'restore' }],
  ])('is refused for %s', (_, changes, id, code, facts) => {
    let error: unknown;
    try {
      afterTakingBack(changes, id);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(RuleBroken);
    expect(error).toMatchObject({ code, facts });
  }); // prettier-ignore
});

describe('running out', () => {
  it('begins on the day after the last valid day', () => {
    expect(expiresOn('2026-12-31')).toBe('2027-01-01');
  });

  it.each<[CertificateStatus, string | null, string | null, string, boolean]>([
    ['valid', '2026-11-20', null, '2026-11-20', false],
    ['valid', '2026-11-20', null, '2026-11-21', true],
    ['suspended', '2026-11-20', null, '2026-11-21', true],
    ['suspended', '2026-11-20', null, '2026-11-20', false],
    ['expired', '2026-11-20', null, '2026-11-21', false],
    ['cancelled', '2026-11-20', null, '2026-11-21', false],
    ['revoked', '2026-11-20', null, '2026-11-21', false],
    ['valid', null, null, '2026-11-21', false],
    // A person took it back: not again for the same day, but for another.
    ['valid', '2026-11-20', '2026-11-20', '2026-11-21', false],
    ['valid', '2026-11-20', '2021-11-20', '2026-11-21', true],
  ])('%s until %s, taken back for %s, on %s: %s', (status, validUntil, expiryTakenBackFor, today, expected) => {
    expect(hasRunOut({ status, validUntil, expiryTakenBackFor }, today)).toBe(expected);
  });
});

describe('the expiry that a person records', () => {
  it.each<[string, string | null, string, string, string | null]>([
    ['on the day after the last valid one', '2026-11-19', '2026-11-20', '2026-11-20', null],
    ['later than that', '2026-11-01', '2026-11-15', '2026-11-20', null],
    ['on the last valid day', '2026-11-20', '2026-11-20', '2026-11-20', 'certificate.not-run-out'],
    ['from a day to which it was valid, though it has run out', '2026-11-19', '2026-11-19', '2026-11-20', 'certificate.not-run-out'],
    ['from a day that has not begun in China', '2026-11-20', '2026-11-21', '2026-11-20', 'certificate.not-run-out'],
    ['without a last day', null, '2026-11-20', '2026-11-20', 'certificate.never-runs-out'],
  ])('%s', (_, validUntil, on, today, code) => {
    const recorded = () => requireRunOut(validUntil, on, today);
    if (code === null) expect(recorded).not.toThrow();
    else expect(recorded).toThrow(code);
  }); // prettier-ignore
});

describe('the clock of a suspension', () => {
  it.each([
    ['by its notice', { ground: '0205', on: '2026-10-01', until: '2026-12-31' }, { daysSoFar: 50, endsOn: '2026-12-31', endsBy: 'notice', daysLeft: 41 }],
    ['by its notice, though the ground names a length', { ground: '0208', on: '2026-10-01', until: '2026-12-31' }, { daysSoFar: 50, endsOn: '2026-12-31', endsBy: 'notice', daysLeft: 41 }],
    ['at the wish of the holder: 12 months', { ground: '0208', on: '2026-10-01', until: null }, { daysSoFar: 50, endsOn: '2027-10-01', endsBy: 'rule', daysLeft: 315 }],
    ['on another ground: no source names its length', { ground: '0205', on: '2026-10-01', until: null }, { daysSoFar: 50, endsOn: null, endsBy: null, daysLeft: null }],
    ['without a ground', { ground: null, on: '2026-10-01', until: null }, { daysSoFar: 50, endsOn: null, endsBy: null, daysLeft: null }],
    ['since nobody knows when', { ground: '0208', on: null, until: null }, { daysSoFar: null, endsOn: null, endsBy: null, daysLeft: null }],
    ['since nobody knows when, with a notice', { ground: null, on: null, until: '2026-11-19' }, { daysSoFar: null, endsOn: '2026-11-19', endsBy: 'notice', daysLeft: -1 }],
    ['from today', { ground: null, on: '2026-11-20', until: '2026-11-20' }, { daysSoFar: 0, endsOn: '2026-11-20', endsBy: 'notice', daysLeft: 0 }],
    ['from tomorrow', { ground: null, on: '2026-11-21', until: null }, { daysSoFar: null, endsOn: null, endsBy: null, daysLeft: null }],
  ])('%s', (_, suspension, expected) => {
    expect(suspensionClock(suspension, '2026-11-20')).toEqual(expected);
    expect(suspensionEnd(suspension)).toEqual({ endsOn: expected.endsOn, endsBy: expected.endsBy });
  }); // prettier-ignore

  it('names the rule of the ground where there is one', () => {
    expect(suspensionRule('0208')).toMatchObject({ amount: 12, unit: 'months', basis: 'practice' });
    expect(suspensionRule('0205')).toBeNull();
    expect(suspensionRule(null)).toBeNull();
  });
});

describe('the pack by which a certificate is restored', () => {
  it.each<[string, string[], boolean[], boolean]>([
    ['empty', [], [false, false, false], false],
    ['begun', ['suspension-notice', 'other'], [true, false, false], false],
    ['without the report', ['restoration-application', 'suspension-notice'], [true, true, false], false],
    ['whole', ['rectification-report', 'restoration-application', 'suspension-notice', 'annex'], [true, true, true], true],
  ])('is %s', (_, kinds, there, isComplete) => {
    expect(restorationPack(kinds)).toEqual({
      papers: [
        { kind: 'suspension-notice', isThere: there[0] },
        { kind: 'restoration-application', isThere: there[1] },
        { kind: 'rectification-report', isThere: there[2] },
      ],
      isComplete,
    });
  }); // prettier-ignore
});
