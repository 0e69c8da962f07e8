import { newId } from '#database/db';
import type { DeadlineKind, StatedDeadline } from '#domain/deadlines/deadline';
import { DeadlinesService, type DeadlineSubject } from '#features/deadlines/deadlines.service';
import { MailCatcher } from '../../apps/local/src/mail-catcher.js';
import { makeCbReport } from '../support/make-cb-report.js';
import { startApi, type TestApi } from '../support/test-app.js';
import { workUntilQuiet } from '../support/test-worker.js';

let api: TestApi;
let catcher: MailCatcher;
beforeAll(async () => {
  api = await startApi({ clock: '2026-11-20T09:00:00Z' });
  catcher = await MailCatcher.start();
});
afterAll(async () => {
  await catcher.stop();
  await api.close();
});

const stated = (kind: DeadlineKind, dueOn: string): StatedDeadline => ({
  kind,
  dueOn,
  basis: 'practice',
  rule: 'test',
  source: 'https://one.test',
  certainty: 'official',
  counted:
    kind === 'cb-report' ? { start: 'reported', from: '2024-01-18', amount: 3, unit: 'years' } : { start: 'named' },
  isDisputed: false,
  isMet: false,
});

async function world() {
  const tenant = await api.make.tenant();
  const client = await api.make.client({ tenant });
  const product = await api.make.product({ client, name: 'Roadster' });
  await api.make.member({ tenant, role: 'owner' });
  const lena = await api.make.member({ tenant, name: 'Lena', email: `lena-${newId()}@jade.test`, language: 'en' });
  const otto = await api.make.member({ tenant, name: 'Otto', email: `otto-${newId()}@jade.test` });
  const owe = (kind: DeadlineKind, of: DeadlineSubject, dueOn: string) =>
    api.make.inside(tenant, () => api.app.get(DeadlinesService).restate(of, [stated(kind, dueOn)]));
  return { tenant, client, product, lena, otto, owe };
}

const textsTo = async (email: string) => {
  const mails = catcher.mails().filter(({ to }) => to.includes(email));
  return Promise.all(mails.map(async ({ id }) => (await catcher.open(id))!.text.replaceAll('=\n', '')));
};

it('the mail about a factory that somebody says is not theirs names it, its day and its page', async () => {
  const { tenant, client, product, lena, otto, owe } = await world();
  const factory = await api.make.factory({ tenant, client, name: 'Lindau works' });
  await api.make.certificate({ client, product, factory, responsible: lena, contact: null });
  await owe('follow-up-inspection', { factoryId: factory.id }, '2027-06-18');
  const agent = await api.as(otto);
  const id = (await agent.get('/api/deadlines?kind=follow-up-inspection').expect(200)).body.items[0].id;
  await agent.post(`/api/deadlines/${id}/answers`).send({ answer: 'not-mine' }).expect(200);
  await workUntilQuiet(api, { clock: '2026-11-20T11:00:00Z', smtpUrl: catcher.smtpUrl });
  const [text, ...more] = await textsTo(lena.email);
  expect(more).toEqual([]);
  expect(text).toContain('Otto says that this is not theirs');
  expect(text).toMatch(/About +Lindau works/);
  expect(text).toMatch(/Until +Friday 18 June 2027/);
  expect(text).toContain(`/factories/${factory.id}`);
});

it('the reminder of a CB test report names it, its product and its page, and how its day was counted', async () => {
  const { product, lena, owe } = await world();
  const report = await makeCbReport(api, product, { responsibleId: lena.id, number: 'DE1-71234' });
  await owe('cb-report', { cbReportId: report.id }, '2027-01-18');
  await workUntilQuiet(api, { clock: '2026-12-21T11:00:00Z', smtpUrl: catcher.smtpUrl });
  const [text] = await textsTo(lena.email);
  expect(text).toMatch(/CB test report +DE1-71234/);
  expect(text).toMatch(/Product +Roadster/);
  expect(text!.replace(/\s+/g, ' ')).toContain(
    '3 years after the issue of the report on 18 Jan 2024 (https://one.test).',
  );
  expect(text).toContain(`/products/${product.id}`);
});
