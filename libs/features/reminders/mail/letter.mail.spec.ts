import { content } from '../../../../test/support/mail-content.js';
import { letterMail, letterParts } from './letter.mail.js';
import type { NoticeItem } from './notice-content.js';
import { renderMail } from './render-mail.js';

const notice = (changes: Partial<NoticeItem> = {}): NoticeItem => ({
  kind: 'campaign-letter',
  caseNumber: null,
  product: null,
  title: null,
  dueOn: null,
  quote: null,
  who: null,
  factory: null,
  from: null,
  to: null,
  slot: null,
  was: null,
  laboratory: null,
  ending: null,
  certificate: null,
  campaign: 'Announcement 57/2025',
  address: null,
  letter: {
    subject: 'Your self-declarations end with 2026',
    body: 'Dear Ms Carter,\n\nthese end:\n- SDOC-1, Lamp\n- SDOC-2, <b>Belt</b>\n\nKind regards\nL. Weiss',
  },
  url: 'https://homolog.example/',
  ...changes,
});
const mailOf = (changes: Parameters<typeof content>[0] = {}, one = notice()) =>
  renderMail(content({ items: [], notices: [one], ...changes }));

describe('the text of a letter', () => {
  test.each([
    ['paragraphs are parted by empty lines', 'A\nB\n\n \nC', [['A', 'B'], ['C']]],
    ['rows stand under the line that leads to them', 'A:\n- x\n- y\nB', [['A:'], ['x', 'y'], ['B']]],
    ['Windows line ends are line ends', 'A\r\n\r\n• x', [['A'], ['x']]],
    ['nothing is nothing', ' \n\n', []],
    ['a dash inside a line is no row', 'A - B\n-C', [['A - B', '-C']]],
  ])('%s', (_, body, wanted) => {
    expect(letterParts(body).map((part) => (part.kind === 'list' ? part.rows : part.lines))).toEqual(wanted);
  });
});

describe('the mail of a letter', () => {
  test('is the letter: its subject, its text, its list, and the one act', () => {
    const { subject, text } = mailOf();
    expect(subject).toBe('Your self-declarations end with 2026');
    expect(text).toBe(`Dear Ms Carter,

these end:

* SDOC-1, Lamp
* SDOC-2, <b>Belt</b>

Kind regards
L. Weiss

Open what is asked of you:
https://homolog.example/
-- 
You get this as contact of Kestrel Motors Ltd, from Jadebrücke
Homologation. Reply to this mail and it reaches L. Weiss.
`);
  });

  test('what was typed cannot become markup', () => {
    const { html } = mailOf();
    expect(html).toContain('SDOC-2, &lt;b&gt;Belt&lt;/b&gt;');
    expect(html).not.toContain('<b>Belt');
  });

  test('a reader without an account is not sent to a page he cannot open', () => {
    const { html, text } = mailOf({ canSignIn: false });
    expect(html).not.toContain('https://homolog.example');
    expect(text).not.toContain('https://homolog.example');
  });

  test.each(['en', 'de', 'zh'] as const)('in %s a chase is written the same way', (language) => {
    const chase = notice({ kind: 'campaign-chase' });
    expect(mailOf({ language }, chase)).toEqual(letterMail(content({ language, items: [], notices: [chase] }), chase));
  });
});

test.each([
  ['en', 'Expired: SDOC-2020 0111 0410 0234', 'This certificate has expired', 'The goods may not ship or be imported.'],
  ['de', 'Abgelaufen: SDOC-2020 0111 0410 0234', 'Dieses Zertifikat ist abgelaufen', 'Die Waren dürfen dann nicht'],
  ['zh', '已到期失效：SDOC-2020 0111 0410 0234', '此证书已到期失效', '产品不得出厂或进口'],
] as const)(
  'in %s the end of a certificate says what it means for its goods',
  (language, subject, heading, follows) => {
    const certificate = { number: 'SDOC-2020011104100234', scheme: 'ccc', validUntil: '2026-11-19' } as const;
    const one = notice({ kind: 'certificate-expired', campaign: null, letter: null, certificate });
    const mail = mailOf({ language }, one);
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(heading);
    expect(mail.text.replaceAll('\n', ' ')).toContain(follows);
  },
);

test('of a voluntary certificate no more is said than is known', () => {
  const certificate = { number: 'CQC-1', scheme: 'cqc-voluntary', validUntil: null } as const;
  const { text } = mailOf({}, notice({ kind: 'certificate-expired', campaign: null, letter: null, certificate }));
  expect(text).toContain('The certificate is no longer valid.');
});
