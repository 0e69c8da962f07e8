import { randomBytes } from 'node:crypto';
import { newId } from '#database/db';
import { Absence } from '#database/entities/absence.entity';
import { ApplicabilityCheck } from '#database/entities/applicability-check.entity';
import { CertificateFee } from '#database/entities/certificate-fee.entity';
import { CertificatePaper } from '#database/entities/certificate-paper.entity';
import { CertificateStatusChange } from '#database/entities/certificate-status-change.entity';
import type { Client } from '#database/entities/client.entity';
import { Deadline } from '#database/entities/deadline.entity';
import { ImportRow } from '#database/entities/import-row.entity';
import { Import } from '#database/entities/import.entity';
import { Mail } from '#database/entities/mail.entity';
import { Mark } from '#database/entities/mark.entity';
import { Notice } from '#database/entities/notice.entity';
import { Note } from '#database/entities/note.entity';
import { ProductChangeCertificate } from '#database/entities/product-change-certificate.entity';
import { CalendarFeed } from '#database/entities/calendar-feed.entity';
import { ReleaseKey } from '#database/entities/release-key.entity';
import { RegulatoryEntry } from '#database/entities/regulatory-entry.entity';
import { ReminderProof } from '#database/entities/reminder-proof.entity';
import { Reminder } from '#database/entities/reminder.entity';
import { ReminderPolicy } from '#database/entities/reminder-policy.entity';
import { RoutePlan } from '#database/entities/route-plan.entity';
import { Channel } from '#database/entities/channel.entity';
import { SuppressedAddress } from '#database/entities/suppressed-address.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { Event } from '#database/entities/event.entity';
import { checkApplicability } from '#domain/applicability/applicability';
import { factsOf } from '#domain/applicability/facts';
import { applicabilityBook } from '../../support/applicability-book.js';
import { makeApplication, makeAudit, makeBench, makeBooking, makeComment, makeFile, makeFinding, makeLaboratory, makeMove, makeRequest, makeSample, makeStage } from '../../support/make-case.js'; // prettier-ignore
import { makeApproval, makeCampaign, makeCampaignMember, makeChange, makeDetermination, makeLetter, makeProject, makeReport } from '../../support/make-campaign.js'; // prettier-ignore
import { makeCbReport } from '../../support/make-cb-report.js';
import type { TestApi } from '../../support/test-app.js';
import type { Side } from './wall-table.js';

/** Numbers of applicability checks: each once in its tenant. */
let checksMade = 0;

/**
 * A client company with one of everything. Each text carries the mark, so that an answer that shows any of it is told.
 *
 * @param mark letters that stand nowhere else
 */
export function makeSide(api: TestApi, tenant: Tenant, client: Client, mark: string): Promise<Side> {
  // One transaction for all of it: what follows joins this one.
  return api.make.inside(tenant, () => fillSide(api, tenant, client, mark));
}

