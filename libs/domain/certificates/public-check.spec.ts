import { checkedStatus } from './public-check.js';

it.each([
  ['on the last valid day', '2026-11-20', 'valid', null],
  ['on the day after it', '2026-11-21', 'expired', '2026-11-21'],
  ['long after it', '2031-01-01', 'expired', '2026-11-21'],
] as const)('a valid certificate until 2026-11-20 is told %s as it is on that day', (_, today, status, statusOn) => {
  expect(checkedStatus({ status: 'valid', statusOn: null, validUntil: '2026-11-20' }, today)).toEqual({
    status,
    statusOn,
  });
});

it('a suspended certificate is suspended until its last valid day has passed', () => {
  const facts = { status: 'suspended', statusOn: '2026-09-01', validUntil: '2026-12-31' } as const;
  expect(checkedStatus(facts, '2026-12-31')).toEqual({ status: 'suspended', statusOn: '2026-09-01' });
  expect(checkedStatus(facts, '2027-01-01')).toEqual({ status: 'expired', statusOn: '2027-01-01' });
});

it.each(['cancelled', 'revoked', 'expired'] as const)('a certificate that is %s stays so, with its day', (status) => {
  expect(checkedStatus({ status, statusOn: '2026-03-01', validUntil: '2026-06-30' }, '2026-11-20')).toEqual({
    status,
    statusOn: '2026-03-01',
  });
});

it('a declaration without a last valid day does not run out', () => {
  expect(checkedStatus({ status: 'valid', statusOn: null, validUntil: null }, '2099-01-01')).toEqual({
    status: 'valid',
    statusOn: null,
  });
});
