import { shippedReference } from '../../database/reference/read-book.js';
import { scheme, stage, words } from '../../../test/support/plan-schemes.js';
import { modeOn } from '../applicability/mode.js';
import type { ReferenceBook } from '../reference/book.js';
import type { CatalogueClass, Mode } from '../reference/catalogue.js';
import type { SchemeDefinition } from '../reference/scheme.js';
import { isSurelyClosed, routesFor, type Route, type RouteFacts, type RouteReason } from './router.js';

const classOf = (more: Partial<CatalogueClass>) => ({ conversion: null, voluntaryRules: [], variants: [], ...more }) as CatalogueClass; // prettier-ignore
const bookOf = (schemes: SchemeDefinition[], found: Partial<CatalogueClass> = {}): ReferenceBook =>
  ({
    schemes: new Map(schemes.map((one) => [one.key, one])),
    classes: new Map([['1101', classOf(found)]]),
    modes: new Map([
      [
        '1101',
        [
          { key: '1101', mode: 'third-party', validFrom: null, validTo: '2025-12-31', instrument: 'Old', certainty: 'secondary', source: 'Before' }, // prettier-ignore
          { key: '1101', mode: 'third-party', validFrom: '2026-01-01', validTo: null, instrument: 'New', certainty: 'official', source: 'Since' }, // prettier-ignore
        ],
      ],
    ]),
  }) as never;
const ask = (
  of: SchemeDefinition,
  more: {
    mode?: Mode;
    day?: string;
    facts?: RouteFacts;
    classKey?: string;
    found?: Partial<CatalogueClass>;
    others?: SchemeDefinition[];
  } = {},
): Route =>
  // prettier-ignore
  routesFor(
    { classKey: more.classKey ?? '1101', mode: more.mode ?? 'third-party', day: more.day ?? '2026-11-20', facts: more.facts ?? {} },
    bookOf([of, ...(more.others ?? [])], more.found),
  )[0]!;
const MODE_OPEN = { isFor: true, code: 'mode-open', facts: { mode: 'third-party', since: '2026-01-01', instrument: 'New' }, certainty: 'official', source: 'Since' }; // prettier-ignore
const backed = { certainty: 'official', source: 'Order 1' };

