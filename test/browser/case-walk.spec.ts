import { newId } from '#database/db';
import type { Factory } from '#database/entities/factory.entity';
import type { Member } from '#database/entities/member.entity';
import type { Product as CertificationUnit } from '#database/entities/product.entity';
import { CaseScreens, pdfNamed } from '../support/case-screens.js';
import { makeBench, makeLaboratory } from '../support/make-case.js';
import { describeInBrowser, Product, type Visit } from '../support/test-browser.js';
import { WalkedClock } from '../support/walked-clock.js';

jest.setTimeout(400_000);

const CASE = '2027-0001';
const NUMBER = '2027011104000123';
const BELT = 'Three-point safety belt';
const WORKS = 'Nordgurt AB – Gothenburg';
const FORM = 'Application form and factory questionnaire';
const PLAN = 'COP control plan';

const STAGE = {
  scope: 'Check of certification obligation',
  documents: 'Preparation of the application file',
  application: 'Online application and acceptance',
  sample: 'Sample notice and dispatch',
  test: 'Type test at a designated laboratory',
  rectification: 'Rectification after a failed test',
  decision: 'Evaluation and certification decision',
};

const LENA = 'lena@jade.example';
const MERT = 'mert@jade.example';
const ASTRID = 'astrid@nordgurt.example';
const PASSWORD = 'correct-horse-battery';

/** Ten in the morning in Berlin, where summer time begins on 28 March 2027. */
const morning = (day: string) => `${day}T10:00:00${day < '2027-03-28' ? '+01:00' : '+02:00'}`;

/** Every mail of the way, in UTC: eight o'clock of Berlin and Stockholm, or some minutes after what happened. */
const MAILS: readonly (readonly [at: string, subject: string, readers: readonly string[]])[] = [
  ['2027-01-11 09:05', `2 messages about ${CASE}`, [ASTRID]],
  // asked until Friday 29 January: 14, 7 and 2 days before; what was handed in on the 25th is not asked for on the 27th
  ['2027-01-15 07:00', '14 days: hand in 2 documents by 29 Jan 2027', [ASTRID, MERT]],
  ['2027-01-18 09:05', `Handed in: ${FORM} (${CASE})`, [MERT]],
  ['2027-01-19 09:05', `Needed anew: ${FORM} (${CASE})`, [ASTRID]],
  ['2027-01-22 07:00', '7 days: hand in 2 documents by 29 Jan 2027', [ASTRID, MERT]],
  ['2027-01-25 09:05', `2 messages about ${CASE}`, [MERT]],
  ['2027-01-28 09:05', `Test booked: ${CASE}`, [ASTRID]],
  // 30 days after 28 January is Saturday 27 February; seven days before it a Saturday too: the Monday, and the team alone
  ['2027-02-22 07:00', `5 days: Samples at the laboratory (${CASE}) by 27 Feb 2027`, [MERT]],
  ['2027-03-19 09:05', `Test booked: ${CASE}`, [ASTRID]],
  ['2027-03-26 09:05', `Factory inspection: ${WORKS} (${CASE})`, [ASTRID]],
  // 90 days after the acceptance of 28 January; thirty days before that is Easter Monday
  ['2027-03-30 06:00', `29 days: certificate of case ${CASE} by 28 Apr 2027`, [ASTRID, MERT]],
  ['2027-04-09 08:05', `To put right: ${WORKS} (${CASE})`, [ASTRID]],
  ['2027-04-14 06:00', `14 days: certificate of case ${CASE} by 28 Apr 2027`, [ASTRID, MERT]],
  ['2027-04-21 06:00', `7 days: certificate of case ${CASE} by 28 Apr 2027`, [ASTRID, MERT]],
  // Mert did not answer the last step before the law's day: Lena leads
  ['2027-04-22 06:00', `6 days: certificate of case ${CASE} by 28 Apr 2027`, [LENA]],
  // overdue it is everybody's, weekly; 6 May is Ascension Day
  ['2027-04-29 06:00', `1 day late: certificate of case ${CASE}, due 28 Apr 2027`, [ASTRID, LENA, MERT]],
  ['2027-05-07 06:00', `9 days late: certificate of case ${CASE}, due 28 Apr 2027`, [ASTRID, LENA, MERT]],
  // three months after 8 April; sixty days before that is a Sunday
  ['2027-05-10 06:00', `59 days: correct Finding 1, ${WORKS} (${CASE}) by 8 Jul 2027`, [ASTRID, MERT]],
  ['2027-05-13 06:00', `15 days late: certificate of case ${CASE}, due 28 Apr 2027`, [ASTRID, LENA, MERT]],
  ['2027-05-20 06:00', `22 days late: certificate of case ${CASE}, due 28 Apr 2027`, [ASTRID, LENA, MERT]],
  ['2027-05-27 06:00', `29 days late: certificate of case ${CASE}, due 28 Apr 2027`, [ASTRID, LENA, MERT]],
  ['2027-06-03 06:00', `36 days late: certificate of case ${CASE}, due 28 Apr 2027`, [ASTRID, LENA, MERT]],
  ['2027-06-08 06:00', `30 days: correct Finding 1, ${WORKS} (${CASE}) by 8 Jul 2027`, [ASTRID, MERT]],
  ['2027-06-09 08:05', `Finding answered: ${WORKS} (${CASE})`, [MERT]],
  ['2027-06-10 06:00', `43 days late: certificate of case ${CASE}, due 28 Apr 2027`, [ASTRID, LENA, MERT]],
  // released by customs on 15 February, to be out of the country within six months
  ['2027-06-16 06:00', `60 days: temporary import of Set A (${CASE}) ends on 15 Aug 2027`, [ASTRID, MERT]],
  ['2027-06-17 06:00', `50 days late: certificate of case ${CASE}, due 28 Apr 2027`, [ASTRID, LENA, MERT]],
  ['2027-06-17 08:05', `Ended: ${CASE}`, [ASTRID]],
];

