import { dkimRecordOf, findDkimKey } from './dkim-record.js';

const KEY = 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA';

describe('the record of a signing key', () => {
  test('stands under its selector and names version, kind and key', () => {
    expect(dkimRecordOf('homolog-20261120-1a2b', 'jade.example', KEY)).toEqual({
      name: 'homolog-20261120-1a2b._domainkey.jade.example',
      value: `v=DKIM1; k=rsa; p=${KEY}`,
    });
  });

  test.each([
    ['as it was given out', [`v=DKIM1; k=rsa; p=${KEY}`], 'found'],
    ['without blanks and version', [`k=rsa;p=${KEY}`], 'found'],
    ['with blanks where strings were joined', [`v=DKIM1; p=${KEY.slice(0, 10)} ${KEY.slice(10)};`], 'found'],
    ['beside a record of something else', ['google-site-verification=abc', `v=DKIM1; p=${KEY}`], 'found'],
    ['with another key', ['v=DKIM1; k=rsa; p=MIIBother'], 'other-key'],
    ['withdrawn', ['v=DKIM1; k=rsa; p='], 'other-key'],
    ['for another kind of key', [`v=DKIM1; k=ed25519; p=${KEY}`], 'no-record'],
    ['of another version', [`v=DKIM2; p=${KEY}`], 'no-record'],
    ['of another thing', ['v=spf1 -all'], 'no-record'],
    ['not there', [], 'no-record'],
  ] as const)('%s', (_, records, finding) => {
    expect(findDkimKey(records, KEY)).toBe(finding);
  });
});