describe('a route', () => {
  it('is open in its modes, with the source of the period', () => {
    expect(ask(scheme([stage('a')]))).toEqual({
      schemeKey: 'scheme',
      names: words('Scheme'),
      kind: 'certification',
      isOpen: true,
      reasons: [MODE_OPEN],
      toAsk: [],
    });
    expect(ask(scheme([]), { day: '2025-12-31' }).reasons[0]).toMatchObject({ facts: { since: null, instrument: 'Old' }, source: 'Before' }); // prettier-ignore
  });

  it('is closed in other modes, and where nobody knows the mode', () => {
    const closed = {
      facts: { since: null, instrument: null, openIn: ['third-party'] },
      certainty: null,
      source: null,
      isFor: false,
    };
    expect(ask(scheme([]), { mode: 'released' })).toMatchObject({
      isOpen: false,
      reasons: [{ ...closed, code: 'mode-closed' }],
    });
    expect(ask(scheme([]), { mode: 'unknown' })).toMatchObject({
      isOpen: false,
      reasons: [{ ...closed, code: 'mode-unknown' }],
    });
  });

  it('is open from its first to its last day', () => {
    const of = scheme([], { validFrom: '2026-01-07', validTo: '2026-12-31' });
    const at = (day: string) => ask(of, { day }).reasons.slice(1);
    expect(at('2026-01-06')).toEqual([{ isFor: false, code: 'not-yet', facts: { from: '2026-01-07' }, ...backed }]);
    expect(at('2026-01-07')).toEqual([]);
    expect(at('2026-12-31')).toEqual([]);
    expect(at('2027-01-01')).toEqual([{ isFor: false, code: 'no-longer', facts: { until: '2026-12-31' }, ...backed }]);
  });

  it('may be for named classes only; a variant is of its class', () => {
    const of = scheme([], { classKeys: ['1101'] });
    expect(ask(of).reasons[1]).toEqual({ isFor: true, code: 'class-named', facts: { classKeys: ['1101'] }, ...backed });
    expect(ask(of, { classKey: '1101/van' }).reasons[1]!.code).toBe('class-named');
    expect(ask(of, { classKey: '1102' }).reasons[1]).toMatchObject({ isFor: false, code: 'class-not-named' });
    expect(ask(scheme([], { classKeys: ['1101/van'] }), { classKey: '1101/van' }).reasons[1]!.code).toBe('class-named');
    expect(ask(scheme([], { classKeys: ['1101/van'] })).reasons[1]!.code).toBe('class-not-named');
  });

  it('asks each of its conditions, and closes on a no', () => {
    const of = scheme([], {
      conditions: [
        { key: 'one', text: words('One?') },
        { key: 'two', text: words('Two?') },
      ],
    });
    expect(ask(of)).toMatchObject({
      isOpen: true,
      toAsk: [
        { key: 'one', text: words('One?') },
        { key: 'two', text: words('Two?') },
      ],
    });
    const answered = ask(of, { facts: { answers: { one: 'yes', two: 'no' } } });
    expect(answered).toMatchObject({ isOpen: false, toAsk: [] });
    expect(answered.reasons.slice(1)).toEqual([
      { isFor: true, code: 'condition-met', facts: { condition: 'one' }, ...backed },
      { isFor: false, code: 'condition-not-met', facts: { condition: 'two' }, ...backed },
    ]);
    expect(ask(of, { facts: { answers: { one: 'unknown' } } }).toAsk).toHaveLength(2);
  });

  it('to an exemption is open when it is asked for', () => {
    const of = scheme([], { kind: 'exemption' });
    expect(ask(of).reasons[1]).toEqual({ isFor: false, code: 'exemption-not-asked', facts: {}, ...backed });
    expect(ask(of, { facts: { wantsExemption: false } }).isOpen).toBe(false);
    expect(ask(of, { facts: { wantsExemption: true } }).reasons[1]).toEqual({ isFor: true, code: 'exemption-asked', facts: {}, ...backed }); // prettier-ignore
  });

  it('that starts from a certificate needs one, or asks', () => {
    const of = scheme([], { kind: 'maintenance' });
    expect(ask(of)).toMatchObject({ isOpen: true, toAsk: [{ key: 'hasCertificate', text: null }] });
    expect(ask(of, { facts: { hasCertificate: 'unknown' } }).toAsk).toHaveLength(1);
    expect(ask(of, { facts: { hasCertificate: 'yes' } }).reasons[1]).toEqual({ isFor: true, code: 'certificate-there', facts: {}, ...backed }); // prettier-ignore
    expect(ask(of, { facts: { hasCertificate: 'no' } })).toMatchObject({ isOpen: false, toAsk: [], reasons: [{}, { code: 'no-certificate' }] }); // prettier-ignore
  });

  it('of conversion needs a live declaration of a class that is converted', () => {
    const of = scheme([], { kind: 'conversion' });
    const found = { conversion: 'samr-57-2025' };
    expect(ask(of).reasons[1]).toEqual({ isFor: false, code: 'declaration-not-converted', facts: {}, ...backed });
    expect(ask(of, { classKey: '9999', mode: 'third-party' }).reasons[1]!.code).toBe('declaration-not-converted');
    expect(ask(of, { found })).toMatchObject({ isOpen: true, toAsk: [{ key: 'hasLiveDeclaration', text: null }] });
    expect(ask(of, { found, facts: { hasLiveDeclaration: 'yes' } }).reasons[1]).toEqual({ isFor: true, code: 'declaration-converts', facts: { announcement: 'samr-57-2025' }, ...backed }); // prettier-ignore
    expect(ask(of, { found, facts: { hasLiveDeclaration: 'no' } }).reasons[1]).toMatchObject({ isFor: false, code: 'no-live-declaration' }); // prettier-ignore
  });

  it('to a body’s own mark gives way to the alliance where that has a rule, and asks where none is known', () => {
    const own = scheme([], { key: 'cqc-voluntary', kind: 'voluntary' });
    const cav = scheme([], { key: 'cav-voluntary', kind: 'voluntary', validFrom: '2024-07-01', certainty: 'secondary', source: 'CAV' }); // prettier-ignore
    const at = (day: string, rules: string[], of = own) =>
      ask(of, { day, found: { voluntaryRules: rules }, others: [cav] });
    expect(at('2026-11-20', ['CQC16', 'CAV-04-2023']).reasons[1]).toEqual({ isFor: false, code: 'alliance-instead', facts: { rules: ['CAV-04-2023'], from: '2024-07-01' }, certainty: 'secondary', source: 'CAV' }); // prettier-ignore
    expect(at('2026-11-20', ['CQC16'])).toMatchObject({
      isOpen: true,
      toAsk: [{ key: 'allianceInstead', text: null }],
    });
    expect(at('2024-06-30', ['CAV-04-2023'])).toMatchObject({ isOpen: true, toAsk: [] });
    expect(at('2026-11-20', ['CAV-04-2023'], cav)).toMatchObject({ isOpen: true, toAsk: [] });
    expect(at('2026-11-20', ['CAV-04-2023'], scheme([]))).toMatchObject({ isOpen: true, toAsk: [] });
    expect(ask(own, { found: { voluntaryRules: ['CAV-04-2023'] } })).toMatchObject({ isOpen: true, toAsk: [] });
    expect(ask(own, { classKey: '9999', others: [cav] }).toAsk).toEqual([]);
  });
});

