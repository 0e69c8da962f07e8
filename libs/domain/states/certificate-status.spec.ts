import { SCHEMES } from '../certificate.js';
import {
  CERTIFICATE_ACTORS,
  CERTIFICATE_ACTS,
  CERTIFICATE_GROUNDS_SOURCE,
  CERTIFICATE_STATUSES,
  CERTIFICATE_TERMINAL,
  GROUNDED_ACTS,
  SHIPMENT_EFFECTS,
  SUSPENSION_ENDS,
  VOLUNTARY_SUSPENSION,
  certificateActs,
  groundsOf,
  isLive,
  nextCertificateStatus,
  requireGround,
  shipmentEffect,
  suspensionEndsOn,
  suspensionRequestBy,
  suspensionTerm,
  type CertificateAct,
  type CertificateStatus,
} from './certificate-status.js';
import { RuleBroken } from '../errors.js';

const LEGAL: Record<CertificateStatus, Partial<Record<CertificateAct, CertificateStatus>>> = {
  valid: { suspend: 'suspended', cancel: 'cancelled', revoke: 'revoked', expire: 'expired' },
  suspended: { restore: 'valid', cancel: 'cancelled', revoke: 'revoked', expire: 'expired' },
  cancelled: {},
  revoked: {},
  expired: { reinstate: 'valid' },
};

describe('a certificate', () => {
  it.each(CERTIFICATE_STATUSES)('in %s may do what CNCA-00C-001 knows, and nothing else', (status) => {
    const legal = LEGAL[status];
    expect(certificateActs(status)).toEqual(Object.keys(legal));
    for (const act of CERTIFICATE_ACTS) {
      if (legal[act]) expect(nextCertificateStatus(status, act)).toBe(legal[act]);
      else
        expect(() => nextCertificateStatus(status, act)).toThrow(
          expect.objectContaining({
            code: 'certificate.illegal-transition',
            facts: { status, act, allowed: Object.keys(legal) },
          }),
        );
    }
  });

  it('is gone for good once cancelled or revoked', () => {
    expect(CERTIFICATE_TERMINAL).toEqual(['cancelled', 'revoked']);
    expect(CERTIFICATE_STATUSES.filter(isLive)).toEqual(['valid', 'suspended']);
  });

  it('changes by word of the body; it expires by itself', () => {
    expect(CERTIFICATE_ACTORS).toEqual({
      suspend: ['body'],
      restore: ['body'],
      cancel: ['body', 'client'],
      revoke: ['body'],
      expire: ['calendar'],
      reinstate: ['consultancy'],
    });
  });
});

// CNCA Announcement 19/2008, as read in the code lists of a certification body
const GROUNDS: [CertificateAct, string, string][] = [
  [
    'suspend',
    '0201',
    'Law breach, or national/provincial spot check found a failing product, without need for instant revocation',
  ],
  [
    'suspend',
    '0202',
    'Standard or rule changed and the holder did not carry out the change in time, or the product misses the new requirement',
  ],
  [
    'suspend',
    '0203',
    'Follow-up shows breach (failed sample test, failed inspection, inconsistency) that can be corrected',
  ],
  ['suspend', '0204', 'Certificate or mark misused, investigation needed'],
  ['suspend', '0205', 'Supervision or sampling (also unannounced) refused or not possible in the set time'],
  ['suspend', '0206', 'No cooperation with market sampling'],
  ['suspend', '0207', 'Certificate data or quality system changed without an application'],
  ['suspend', '0208', 'Holder asks for it (seasonal or to-order production)'],
  ['suspend', '0299', 'Other'],
  ['cancel', '0201', 'Validity ended without renewal application'],
  ['cancel', '0202', 'Production stopped (bankruptcy, restructuring); holder gives up the certificate'],
  ['cancel', '0203', 'Model listed as obsolete or banned'],
  ['cancel', '0204', 'Holder applies'],
  ['cancel', '0299', 'Other'],
  ['revoke', '0201', 'Suspension ended without restoration request, without correction, or correction failed'],
  ['revoke', '0202', 'Unapproved change of key parts with serious safety risk'],
  ['revoke', '0203', 'Follow-up shows serious defect of quality assurance'],
  ['revoke', '0204', 'False sample; certified product differs from type-tested sample'],
  ['revoke', '0205', 'Serious defect or failed safety item in official checks'],
  ['revoke', '0206', 'Accident caused by a defect'],
  ['revoke', '0207', 'Still refuses supervision after suspension on that ground'],
  ['revoke', '0208', 'Serious misuse, lending or transfer of certificate or mark'],
  ['revoke', '0209', 'Fraud or bribery'],
  ['revoke', '0299', 'Other'],
];

