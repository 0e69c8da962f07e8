import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CERTIFICATE_ACTS, CERTIFICATE_STATUSES, groundsOf } from '../../libs/domain/states/certificate-status.js';
import { LANGUAGES } from '../../libs/domain/permissions.js';

type Words = { [key: string]: Words | string };

const wordsOf = (language: string, namespace: string) =>
  JSON.parse(readFileSync(join(__dirname, `../../apps/web/src/i18n/${language}/${namespace}.json`), 'utf8')) as Words;

const codes = CERTIFICATE_ACTS.map((act) => [act, groundsOf(act).map(({ code }) => code)] as const);

it('knows nine reason codes of a suspension, five of a cancellation and ten of a revocation', () => {
  expect(Object.fromEntries(codes.map(([act, of]) => [act, of.length]))).toEqual({
    suspend: 9,
    restore: 0,
    cancel: 5,
    revoke: 10,
    expire: 0,
    reinstate: 0,
  });
});

describe.each(LANGUAGES)('%s', (language) => {
  const { ground, status } = wordsOf(language, 'domain') as Record<string, Record<string, Words>>;
  const { act } = wordsOf(language, 'certificates') as Record<string, Words>;

  it('has words for every reason code, and for no other', () => {
    const told = Object.entries(ground!).map(([of, words]) => [of, Object.keys(words).sort()]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(codes.filter(([, of]) => of.length > 0)));
  });

  it('tells the reason codes of an act apart by their words', () => {
    for (const words of Object.values(ground!)) {
      expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
    }
  });

  it('names every state and every act', () => {
    expect(CERTIFICATE_STATUSES.filter((name) => typeof status![name] !== 'string')).toEqual([]);
    expect(CERTIFICATE_ACTS.filter((name) => typeof act![name] !== 'string')).toEqual([]);
  });
});