describe('the ways of the shipped data', () => {
  const book = shippedReference();
  const at = (classKey: string, day: string, facts: RouteFacts = {}) =>
    routesFor({ classKey, mode: modeOn(book, classKey, null, day).mode, day, facts }, book)
      .filter(({ isOpen }) => isOpen)
      .map(({ schemeKey }) => schemeKey);
  const NEW = { hasCertificate: 'no' as const, hasLiveDeclaration: 'no' as const };
  const DECLARED = { hasCertificate: 'no' as const, hasLiveDeclaration: 'yes' as const };

  it.each([
    // a belt buckle before, at and after each turn of Announcement 44/2019 and 57/2025
    ['1104', '2019-10-16', NEW, ['ccc-standard', 'ccc-cert-before-inspection']],
    ['1104', '2019-10-17', NEW, ['ccc-standard', 'ccc-cert-before-inspection', 'ccc-sdoc-b']],
    ['1104', '2019-12-31', NEW, ['ccc-standard', 'ccc-cert-before-inspection', 'ccc-sdoc-b']],
    ['1104', '2020-01-01', NEW, ['ccc-sdoc-b']],
    ['1104', '2026-06-30', NEW, ['ccc-sdoc-b']],
    ['1104', '2026-07-01', NEW, ['ccc-standard', 'ccc-cert-before-inspection']],
    ['1104', '2027-01-01', NEW, ['ccc-standard', 'ccc-cert-before-inspection']],
    // with a live declaration: the conversion, from its publication to its last day
    ['1104', '2026-01-06', DECLARED, ['ccc-sdoc-b']],
    ['1104', '2026-01-07', DECLARED, ['sdoc-to-ccc', 'ccc-sdoc-b']],
    ['1104', '2026-12-31', DECLARED, ['ccc-standard', 'ccc-cert-before-inspection', 'sdoc-to-ccc']],
    ['1104', '2027-01-01', DECLARED, ['ccc-standard', 'ccc-cert-before-inspection']],
    // vehicles may go one by one; released interior trim has the voluntary marks, CAV from its first day
    ['1101', '2026-11-20', NEW, ['ccc-standard', 'ccc-cert-before-inspection', 'ccc-single-vehicle']],
    ['1111', '2024-06-30', NEW, ['cqc-voluntary', 'ccap-voluntary']],
    ['1111', '2024-07-01', NEW, ['cqc-voluntary', 'ccap-voluntary', 'cav-voluntary']],
    [
      '1101',
      '2026-11-20',
      { ...NEW, wantsExemption: true },
      ['ccc-standard', 'ccc-cert-before-inspection', 'ccc-single-vehicle', 'ccc-exemption'],
    ],
    [
      '1101',
      '2019-03-31',
      { ...NEW, wantsExemption: true },
      ['ccc-standard', 'ccc-cert-before-inspection', 'ccc-single-vehicle'],
    ],
    ['1101', '2026-11-20', { hasCertificate: 'yes' as const }, ['ccc-standard', 'ccc-cert-before-inspection', 'ccc-single-vehicle', 'ccc-renewal', 'ccc-change', 'ccc-extension', 'ccc-transfer', 'ccc-lapsed']], // prettier-ignore
  ])('for %s on %s with %j are %j', (classKey, day, facts, expected) => {
    expect(at(classKey, day, facts)).toEqual(expected);
  });

  it('are none where the mode is unknown', () => {
    const unknown = routesFor({ classKey: '1104', mode: 'unknown', day: '2026-11-20', facts: {} }, book);
    expect(unknown.some(({ isOpen }) => isOpen)).toBe(false);
    expect(unknown).toHaveLength(book.schemes.size);
  });
});

describe('a route is surely closed', () => {
  const against = (more: Partial<RouteReason> = {}): RouteReason => ({ isFor: false, code: 'mode-closed', facts: {}, certainty: 'official', source: 'A', ...more }); // prettier-ignore
  const open = against({ isFor: true, code: 'mode-open' });

  it.each<[string, boolean, RouteReason[]]>([
    ['by an official reason', true, [open, against()]],
    ['by a secondary reason', true, [against({ certainty: 'secondary' }), open]],
    ['by a reason that is unverified: no', false, [against({ certainty: 'unverified' })]],
    ['by a reason without a source: no', false, [against({ certainty: null, source: null })]],
    ['where the mode is unknown: no', false, [against({ code: 'mode-unknown' })]],
    ['where the mode is unknown and its time is over', true, [against({ code: 'mode-unknown' }), against({ code: 'no-longer' })]], // prettier-ignore
    ['when all speaks for it: no', false, [open]],
    ['when nothing is said: no', false, []],
  ])('%s', (_, isClosed, reasons) => {
    expect(isSurelyClosed({ reasons })).toBe(isClosed);
  });
});
