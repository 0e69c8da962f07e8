import type { INestApplicationContext } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { ApplicationUnit } from '#database/entities/application-unit.entity';
import { Application } from '#database/entities/application.entity';
import { CampaignMember } from '#database/entities/campaign-member.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { DocumentRequest } from '#database/entities/document-request.entity';
import { Member } from '#database/entities/member.entity';
import { addDays, type Day } from '#domain/day';
import { CertificationService } from '#features/applications/certification.service';
import type { CampaignInput } from '#features/campaigns/campaigns.dto';
import { CampaignsService } from '#features/campaigns/campaigns.service';
import { letterTemplate } from '#features/campaigns/letter-templates';
import { MembersService } from '#features/campaigns/members.service';
import { RunCampaign } from '#features/campaigns/run-campaign';
import { CertificateStatusService } from '#features/certificates/certificate-status.service';
import { DocumentsService } from '#features/documents/documents.service';
import { Clock } from '#platform/clock';
import { LAST_CONVERSION_ON } from './demo-cases.js';
import { WEISS } from './demo-people.js';
import { sheet, upload } from './demo-upload.js';

type Get = INestApplicationContext['get'];

/** Declarations that are members: one whose case is over, one whose papers are in, one that is no longer made. */
const CONVERTED = 'SDOC-2022011301500193';
const PAPERS_IN = 'SDOC-2025011301500640';
const OUT_OF_PRODUCTION = 'SDOC-2024011117600779';
/** Whose letter goes with the first look of the worker; those of the others some minutes later. */
const TOLD_FIRST = ['Hanse Spiegel GmbH', 'Nagaoka Lamp Co., Ltd.'];

/**
 * A running campaign with members at every step. As long as declarations can be converted it is that of the conversion;
 * later one of letters alone to the holders of what is left.
 */
export async function addCampaign(get: Get, scope: TenantScope, today: Day): Promise<void> {
  const db = get(Db);
  const inside = <T>(work: () => Promise<T>) => db.inTenant(scope, work);
  const isConversion = today < LAST_CONVERSION_ON;
  const { id } = await inside(async () => {
    const { tenantId } = scope;
    const lead = await db.repo(Member).findOneByOrFail({ tenantId, email: WEISS });
    const draft = await get(CampaignsService).create(
      isConversion ? conversion(lead.id, today) : lettersAlone(lead.id, today),
    );
    return get(CampaignsService).start(draft.id, draft.version);
  });
  await get(RunCampaign).run(scope.tenantId, id);
  await inside(() => bringForward(get, id));
  if (!isConversion) return;
  await handIn(get, scope, id);
  await inside(() => excuse(get, id));
  await inside(() => convert(get, id, today));
}

function conversion(leadId: string, today: Day): CampaignInput {
  const inTwoWeeks = addDays(today, 14);
  return {
    name: 'Conversion by the end of 2026',
    changeKey: 'samr-57-2025',
    caseKind: 'conversion',
    schemeKey: 'sdoc-to-ccc',
    deadlineOn: LAST_CONVERSION_ON,
    documentsDueOn: inTwoWeeks < LAST_CONVERSION_ON ? inTwoWeeks : LAST_CONVERSION_ON,
    documents: [
      {
        stageKey: 'inventory',
        title: 'List of the models in production',
        titleZh: '在产型号清单',
        instructions: 'One line per model, with the day of its last production where it has ended.',
      },
    ],
    ownerRule: { by: 'responsible', memberId: leadId },
    letter: letterTemplate('samr-57-2025', true),
  };
}

function lettersAlone(leadId: string, today: Day): CampaignInput {
  return {
    name: 'Declarations that are left',
    filter: { kind: 'self-declaration' },
    caseKind: null,
    deadlineOn: addDays(today, 45),
    ownerRule: { by: 'member', memberId: leadId },
    letter: letterTemplate('general', false),
  };
}

/** Some letters need not wait for their fellows: the worker mails them as soon as it is at work. */
async function bringForward(get: Get, campaignId: string): Promise<void> {
  await get(Db).query(BRING_FORWARD, [campaignId, TOLD_FIRST, get(Clock).now()]);
}

/** What was asked of one client in the case of one declaration; null where its case could not be made on this day. */
async function caseOf(get: Get, campaignId: string, number: string) {
  const db = get(Db);
  const { tenantId } = db.scope;
  const declaration = await db.repo(Certificate).findOneByOrFail({ tenantId, number });
  const member = await db.repo(CampaignMember).findOneBy({ tenantId, campaignId, certificateId: declaration.id });
  return { declaration, member };
}

async function handIn(get: Get, scope: TenantScope, campaignId: string): Promise<void> {
  const db = get(Db);
  const { tenantId } = scope;
  const found = await db.inTenant(scope, async () => {
    const { member } = await caseOf(get, campaignId, PAPERS_IN);
    if (!member?.applicationId) return null;
    const { applicationId, clientId } = member;
    const requests = await db.repo(DocumentRequest).findBy({ tenantId, applicationId });
    const guest = await db.repo(Member).findOneByOrFail({ tenantId, clientId });
    return { requests, guest };
  });
  if (!found) return;
  const guest: TenantScope = { tenantId, memberId: found.guest.id, audience: found.guest.clientId! };
  const bytes = sheet(['Models in production', '', 'GL-740: in production']);
  for (const { id } of found.requests) {
    const fileId = await upload(get, guest, { name: 'models-GL-740.pdf', bytes });
    await db.inTenant(guest, () => get(DocumentsService).handIn(id, { fileId }));
  }
}

async function excuse(get: Get, campaignId: string): Promise<void> {
  const { member } = await caseOf(get, campaignId, OUT_OF_PRODUCTION);
  if (!member) return;
  await get(MembersService).excuse(campaignId, member.id, {
    version: member.version,
    ground: 'out-of-production',
    reason: 'The last HC-R2 left the factory in June.',
    withdrawsCase: true,
  });
}

/** Its case came far before the campaign began: the body has issued the certificate, and its holder cancels the declaration. */
async function convert(get: Get, campaignId: string, today: Day): Promise<void> {
  const { declaration, member } = await caseOf(get, campaignId, CONVERTED);
  if (!member?.applicationId) return;
  const db = get(Db);
  const { tenantId, applicationId } = { ...member, applicationId: member.applicationId };
  const { version, status } = await db.require(Application, applicationId);
  // Opened by the campaign itself, on a day on which its way had not been closed yet.
  if (status !== 'running') return;
  const units = await db.repo(ApplicationUnit).findBy({ tenantId, applicationId });
  const number = `${today.slice(0, 4)}011301500402`;
  await get(CertificationService).certify(applicationId, {
    version,
    issuedOn: today,
    units: units.map(({ productId }) => ({ productId, number })),
  });
  const reason = 'Converted; the holder has cancelled it.';
  await get(CertificateStatusService).cancel(declaration.id, { reason, on: today }, 'Europe/Berlin');
}

const BRING_FORWARD = `
  update mails m set send_at = $3, next_attempt_at = $3
  from notices n
  join campaign_letters l on l.tenant_id = n.tenant_id and l.id = n.letter_id
  join clients k on k.tenant_id = l.tenant_id and k.id = l.client_id
  where m.tenant_id = current_tenant() and n.tenant_id = m.tenant_id and n.mail_id = m.id
    and l.campaign_id = $1 and k.legal_name = any ($2)`;
