import { content, declaration, kestrel, renewal } from '../../../../test/support/mail-content.js';
import { gatheredMail } from './gathered.mail.js';

const nordgurt = { latin: 'Nordgurt AB', chinese: null };

/** 40 renewals of Kestrel, of which the last ten are its most urgent, and 20 of Nordgurt, one of them due first of all. */
const sixty = [
  ...Array.from({ length: 40 }, (_, at) => ({ client: kestrel, days: 30 - Math.floor(at / 10), number: 100 + at })),
  ...Array.from({ length: 20 }, (_, at) => ({ client: nordgurt, days: at === 7 ? 9 : 29, number: 200 + at })),
].map(({ client, days, number }) =>
  renewal({
    dueOn: `2026-12-${String(days + 1).padStart(2, '0')}`,
    daysLeft: days,
    step: days,
    subject: declaration({ number: `C${number}`, scheme: 'ccc', clients: [client], validUntil: '2027-03-31', url: `https://homolog.example/certificates/${number}` }), // prettier-ignore
  }),
);
const digest = (changes = {}) => gatheredMail(content({ audience: 'staff', readerOf: null, items: sixty, ...changes }));

it('parts a digest of 60 by client, the most urgent client first, with counts and every one of them linked', () => {
  const { html, text } = digest();
  const [nord, kest] = ['Nordgurt AB (20)', 'Kestrel Motors Ltd (40)'].map((head) => text.indexOf(head)) as [number, number]; // prettier-ignore
  expect(nord).toBeGreaterThan(0);
  expect(kest).toBeGreaterThan(nord);
  for (const { subject } of sixty) expect(html).toContain(`href="${subject.url}"`);
  // Of each client three are told of in full, with their product; the others in a line each.
  expect(html.match(/Safety belt/g)).toHaveLength(6);
  // The one that is due first stands first.
  expect(text.slice(nord)).toMatch(/^Nordgurt AB \(20\)\n\* C207, 10 Dec 2026, 9 d\n/);
});

it('tells a client of the cases and certificates without the names of its own firm', () => {
  const { text } = digest({ audience: 'client', readerOf: kestrel, items: sixty.slice(0, 40) });
  expect(text).not.toContain('Kestrel Motors Ltd (40)');
  expect(text.match(/^\* C1\d\d/gm)).toHaveLength(40);
});
