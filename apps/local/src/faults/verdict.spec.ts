import { planAccidents } from './accidents.js';
import { readOptions } from './options.js';
import type { SinkLine } from './sink-log.js';
import { type Evidence, judge } from './verdict.js';

const line = (what: SinkLine['what'], to: string, more: Partial<SinkLine> = {}): SinkLine => ({
  ...{ at: 0, slot: 0, what, to, messageId: `<${to}>`, tells: [`SDOC-${to}`] },
  ...more,
});

/** A mail to `a` that was sent, one to `b` that was refused, nothing else. */
const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  reminders: [
    { id: 'ra', state: 'sent', mailId: 'ma', number: 'SDOC-a' },
    { id: 'rb', state: 'refused', mailId: 'mb', number: 'SDOC-b' },
  ],
  mails: [
    { id: 'ma', state: 'sent', messageId: '<a>', to: 'a' },
    { id: 'mb', state: 'refused', messageId: '<b>', to: 'b' },
  ],
  lines: [line('begun', 'a'), line('accepted', 'a'), line('begun', 'b'), line('refused', 'b')],
  kills: [],
  ...more,
});

const broken = (given: Evidence) => judge(given).checks.flatMap(({ faults }) => faults);

describe('the verdict over ledger and log', () => {
  it('holds where each reminder is sent once or refused for good', () => {
    expect(judge(evidence()).holds).toBe(true);
    expect(broken(evidence())).toEqual([]);
  });

  it.each<[string, Partial<Evidence>, string[]]>([
    [
      'a reminder still owed',
      { reminders: [{ id: 'ra', state: 'planned', mailId: 'ma', number: 'SDOC-a' }] },
      ['reminder ra is planned'],
    ],
    [
      'a reminder noted as sent whose mail is not',
      { reminders: [{ id: 'rb', state: 'sent', mailId: 'mb', number: 'SDOC-b' }] },
      ['reminder rb is sent, its mail refused'],
    ],
    [
      'a mail noted as sent that never arrived',
      { lines: [line('begun', 'a'), line('refused', 'b')] },
      ['mail <a> is sent and not in the log'],
    ],
    [
      'a mail that came to somebody else',
      { lines: [line('accepted', 'c', { messageId: '<a>', tells: ['SDOC-a'] }), line('refused', 'b')] },
      ['mail <a> went to c, not to a'],
    ],
    [
      'a mail that does not tell of what it was sent for',
      { lines: [line('accepted', 'a', { tells: [] }), line('refused', 'b')] },
      ['mail <a> does not tell of SDOC-a'],
    ],
    [
      'a mail noted as refused without a 550',
      { lines: [line('accepted', 'a'), line('delayed', 'b')] },
      ['mail <b> is refused, and the server has not refused b'],
    ],
    [
      'an accepted mail that is still owed',
      {
        mails: [{ id: 'ma', state: 'owed', messageId: '<a>', to: 'a' }],
        reminders: [],
        lines: [line('accepted', 'a')],
      },
      ['mail <a> was accepted and is owed'],
    ],
    [
      'the same told twice under two Message-IDs',
      {
        mails: [
          { id: 'ma', state: 'sent', messageId: '<a>', to: 'a' },
          { id: 'mc', state: 'sent', messageId: '<c>', to: 'a' },
        ],
        reminders: [],
        lines: [line('accepted', 'a'), line('accepted', 'a', { messageId: '<c>' })],
      },
      ['SDOC-a to a under <a>, <c>'],
    ],
  ])('finds %s', (_what, more, faults) => {
    expect(broken(evidence(more))).toEqual(faults);
    expect(judge(evidence(more)).holds).toBe(false);
  });

  it('allows a repeated mail to a kill that had it in flight, and to a dropped connection, and to nothing else', () => {
    const twice = (first: Partial<SinkLine>, kills: Evidence['kills']) =>
      judge(
        evidence({
          lines: [
            line('begun', 'a'),
            line('accepted', 'a', first),
            line('accepted', 'a', { slot: 1 }),
            line('refused', 'b'),
          ],
          kills,
        }),
      );
    const figures = (verdict: ReturnType<typeof judge>) =>
      verdict.repeats.map(({ count, allowed }) => [count, allowed]);
    const killed = { slot: 0, fromLine: 0, toLine: 2, inFlight: ['<a>', '<d>'] };

    expect(figures(twice({}, [killed]))).toEqual([[1, 2], [0, 0], [0, 0]]); // prettier-ignore
    expect(figures(twice({ what: 'dropped' }, []))).toEqual([[0, 0], [1, 1], [0, 0]]); // prettier-ignore
    // Another worker's kill, one of an earlier life of the worker, one that had other mails in its hands.
    for (const other of [
      { ...killed, slot: 1 },
      { ...killed, fromLine: 2, toLine: 3 },
      { ...killed, inFlight: ['<d>'] },
    ]) {
      const verdict = twice({}, [other]);
      expect(verdict.repeats[2]).toEqual({ cause: 'nothing known', count: 1, allowed: 0 });
      expect(verdict.holds).toBe(false);
    }
  });
});

describe('a run of the faults', () => {
  it('has the same accidents in the same order for the same seed, while mails leave', () => {
    const options = readOptions(['--backend=postgres', '--seed=7', '--kills=4', '--restarts=2']);
    const planned = planAccidents(options, 'redis');
    expect(planned).toEqual(planAccidents(options, 'redis'));
    expect(planned.map(({ kind }) => kind).sort()).toEqual(['crash', 'flush', 'flush', 'flush', 'kill', 'kill', 'kill', 'kill', 'restart']); // prettier-ignore
    expect(planned.every(({ at }) => at >= 0.02 && at < 0.9)).toBe(true);
    expect(planAccidents(options, 'postgres').some(({ kind }) => kind === 'flush')).toBe(false);
  });

  it('says what is allowed where an option is none', () => {
    expect(() => readOptions(['--reminder=5'])).toThrow(
      /"--reminder=5" is no option; allowed are .*--reminders=<number>/,
    );
    expect(() => readOptions(['--kills=many'])).toThrow('--kills is "many"; allowed is a whole number from 0 to 1000.');
    expect(() => readOptions(['--backend=kafka'])).toThrow('--backend is "kafka"; allowed is postgres or redis.');
  });
});