describe('the grounds of CNCA-00C-001', () => {
  it('are those of the announcement, act by act', () => {
    expect(GROUNDED_ACTS).toEqual(['suspend', 'cancel', 'revoke']);
    for (const act of CERTIFICATE_ACTS)
      expect(groundsOf(act)).toEqual(
        GROUNDS.filter(([of]) => of === act).map(([of, code, text]) => ({ act: of, code, text })),
      );
  });

  it('carry their source', () => {
    expect(CERTIFICATE_GROUNDS_SOURCE).toEqual({
      basis: 'legal',
      certainty: 'secondary',
      source: 'CNCA Announcement 19/2008 (CNCA-00C-001) ; http://www.zhenyu-cnc.com/article/12-1.html',
    });
  });

  it.each(GROUNDS)('%s has %s', (act, code, text) => {
    expect(requireGround(act, code)).toEqual({ act, code, text });
  });

  it.each<[CertificateAct, string, string[]]>([
    ['cancel', '0205', ['0201', '0202', '0203', '0204', '0299']],
    ['suspend', '0209', ['0201', '0202', '0203', '0204', '0205', '0206', '0207', '0208', '0299']],
    ['revoke', '0210', ['0201', '0202', '0203', '0204', '0205', '0206', '0207', '0208', '0209', '0299']],
    ['suspend', '', ['0201', '0202', '0203', '0204', '0205', '0206', '0207', '0208', '0299']],
    ['restore', '0201', []],
    ['expire', '0201', []],
  ])('of %s refuse %j and name the right ones', (act, ground, allowed) => {
    expect(() => requireGround(act, ground)).toThrow(RuleBroken);
    expect(() => requireGround(act, ground)).toThrow(
      expect.objectContaining({ code: 'certificate.ground-not-of-act', facts: { act, ground, allowed } }),
    );
  });
});

describe('shipment', () => {
  it.each<[CertificateStatus, string, string, string]>([
    ['valid', 'allowed', 'allowed', 'allowed'],
    ['suspended', 'forbidden', 'forbidden', 'unknown'],
    ['cancelled', 'shipped-stock-only', 'forbidden', 'allowed'],
    ['revoked', 'forbidden', 'forbidden', 'unknown'],
    ['expired', 'forbidden', 'forbidden', 'unknown'],
  ])('under a CCC certificate that is %s: %s, import %s, stock already shipped %s', (status, ...effect) => {
    const found = shipmentEffect('ccc', status)!;
    expect([found.shipment, found.import, found.shippedStock]).toEqual(effect);
  });

  it('says how binding and how sure it is', () => {
    const law = { basis: 'legal', certainty: 'official', source: expect.stringMatching(/^Regulations .* art\. 66 .* ; https:/) }; // prettier-ignore
    const rule = { basis: 'legal', certainty: 'secondary', source: expect.stringMatching(/^CNCA Announcement 19\/2008 .* ; https?:/) }; // prettier-ignore
    expect(SHIPMENT_EFFECTS).toMatchObject({
      valid: law,
      suspended: rule,
      cancelled: rule,
      revoked: law,
      expired: law,
    });
    expect(SHIPMENT_EFFECTS.suspended.source).toContain('cqc.com.cn');
    expect(SHIPMENT_EFFECTS.cancelled.source).toContain('56352148.cn');
  });

  it.each(SCHEMES.filter((scheme) => scheme !== 'ccc'))('is not ruled for %s', (scheme) => {
    for (const status of CERTIFICATE_STATUSES) expect(shipmentEffect(scheme, status)).toBeNull();
  });
});

describe('a suspension', () => {
  it('at the wish of the holder lasts 12 months and is asked for a month before the follow-up', () => {
    const source = 'CQC notice of 17 June 2010 ; https://www.cqc.com.cn/www/guangzhou/c/2010-06-17/490277.shtml';
    const rest = { note: null, basis: 'practice', certainty: 'official', source };
    expect(VOLUNTARY_SUSPENSION).toEqual({
      length: { amount: 12, unit: 'months', ...rest },
      askBeforeFollowUp: { amount: 1, unit: 'months', ...rest },
    });
    expect(suspensionTerm('0208')).toBe(VOLUNTARY_SUSPENSION);
    expect(suspensionEndsOn('0208', '2026-11-20')).toBe('2027-11-20');
    expect(suspensionEndsOn('0208', '2024-02-29')).toBe('2025-02-28');
    expect(suspensionRequestBy('2027-03-31')).toBe('2027-02-28');
    expect(suspensionRequestBy('2026-12-20')).toBe('2026-11-20');
  });

  it.each(['0201', '0202', '0203', '0204', '0205', '0206', '0207', '0299', null])(
    'on ground %s has no length that a source names',
    (ground) => {
      expect(suspensionTerm(ground)).toBeNull();
      expect(suspensionEndsOn(ground, '2026-11-20')).toBeNull();
    },
  );

  it('has no length under a ground that is none', () => {
    expect(() => suspensionTerm('0209')).toThrow(expect.objectContaining({ code: 'certificate.ground-not-of-act' }));
  });

  it('ends by restoration in time, or by revocation on 0201 or 0207', () => {
    expect(SUSPENSION_ENDS.map(({ act, condition, ground, papers }) => ({ act, condition, ground, papers }))).toEqual([
      {
        act: 'restore',
        condition: 'restoration-requested-in-time',
        ground: null,
        papers: ['suspension-notice', 'application', 'rectification-report'],
      },
      { act: 'revoke', condition: 'not-requested-or-not-corrected', ground: '0201', papers: [] },
      { act: 'revoke', condition: 'supervision-still-refused', ground: '0207', papers: [] },
    ]);
    for (const { act, ground } of SUSPENSION_ENDS) if (ground) expect(requireGround(act, ground).act).toBe('revoke');
    expect(SUSPENSION_ENDS.map(({ basis, certainty }) => [basis, certainty])).toEqual([
      ['practice', 'secondary'],
      ['legal', 'secondary'],
      ['legal', 'secondary'],
    ]);
    expect(SUSPENSION_ENDS[0].source).toBe('dlcen.com ; https://www.dlcen.com/project/421.html');
  });
});
