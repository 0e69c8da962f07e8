import {
  faultsOf,
  inputOf,
  NO_UNIT,
  NOTHING_TYPED,
  waysFor,
  waysQuestion,
  type NewCaseValues,
} from '../../apps/web/src/applications/new-case.js';
import type { Comparison } from '../../apps/web/src/plans/plans.types.js';

const TODAY = '2026-11-20';
const LAMP = { ...NO_UNIT, productId: 'lamp', productName: 'Lamp' };
const DECLARED = { productId: 'lamp', productName: 'Lamp', certificateId: 'sdoc', certificateNumber: 'SDOC-1' };

const typed = (more: Partial<NewCaseValues>): NewCaseValues => ({ ...NOTHING_TYPED, ...more });
const faults = (more: Partial<NewCaseValues>) => faultsOf(typed(more), TODAY, (what) => what);

describe('what is missing to open a case', () => {
  it.each<[string, Partial<NewCaseValues>, Record<string, string>]>([
    ['nothing typed', {}, { kind: 'kind', 'units.0': 'unit' }],
    ['no procedure', { kind: 'new', units: [LAMP] }, { schemeKey: 'schemeKey' }],
    [
      'a kind that acts on a certificate',
      { kind: 'renewal', units: [LAMP], schemeKey: 's' },
      { 'units.0': 'certificate' },
    ],
    ['a second unit left empty', { kind: 'new', units: [LAMP, NO_UNIT], schemeKey: 's' }, { 'units.1': 'unit' }],
    [
      'a first day to come',
      { kind: 'new', units: [LAMP], schemeKey: 's', startedOn: '2026-11-21' },
      { startedOn: 'inFuture' },
    ],
    ['a day that is none', { kind: 'new', units: [LAMP], schemeKey: 's', wishOn: 'soon' }, { wishOn: 'day' }],
    [
      'a wish before the case',
      { kind: 'new', units: [LAMP], schemeKey: 's', startedOn: '2026-11-02', wishOn: '2026-11-01' },
      { wishOn: 'wishTooEarly' },
    ],
    [
      'a wish before today',
      { kind: 'new', units: [LAMP], schemeKey: 's', wishOn: '2026-11-19' },
      { wishOn: 'wishTooEarly' },
    ],
    ['everything that is needed', { kind: 'conversion', units: [DECLARED], schemeKey: 's', wishOn: TODAY }, {}],
  ])('%s', (_what, more, expected) => {
    expect(faults(more)).toEqual(expected);
  });
});

describe('what is sent', () => {
  it('leaves to the api what was left empty', () => {
    expect(inputOf(typed({ kind: 'new', units: [LAMP], schemeKey: 'ccc-standard' }))).toEqual({
      kind: 'new',
      schemeKey: 'ccc-standard',
      units: [{ productId: 'lamp' }],
      wishOn: null,
      contactId: null,
      handledBy: null,
      issuedBy: null,
      deputyId: null,
      isParallel: false,
    });
  });

  it('names the certificate where the kind acts on one, and only there', () => {
    const units = (kind: NewCaseValues['kind']) => inputOf(typed({ kind, units: [DECLARED], schemeKey: 's' })).units;
    expect(units('conversion')).toEqual([{ productId: 'lamp', certificateId: 'sdoc' }]);
    expect(units('voluntary')).toEqual([{ productId: 'lamp' }]);
  });
});

describe('the ways that are offered', () => {
  const route = (schemeKey: string, kind: string, isOpen = true, stages = [{}], certifies = 'ccc') => ({
    schemeKey,
    isOpen,
    scheme: { kind, stages, certifies },
  });
  const comparison = {
    routes: [
      route('ccc-before', 'certification', false),
      route('ccc-standard', 'certification'),
      route('sdoc-to-ccc', 'conversion'),
      route('ccc-lapsed', 'maintenance', true, []),
      route('ccc-change', 'maintenance'),
      route('cqc-voluntary', 'voluntary', true, [{}], 'cqc-voluntary'),
    ],
  } as unknown as Comparison;
  const keys = (kind: NewCaseValues['kind']) => waysFor(kind, comparison).map(({ schemeKey }) => schemeKey);

  it('fit the kind of the case, open ones first, and have stages', () => {
    expect(keys('new')).toEqual(['ccc-standard', 'ccc-before']);
    expect(keys('conversion')).toEqual(['sdoc-to-ccc']);
    expect(keys('change')).toEqual(['ccc-change']);
    expect(keys('exemption')).toEqual([]);
    expect(keys(null)).toEqual([]);
  });

  it('renew a certificate by a procedure of its own scheme, a voluntary one too', () => {
    const renewing = (scheme?: 'ccc' | 'cqc-voluntary' | 'cav-voluntary') =>
      waysFor('renewal', comparison, scheme).map(({ schemeKey }) => schemeKey);
    expect(renewing('ccc')).toEqual(['ccc-standard', 'ccc-change', 'ccc-before']);
    expect(renewing('cqc-voluntary')).toEqual(['cqc-voluntary']);
    expect(renewing('cav-voluntary')).toEqual([]);
    expect(renewing()).toEqual([]);
  });

  it('are asked for with what the kind says of the unit', () => {
    expect(waysQuestion(typed({ kind: 'conversion', units: [DECLARED] }))).toEqual({
      productId: 'lamp',
      facts: { hasLiveDeclaration: 'yes', hasCertificate: 'no', wantsExemption: false },
      options: { isParallel: false },
    });
    expect(waysQuestion(typed({ kind: 'change', units: [LAMP], startedOn: '2026-11-02', isParallel: true }))).toEqual({
      productId: 'lamp',
      startsOn: '2026-11-02',
      facts: { hasLiveDeclaration: 'no', hasCertificate: 'yes', wantsExemption: false },
      options: { isParallel: true },
    });
    expect(waysQuestion(typed({ kind: 'new' }))).toBeNull();
    expect(waysQuestion(typed({ units: [LAMP] }))).toBeNull();
  });
});
