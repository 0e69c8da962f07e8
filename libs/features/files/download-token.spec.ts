import { NotFound, RuleBroken } from '#domain/errors';
import { attachmentNamed, readDownload, signDownload } from './download-token.js';

const secret = 'only-for-tests-0123456789abcdefghij';
const claim = {
  tenantId: '0192f0a1-0000-7000-8000-000000000001',
  fileId: '0192f0a1-0000-7000-8000-00000000abcd',
  expiresAt: new Date('2026-11-20T09:05:00Z'),
};
const token = signDownload(claim, secret);

it('says what it was signed for until its last second', () => {
  expect(readDownload(token, secret, new Date('2026-11-20T09:04:59.999Z'))).toEqual(claim);
});

it('is over at its end', () => {
  expect(() => readDownload(token, secret, new Date('2026-11-20T09:05:00Z'))).toThrow(
    new RuleBroken('download.expired', { expiresAt: '2026-11-20T09:05:00.000Z' }),
  );
});

it('opens nothing with any one character changed', () => {
  for (let at = 0; at < token.length; at++) {
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    expect(() => readDownload(changed, secret, new Date('2026-11-20T09:00:00Z'))).toThrow(NotFound);
  }
});

it.each(['', '.', 'x', `${token}.x`, token.split('.')[0]!, `${token}=`])('opens nothing with %j', (text) => {
  expect(() => readDownload(text, secret, new Date('2026-11-20T09:00:00Z'))).toThrow(NotFound);
});

it('opens nothing with the signature of another installation', () => {
  expect(() => readDownload(token, `${secret}x`, new Date('2026-11-20T09:00:00Z'))).toThrow(NotFound);
});

it.each([
  ['report.pdf', `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
  [
    'Prüfbericht (1).pdf',
    `attachment; filename="Pr_fbericht (1).pdf"; filename*=UTF-8''Pr%C3%BCfbericht%20%281%29.pdf`,
  ],
  ['检测报告.pdf', `attachment; filename="____.pdf"; filename*=UTF-8''%E6%A3%80%E6%B5%8B%E6%8A%A5%E5%91%8A.pdf`],
  ['a"b\\c%d\'.txt', `attachment; filename="a_b_c_d'.txt"; filename*=UTF-8''a%22b%5Cc%25d%27.txt`],
])('names %s in a header', (name, header) => {
  expect(attachmentNamed(name)).toBe(header);
});