/** Whose turn it was on how many of the 157 days from 11 January to 17 June. */
const TURNS = {
  // 11 to 25 Jan, 28 Jan to 3 Feb, 15 to 22 Feb, 8 to 19 Mar, 8 Apr to 9 Jun
  Client: 14 + 6 + 7 + 11 + 62,
  // 25 and 26 Jan, 22 Feb to 1 Mar, 19 to 22 Mar, 26 Mar to 7 Apr
  Us: 1 + 7 + 3 + 12,
  // 3 to 15 Feb
  Customs: 12,
  // 1 to 8 Mar, 22 to 26 Mar
  Laboratory: 7 + 4,
  // 26 to 28 Jan, 9 to 11 Jun, 11 to 17 Jun
  'Certification body': 2 + 2 + 6,
  // 7 Apr; the finding is of the 8th
  Inspector: 1,
};

describeInBrowser('a case, in a browser', () => {
  let product: Product;
  let clock: WalkedClock;
  let consultant: Member;
  let factory: Factory;
  let unit: CertificationUnit;

  beforeAll(async () => {
    // A Monday. Safety belts have been certified by third parties alone for ten days.
    const begin = morning('2027-01-11');
    product = await Product.start({ clock: begin });
    clock = new WalkedClock(product, begin);
    const { make } = product.api;
    const tenant = await make.tenant({ name: 'Jadebrücke Homologation', nameZh: '玉桥认证咨询' });
    const [lena, mert] = [
      await make.person({ name: 'Lena Weiss', email: LENA }),
      await make.person({ name: 'Mert Kaya', email: MERT }),
    ];
    await make.member({ tenant, person: lena, role: 'owner', name: lena.name });
    consultant = await make.member({ tenant, person: mert, role: 'consultant', name: mert.name });
    // The clock leaps over the hours at which plans of the day are made: this is about reminders alone.
    await product.api.look(
      `insert into mail_choices (tenant_id, id, member_id, topic, choice, chosen_at) values ($1, $2, $3, 'daily-plan', 'never', now())`,
      [tenant.id, newId(), consultant.id],
    );
    const client = await make.client({
      tenant,
      legalName: 'Nordgurt AB',
      legalNameZh: '北带安全系统公司',
      country: 'SE',
    });
    await make.contact({ client, name: 'Astrid Lund', email: ASTRID, timeZone: 'Europe/Stockholm' });
    const astrid = await product.signUp('Astrid Lund', ASTRID, PASSWORD);
    await make.member({ client, person: astrid, name: astrid.name, timeZone: 'Europe/Stockholm', country: 'SE' });
    factory = await make.factory({ client, name: WORKS, country: 'SE' });
    unit = await make.product({
      client,
      factory,
      classCode: '1104',
      name: BELT,
      nameZh: '三点式安全带',
      models: ['NG-3P'],
      standard: 'GB 14166-2024',
    });
    await makeBench(product.api, await makeLaboratory(product.api, tenant), { name: 'Belt rig' });
    await product.mails.clear();
  });
  afterAll(async () => {
    clock?.stop();
    await product?.close();
  });
  afterEach(async () => expect((await product?.endVisits()) ?? []).toEqual([]));

  /** Hands a file in where the portal asks for it. */
  async function handIn(client: Visit, title: string, file: string): Promise<void> {
    const asked = client.page.getByRole('group', { name: title }).locator('input[type=file]');
    await client.within(asked.setInputFiles(pdfNamed(file, title)));
    await client.reads(`${title} is with us.`);
  }

  /** Checks a document that was handed in, and presses what is thought of it. */
  async function judge(desk: Visit, title: string, ...acts: string[]): Promise<void> {
    const line = desk.page.getByRole('listitem').filter({ hasText: title });
    await desk.within(line.getByRole('button', { name: 'Check' }).click());
    for (const act of acts) await desk.within(line.getByRole('button', { name: act, exact: true }).click());
  }

  async function recordSample(desk: CaseScreens, act: string, done: string, values = {}): Promise<void> {
    await desk.open('/lab/samples', 'Set A');
    await desk.choose('Record for Set A', act);
    await desk.fill(values);
    await desk.send(act, done);
  }

  /** Whose turn it was and for how many days, as the page of the case sums it up. */
  async function turns({ page }: Visit): Promise<Record<string, number>> {
    const clockOfTurns = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Whose turn it was' }) });
    const lines = await clockOfTurns.getByRole('listitem').allInnerTexts();
    return Object.fromEntries(lines.map((line) => [line.split('\n')[0]!, Number(/(\d+) d$/.exec(line)![1])]));
  }

  /** What became of the reminders whose time had come. */
  async function remindersDue(until: string): Promise<object> {
    const rows = await product.api.look<{ state: string; reason: string | null; step: string }>(
      `select state, state_reason as reason, concat_ws(' ', deadline_id, step_days, contact_id, member_id) as step
         from reminders where send_at <= $1`,
      [new Date(until)],
    );
    const sent = rows.filter(({ state }) => state === 'sent');
    const others = rows.filter(({ state }) => state !== 'sent').map(({ state, reason }) => `${state} ${reason}`);
    return { sent: sent.length, steps: new Set(sent.map(({ step }) => step)).size, others: [...new Set(others)] };
  }

  it('goes from the question to the certificate, and every reminder on the way arrives once, at those it is for', async () => {
    const visit = await product.visit({ as: consultant });
    const desk = new CaseScreens(visit);
    const door = await product.visit();
    const portal = new CaseScreens(door);

    // 11 January: does a belt need CCC, and what does it need? The case is opened and its documents are asked for.
    await desk.open(`/applicability/new?product=${unit.id}`, 'For which vehicles is it made?');
    await visit.page.getByLabel('M (passenger vehicles)').check();
    for (const yes of await visit.page.getByRole('radio', { name: 'Yes' }).all()) await yes.check();
    await visit.reads('Since 1 January 2027: a certificate of a designated certification body is needed');
    await desk.open(`/cases/new?productId=${unit.id}&kind=new`, 'The plan it would get');
    await visit.within(visit.page.getByRole('combobox', { name: 'Procedure' }).click());
    await visit.within(visit.page.getByRole('option', { name: /^CCC third-party certification/ }).click());
    await visit.press('Open case');
    await visit.reads(`Case ${CASE} is open.`, 'Spring Festival 春节', /counted through a year that is not published/);
    const address = new URL(visit.page.url()).pathname;
    await desk.completeUnbegun(STAGE.scope);
    await desk.begin(STAGE.documents);
    await visit.press('Request document');
    await desk.fill({ Due: '2027-01-29' });
    await visit.page.getByLabel(FORM).check();
    await visit.page.getByLabel(PLAN).check();
    await desk.send('Ask the client', 'The client is asked.');

    // 18 to 26 January: the client sees what is asked and hands it in; one comes back and comes anew.
    await clock.goTo(morning('2027-01-18'));
    await portal.open('/', 'Sign in');
    await door.page.getByLabel('E-mail').fill(ASTRID);
    await door.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await door.press('Sign in');
    await door.titled('Two things need you');
    door.forgive(/^401 GET \/api\/me$/);
    await handIn(door, FORM, 'application-form.pdf');
    await door.titled('One thing needs you');
    await clock.goTo(morning('2027-01-19'));
    await desk.open(address, 'To check');
    await judge(visit, FORM, 'Return');
    await desk.fill({ Reason: 'The factory address differs from the business licence.' });
    await desk.send('Return', `${FORM} returned to the client.`);
    await clock.goTo(morning('2027-01-25'));
    await portal.open('/portal', 'Version 1 came back:', 'The factory address differs from the business licence.');
    await handIn(door, FORM, 'application-form-2.pdf');
    await handIn(door, PLAN, 'control-plan.pdf');
    await door.titled('Nothing needs you');
    await clock.goTo(morning('2027-01-26'));
    await desk.open(address, '0 of 2 accepted');
    for (const title of [FORM, PLAN]) {
      await judge(visit, title, 'Accept', 'Submitted to the body');
      await visit.reads(`${title} noted as submitted.`);
    }
    await desk.complete(STAGE.documents);
    await desk.choose('Move stage', 'Record the submission');
    await visit.reads(`The submission of ${CASE} is recorded.`);
    await desk.begin(STAGE.application);

    // 28 January: the body accepts, and a bench is booked.
    await clock.goTo(morning('2027-01-28'));
    await desk.open(address, STAGE.application);
    await desk.choose('Move stage', 'Record the acceptance');
    await visit.reads(`The acceptance of ${CASE} is recorded.`);
    await desk.complete(STAGE.application);
    await desk.begin(STAGE.sample);
    await visit.page.getByRole('link', { name: 'All tests of this case' }).click();
    await visit.titled('Test-lab bookings');
    await visit.press('Ask for a test');
    await desk.fill({
      Product: { choice: BELT },
      Laboratory: { choice: 'Tianjin test centre' },
      'What is tested': 'Strength and retraction',
      'What the laboratory has answered': { choice: 'It has confirmed a slot' },
      Bench: { choice: 'Belt rig' },
      'First day': '2027-03-01',
      'Last day': '2027-03-05',
    });
    await visit.reads('Its test serves the CCC case.');
    await desk.send('Save booking', 'No sample goes to this test yet.');
    const booking = new URL(visit.page.url()).pathname;
    await desk.record('Add sample', { Sample: 'Set A' }, 'The sample is saved.');
    await recordSample(desk, 'Prepared', 'Prepared');

    // 1 to 22 February: the sample lies at customs over the Spring Festival.
    await clock.goTo(morning('2027-02-01'));
    await recordSample(desk, 'Shipped', 'since 1 Feb 2027', { Carrier: 'DHL' });
    await clock.goTo(morning('2027-02-03'));
    await recordSample(desk, 'Reached customs', 'since 3 Feb 2027');
    await desk.open(address, STAGE.sample);
    await desk.move(STAGE.sample, 'Say what blocks it');
    await desk.fill({ 'What blocks it': { choice: 'sample held at customs' } });
    await desk.send('Say what blocks it', `Blocked: ${STAGE.sample}`, 'Customs, 1 day');
    await clock.goTo(morning('2027-02-15'));
    await desk.open('/lab/samples', 'Set A');
    await desk.choose('Record for Set A', 'Released by customs');
    await visit.page.getByLabel('Imported for a time only').check();
    await desk.send('Released by customs', 'since 15 Feb 2027', '15 Aug 2027');
    await desk.open(address, 'Customs, 13 days');
    await desk.move(STAGE.sample, 'Go on, today');
    await visit.reads(`Goes on: ${STAGE.sample}`);
    await clock.goTo(morning('2027-02-22'));
    await recordSample(desk, 'Received', 'since 22 Feb 2027', { Place: 'Tianjin' });
    await recordSample(desk, 'Accepted', 'Accepted');
    await desk.open(address, STAGE.sample);
    await desk.complete(STAGE.sample);

    // 1 to 26 March: the test fails, is put right, and is passed at the second attempt.
    await clock.goTo(morning('2027-03-01'));
    await desk.open(booking, 'Confirmed');
    await desk.record('Test has begun', {}, 'The test is running. The test of the case has begun.');
    await clock.goTo(morning('2027-03-05'));
    await desk.open(booking, 'Running');
    await desk.record('Test is over', {}, 'The test is over.');
    await clock.goTo(morning('2027-03-08'));
    await desk.open(booking, 'Done');
    await desk.record(
      'Record result',
      { Result: { choice: 'Failed' }, 'What failed': 'The retractor locks at 0.55 g.', 'Report number': 'TJ-2027-118' },
      'The result is recorded. The test of the case has failed.',
    );
    await desk.open(address, `Failed: ${STAGE.test}`);
    await desk.choose('Move stage', 'Start');
    await visit.reads(`Started: ${STAGE.rectification}`);
    await clock.goTo(morning('2027-03-19'));
    await desk.open(address, STAGE.rectification);
    await desk.complete(STAGE.rectification);
    await desk.move(STAGE.test, 'Do it once more');
    await visit.reads('The stage is taken in.');
    await desk.open(booking, 'The retractor locks at 0.55 g.');
    await visit.press('Book the retest');
    await desk.fill({
      'What the laboratory has answered': { choice: 'It has confirmed a slot' },
      Bench: { choice: 'Belt rig' },
      'First day': '2027-03-22',
      'Last day': '2027-03-24',
    });
    await desk.send('Save booking', 'No report yet.');
    const retest = new URL(visit.page.url()).pathname;
    await clock.goTo(morning('2027-03-22'));
    await desk.open(retest, 'Confirmed');
    await desk.record('Test has begun', {}, 'The test is running. The test of the case has begun.');
    await clock.goTo(morning('2027-03-24'));
    await desk.open(retest, 'Running');
    await desk.record('Test is over', {}, 'The test is over.');
    await clock.goTo(morning('2027-03-26'));
    await desk.open(retest, 'Done');
    await desk.record(
      'Record result',
      { Result: { choice: 'Passed' }, 'Report number': 'TJ-2027-131' },
      'The result is recorded. The test of the case is done.',
    );

    // 26 March to 9 April: the inspection finds something, and there is no certificate while it is open.
    await desk.open('/audits', 'No inspection yet.');
    await desk.record(
      'Plan an inspection',
      {
        Factory: { choice: WORKS },
        Kind: { choice: 'Initial inspection' },
        Case: { choice: CASE },
        'First day': '2027-04-07',
        'Last day': '2027-04-08',
        'Certification body': 'CQC',
        Inspectors: 'Wang Lei',
      },
      'Findings are recorded once the inspection was held.',
    );
    const audit = new URL(visit.page.url()).pathname;
    await desk.record('Confirm the days', {}, 'Days confirmed.');
    await clock.goTo(morning('2027-04-09'));
    await desk.open(audit, 'Confirmed');
    await desk.record('Record as held', {}, 'Recorded as held.');
    await desk.record(
      'Record a finding',
      { Grade: { choice: 'Major' }, 'What was found': 'The torque of the anchor bolts is not recorded on line 2.' },
      'Finding 1',
      '8 Jul 2027',
    );
    await desk.open(address, 'Blocked: non-conformity open');
    await desk.choose('Move stage', 'Record the certificate');
    await visit.reads('Not finished yet: Initial factory inspection.', '1 major finding is open.');
    await desk.fill({ 'Certificate number': NUMBER });
    await desk.send('Record the certificate', 'Stages before the certificate are not finished.');
    visit.forgive(/^409 POST \/api\/applications\/[^/]+\/certificates$/);

    // 9 to 11 June: the client answers with evidence, the body verifies it and passes the inspection.
    await clock.goTo(morning('2027-06-09'));
    await portal.open('/portal', 'Finding 1 of the inspection, Major');
    await door.page.getByRole('link', { name: 'Answer it' }).click();
    await door.reads('If it is not corrected in time: Counts as failed');
    await door.page.getByLabel('Corrective action').fill('The wrenches of line 2 now write each bolt to the record.');
    await door.page.getByLabel('Evidence').fill('Records of 1 to 8 June.');
    await door.page.locator('input[type=file]').setInputFiles(pdfNamed('torque-records.pdf', 'Torque records'));
    await door.within(door.page.getByRole('button', { name: 'Remove' }).waitFor());
    await door.press('Hand in evidence');
    await door.reads('Evidence handed in.');
    await clock.goTo(morning('2027-06-11'));
    await desk.open(audit, 'Records of 1 to 8 June.');
    await desk.record('Record as verified', { 'Day of the verification': '2027-06-11' }, 'Finding verified.');
    await desk.record('Record as passed', { 'Day of the result': '2027-06-11' }, 'Recorded as passed.');
    await desk.open(address, STAGE.decision);
    await desk.begin(STAGE.decision);

    // 17 June: the certificate, in one step with the end of the case. The form kept what was typed in April.
    await clock.goTo(morning('2027-06-17'));
    await desk.open(address, STAGE.decision);
    await desk.choose('Move stage', 'Record the certificate');
    await visit.reads('Your unsaved entries are back.');
    await desk.fill({ 'Issued on': '2027-06-17', 'Issuing body': 'CQC' });
    await desk.send('Record the certificate', 'The certificate stands in the register.', 'Nothing is owed at present.');
    await visit.reads('157 days');
    expect(await turns(visit)).toEqual(TURNS);
    expect(Object.values(TURNS).reduce((sum, days) => sum + days, 0)).toBe(157);
    await visit.page.locator('a[href^="/certificates/"]').first().click();
    // the factory was inspected until 8 April; its class is not known yet
    await visit.reads('Last follow-up 8 Apr 2027 plus 12 months', 'Renewal filing', '18 Mar 2032');
    expect(
      await product.api.look(
        `select d.kind, d.due_on::text as "dueOn", d.state from deadlines d join certificates c on c.id = d.certificate_id
           where c.number = $1 order by d.due_on`,
        [NUMBER],
      ),
    ).toEqual([
      { kind: 'renewal-filing', dueOn: '2032-03-18', state: 'open' },
      { kind: 'certificate-expiry', dueOn: '2032-06-16', state: 'open' },
    ]);
    await clock.goTo(morning('2027-06-18'));
    await portal.open('/portal', 'Nothing needs you', 'Certified, 17 Jun 2027');
    await portal.open('/portal/certificates', NUMBER, 'valid until 16 Jun 2032', 'File the renewal', '18 Mar 2032');

    const arrived = clock.arrived.map(({ at, to, mail }) => `${at} ${to} ${mail.subject}`);
    const expected = MAILS.flatMap(([at, subject, readers]) => readers.map((to) => `${at} ${to} ${subject}`));
    expect([...arrived].sort()).toEqual([...expected].sort());
    expect(new Set(clock.arrived.map(({ mail }) => mail.messageId)).size).toBe(expected.length);
    // 8 of documents, 1 of samples, 31 of the limit, 4 of the finding, 2 of the import; no step of a day twice to one person
    expect(await remindersDue(morning('2027-06-18'))).toEqual({
      sent: 46,
      steps: 46,
      others: ['withdrawn deadline-met'],
    });
    for (const { mail } of clock.arrived.filter(({ to }) => to === ASTRID)) {
      expect(mail.text).toContain('You get this as contact of Nordgurt AB, from Jadebrücke Homologation.');
      expect(`${mail.text}\n${mail.html}`).not.toMatch(/Lena Weiss|lena@|responsible for it|Samples at the laboratory/);
    }
  });
});
