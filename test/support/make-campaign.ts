import { Approval } from '#database/entities/approval.entity';
import { CampaignLetter } from '#database/entities/campaign-letter.entity';
import { CampaignMember } from '#database/entities/campaign-member.entity';
import { CampaignReport } from '#database/entities/campaign-report.entity';
import { Campaign } from '#database/entities/campaign.entity';
import type { Client } from '#database/entities/client.entity';
import type { Contact } from '#database/entities/contact.entity';
import { Determination } from '#database/entities/determination.entity';
import { ProductChange } from '#database/entities/product-change.entity';
import type { Product } from '#database/entities/product.entity';
import { RegulatoryEntry } from '#database/entities/regulatory-entry.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import { VehicleProject } from '#database/entities/vehicle-project.entity';
import type { TestApi } from './test-app.js';

/** Rows of what stands beside certificates, inserted as they stand: no service has seen them, so nothing is owed or planned. */

type Api = Pick<TestApi, 'make' | 'db' | 'clock'>;
interface Of {
  client: Client;
  /** made where none is given */
  product?: Product;
}

const OWED_NOTHING = { nextDueOn: 'infinity', nextDueKind: null, nextDueBasis: null } as const;

export function makeEntry(api: Api, tenant: Tenant, fields: Partial<RegulatoryEntry> = {}): Promise<RegulatoryEntry> {
  return api.make.inside(tenant, () =>
    api.db.add(RegulatoryEntry, {
      kind: 'consultation',
      status: 'draft',
      instrument: 'Draft of a standard',
      title: 'Side marker lamps, draft',
      titleZh: '侧标志灯（征求意见稿）',
      certainty: 'official',
      viewsUntil: '2026-12-18',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export function makeChange(
  api: Api,
  { client }: { client: Client },
  fields: Partial<ProductChange> = {},
): Promise<ProductChange> {
  return api.make.inside({ id: client.tenantId }, () =>
    api.db.add(ProductChange, {
      clientId: client.id,
      kind: 'supplier',
      title: 'Another maker of the light source',
      status: 'open',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export function makeProject(
  api: Api,
  { client }: { client: Client },
  fields: Partial<VehicleProject> = {},
): Promise<VehicleProject> {
  return api.make.inside({ id: client.tenantId }, () =>
    api.db.add(VehicleProject, {
      clientId: client.id,
      name: 'Roadster 2027',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export async function makeApproval(api: Api, of: Of, fields: Partial<Approval> = {}): Promise<Approval> {
  const product = of.product ?? (await api.make.product({ client: of.client }));
  return api.make.inside({ id: of.client.tenantId }, () =>
    api.db.add(Approval, {
      clientId: of.client.id,
      productId: product.id,
      kind: 'energy-label',
      status: 'planned',
      ...OWED_NOTHING,
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export async function makeDetermination(api: Api, of: Of, fields: Partial<Determination> = {}): Promise<Determination> {
  const product = of.product ?? (await api.make.product({ client: of.client }));
  return api.make.inside({ id: of.client.tenantId }, () =>
    api.db.add(Determination, {
      clientId: of.client.id,
      productId: product.id,
      kind: 'exempt',
      ground: 'exhibition',
      status: 'granted',
      purpose: 'Shown at a fair in Shanghai',
      quantity: 20,
      ...OWED_NOTHING,
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

/** Running, from Announcement 57/2025; no members. */
export function makeCampaign(api: Api, tenant: Tenant, fields: Partial<Campaign> = {}): Promise<Campaign> {
  return api.make.inside(tenant, () =>
    api.db.add(Campaign, {
      name: 'Announcement 57/2025',
      changeKey: 'samr-57-2025',
      state: 'running',
      caseKind: 'conversion',
      schemeKey: 'sdoc-to-ccc',
      deadlineOn: '2026-12-31',
      documentsDueOn: '2026-12-04',
      documents: [],
      ownerRule: { by: 'responsible' },
      startedAt: api.clock.now(),
      createdDoneAt: api.clock.now(),
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export async function makeCampaignMember(
  api: Api,
  campaign: Campaign,
  of: Of & { certificate?: { id: string; productId: string } },
  fields: Partial<CampaignMember> = {},
): Promise<CampaignMember> {
  const productId = of.certificate?.productId ?? of.product?.id ?? (await api.make.product({ client: of.client })).id;
  return api.make.inside({ id: campaign.tenantId }, () =>
    api.db.add(CampaignMember, {
      campaignId: campaign.id,
      clientId: of.client.id,
      certificateId: of.certificate?.id ?? null,
      productId,
      step: 'open',
      stepSince: '2026-11-02',
      todo: 'case',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export function makeLetter(
  api: Api,
  campaign: Campaign,
  client: Client,
  fields: Partial<CampaignLetter> = {},
): Promise<CampaignLetter> {
  return api.make.inside({ id: campaign.tenantId }, () =>
    api.db.add(CampaignLetter, {
      campaignId: campaign.id,
      clientId: client.id,
      number: 1,
      kind: 'letter',
      language: 'en',
      subject: 'Your self-declarations end with 2026',
      body: 'Dear Sir or Madam,\n\nplease act.',
      writtenOn: '2026-11-20',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export function makeReport(
  api: Api,
  campaign: Campaign,
  contact: Contact,
  fields: Partial<CampaignReport> = {},
): Promise<CampaignReport> {
  return api.make.inside({ id: campaign.tenantId }, () =>
    api.db.add(CampaignReport, {
      campaignId: campaign.id,
      clientId: contact.clientId,
      contactId: contact.id,
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}