async function fillSide(api: TestApi, tenant: Tenant, client: Client, mark: string): Promise<Side> {
  const { make, db, clock } = api;
  const number = () => `${mark}${newId().slice(-12).toUpperCase()}`;
  const contact = await make.contact({ client, name: `${mark} contact`, email: `${newId()}@${mark}.test` });
  const factory = await make.factory({ tenant, client, name: `${mark} works`, lastFollowUpOn: '2026-01-15' });
  const product = await make.product({ client, factory, name: `${mark} lamp`, manufacturer: mark, models: [mark] });
  const member = await make.member({ tenant, role: 'consultant', name: `${mark} consultant` });
  const namedMember = await make.member({ tenant, person: null, name: `${mark} named`, role: 'viewer' });
  const parts = { client, product, factory, contact, responsible: member, body: mark };
  const certificate = await make.certificate({ ...parts, number: number() });
  const suspended = await make.certificate({ ...parts, number: number(), status: 'suspended' });
  const expired = await make.certificate({ ...parts, number: number(), status: 'expired' });
  const declaration = await make.certificate({
    ...parts,
    number: number(),
    scheme: 'ccc-self-declaration-a',
    validUntil: null,
  });
  const now = clock.now();
  const rest = await make.inside(tenant, async () => {
    const owed = {
      certificateId: certificate.id,
      clientId: client.id,
      dueOn: '2029-01-30',
      basis: 'legal' as const,
      rule: 'cnca-00c-001.validity',
      source: mark,
      certainty: 'official' as const,
      counted: { start: 'valid-until' as const },
      isDisputed: false,
      createdAt: now,
    };
    const deadline = await db.add(Deadline, { ...owed, kind: 'certificate-expiry', state: 'open' });
    const policy = await db.add(ReminderPolicy, { clientId: client.id, kind: 'renewal-filing', steps: [] });
    const absence = await db.add(Absence, {
      memberId: member.id,
      fromOn: '2027-02-01',
      toOn: '2027-02-05',
      createdAt: now,
    });
    const metDeadline = await db.add(Deadline, { ...owed, kind: 'renewal-filing', state: 'met', metAt: now });
    const mail = await db.add(Mail, {
      toEmail: contact.email,
      toName: mark,
      language: 'en',
      timeZone: 'UTC',
      sendAt: now,
      state: 'refused',
      nextAttemptAt: now,
      messageId: `<${newId()}@${mark}.test>`,
      serverAnswer: `550 ${mark}`,
      createdAt: now,
    });
    const reminder = await db.add(Reminder, {
      deadlineId: deadline.id,
      stepDays: 30,
      contactId: contact.id,
      reason: 'client-contact',
      sendOn: '2026-11-20',
      sendAt: now,
      timeZone: 'UTC',
      mailId: mail.id,
      state: 'refused',
      stateReason: mark,
      createdAt: now,
    });
    const proof = await db.add(ReminderProof, {
      deadlineId: deadline.id,
      readers: 'all',
      language: 'en',
      data: JSON.stringify({
        ...{ format: 1, id: newId(), tenant: mark, tenantZh: null, readers: 'all', madeAt: now, madeBy: mark },
        ...{ timeZone: 'UTC', lines: [], answers: [] },
        deadline: {
          ...owed,
          id: deadline.id,
          kind: 'certificate-expiry',
          state: 'open',
          label: mark,
          clientName: mark,
        },
      }),
      sha256: '0'.repeat(64),
      madeAt: now,
      madeBy: member.id,
    });
    const upload = await db.add(Import, {
      fileName: `${mark}.xlsx`,
      fileHash: mark,
      fileContent: Buffer.from(mark),
      fileSizeBytes: mark.length,
      state: 'faulty',
      rowsTotal: 1,
      createdAt: now,
    });
    await db.add(ImportRow, { importId: upload.id, rowNumber: 1, cells: { number: mark }, faults: [], warnings: [] });
    await db.add(Note, { certificateId: certificate.id, body: mark, createdAt: now });
    await db.add(Event, {
      at: now,
      what: 'certificate.created',
      clientId: client.id,
      factoryId: factory.id,
      productId: product.id,
      certificateId: certificate.id,
      importId: upload.id,
      facts: { number: mark },
    });
    const facts = factsOf({ day: '2026-11-20', classKey: '1104', description: mark });
    const answer = checkApplicability(facts, applicabilityBook({ version: 1 }));
    const check = await db.add(ApplicabilityCheck, {
      year: 2001,
      sequence: ++checksMade,
      clientId: client.id,
      productId: product.id,
      day: facts.day,
      facts,
      verdict: answer.verdict,
      answer,
      referenceVersion: 1,
      createdAt: now,
    });
    const plan = await db.add(RoutePlan, {
      name: `${mark} plan`,
      clientId: client.id,
      productId: product.id,
      classKey: '1109',
      schemeKey: 'ccc-standard',
      direction: 'forward',
      anchorOn: '2027-01-04',
      options: { isParallel: false, optional: [], durations: {}, pins: {}, clientCountry: 'DE', notBefore: null },
      computed: { limits: [] } as never,
      isProvisional: false,
      referenceVersion: 1,
      createdAt: now,
    });
    const entry = await db.add(RegulatoryEntry, {
      kind: 'consultation',
      status: 'draft',
      instrument: `${mark} notice`,
      title: `${mark} draft`,
      certainty: 'unverified',
      replacedStandards: [],
      responsibleId: member.id,
      createdAt: now,
    });
    return {
      entry: entry.id,
      deadline: deadline.id,
      metDeadline: metDeadline.id,
      policy: policy.id,
      absence: absence.id,
      reminder: reminder.id,
      proof: proof.id,
      import: upload.id,
      check: check.id,
      plan: plan.id,
    };
  });
  const of = { client, product };
  const laboratory = await makeLaboratory(api, tenant, { name: `${mark} laboratory`, nameZh: null });
  const bench = await makeBench(api, laboratory, { name: `${mark} bench` });
  const application = await makeApplication(api, of, { ownerId: member.id, contactId: contact.id, statusReason: mark });
  const hangsOn = { applicationId: application.id };
  const stage = await makeStage(api, application);
  const move = await makeMove(api, stage, { reason: mark });
  const request = await makeRequest(api, application, { title: `${mark} request` });
  const upload = await makeFile(api, client, { name: `${mark}.pdf`, state: 'uploading' });
  const file = await makeFile(api, client, { name: `${mark}.pdf` });
  const photo = await makeFile(api, client, { name: `${mark}.jpg`, mediaType: 'image/jpeg' });
  const teamFile = await makeFile(api, client, { clientId: null, isClientVisible: false, name: `${mark}-team.pdf` });
  const paperFile = await makeFile(api, client, { name: `${mark}-paper.pdf`, attachedAt: now });
  const held = await make.inside(tenant, async () => {
    const ofCertificate = { certificateId: certificate.id, clientId: client.id };
    const { id: paper } = await db.add(CertificatePaper, { ...ofCertificate, kind: 'annex', title: mark, fileId: paperFile.id, addedAt: now }); // prettier-ignore
    const { id: fee } = await db.add(CertificateFee, { ...ofCertificate, year: 2027, dueOn: '2027-01-31', note: mark, createdAt: now }); // prettier-ignore
    const { id: ownMark } = await db.add(Mark, { ...ofCertificate, form: 'printed', place: mark, createdAt: now });
    const { id: releaseKey } = await db.add(ReleaseKey, {
      name: mark,
      clientId: client.id,
      keyHash: randomBytes(32).toString('hex'),
      createdAt: now,
    });
    const { id: markedAddress } = await db.add(SuppressedAddress, {
      email: contact.email.toLowerCase(),
      reason: 'bounce',
      answer: mark,
      since: now,
    });
    const { id: channel } = await db.add(Channel, {
      ...{ kind: 'slack', name: mark, language: 'en', host: 'hooks.slack.com', sealedTarget: 'v1.a.b.c' },
      ...{ topics: ['news'], isOn: true, createdAt: now },
    });
    const { id: calendarFeed } = await db.add(CalendarFeed, {
      ...{ kind: 'client', name: mark, language: 'en', clientId: client.id, memberId: member.id },
      tokenHash: randomBytes(32).toString('hex'),
      createdAt: now,
    });
    const { id: statusChange } = await db.add(CertificateStatusChange, {
      ...{ ...ofCertificate, certificateId: suspended.id, act: 'suspend', fromStatus: 'valid', toStatus: 'suspended' },
      reason: mark,
      recordedAt: now,
    });
    return { paper, fee, mark: ownMark, releaseKey, calendarFeed, markedAddress, channel, statusChange };
  });
  const comment = await makeComment(api, application, { body: mark, audience: 'client' });
  const notice = await make.inside(tenant, () =>
    db.add(Notice, {
      kind: 'document-requested',
      ...hangsOn,
      requestId: request.id,
      contactId: contact.id,
      state: 'refused',
      stateReason: mark,
      facts: {},
      createdAt: now,
    }),
  );
  const audit = await makeAudit(api, { client, factoryId: factory.id }, { ...hangsOn, note: mark, statusReason: mark });
  const finding = await makeFinding(api, audit, { description: mark });
  const booking = await makeBooking(api, { ...of, laboratory }, { ...hangsOn, test: mark, responsibleId: member.id });
  const sample = await makeSample(api, of, { ...hangsOn, bookingId: booking.id, label: `${mark} sample` });
  const change = await makeChange(api, of, { title: mark });
  await make.inside(tenant, () =>
    db.add(ProductChangeCertificate, {
      changeId: change.id,
      certificateId: certificate.id,
      clientId: client.id,
      code: '03',
      state: 'touched',
    }),
  );
  const cbReport = await makeCbReport(api, product, { number: `${mark} report` });
  const determination = await makeDetermination(api, of, { purpose: mark, contactId: contact.id });
  const project = await makeProject(api, of, { name: `${mark} project` });
  const approval = await makeApproval(api, of, { projectId: project.id, title: mark, contactId: contact.id });
  // A tenant has one campaign of one announcement that is not closed: this one is of a filter.
  const campaign = await makeCampaign(api, tenant, { name: mark, changeKey: null, filter: { clientId: client.id } });
  const campaignLetter = await makeLetter(api, campaign, client, { body: mark });
  const campaignMember = await makeCampaignMember(api, campaign, { client, certificate: declaration }, { letterId: campaignLetter.id, applicationId: application.id }); // prettier-ignore
  const campaignReport = await makeReport(api, campaign, contact);
  return {
    tenant: tenant.id,
    client: client.id,
    contact: contact.id,
    factory: factory.id,
    product: product.id,
    certificate: certificate.id,
    suspended: suspended.id,
    expired: expired.id,
    declaration: declaration.id,
    member: member.id,
    namedMember: namedMember.id,
    application: application.id,
    stage: stage.id,
    move: move.id,
    request: request.id,
    upload: upload.id,
    file: file.id,
    photo: photo.id,
    teamFile: teamFile.id,
    comment: comment.id,
    notice: notice.id,
    audit: audit.id,
    finding: finding.id,
    laboratory: laboratory.id,
    bench: bench.id,
    booking: booking.id,
    sample: sample.id,
    change: change.id,
    determination: determination.id,
    project: project.id,
    approval: approval.id,
    cbReport: cbReport.id,
    campaign: campaign.id,
    campaignMember: campaignMember.id,
    campaignLetter: campaignLetter.id,
    campaignReport: campaignReport.id,
    ...held,
    ...rest,
  };
}
