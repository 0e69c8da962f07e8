import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Campaign } from '#database/entities/campaign.entity';
import {
  writtenLetter,
  type LetterCertificate,
  type LetterText,
  type MergeField,
} from '#domain/campaigns/merge-fields';
import { LANGUAGES, type Language } from '#domain/permissions';
import { RegulatoryWatchService } from '#features/regulatory-watch/regulatory-watch.service';
import type { RegulatoryChangeView } from '#features/regulatory-watch/regulatory-changes.dto';
import { sourceOf } from './campaign-source.js';
import type { CampaignDocument, CampaignLetterTexts } from './campaigns.dto.js';

/** What of a campaign a letter is written from. */
export type LetterCampaign = Pick<Campaign, 'name' | 'changeKey' | 'entryId' | 'deadlineOn' | 'documentsDueOn' | 'documents' | 'createdBy'>; // prettier-ignore

/** A client, and which of its certificates the campaign is about. */
export interface LetterClient {
  clientName: string;
  clientNameZh: string | null;
  /** all of them */
  count: number;
  /** the first of them */
  certificates: readonly LetterCertificate[];
}

/** What is the same in the letters of one campaign. */
export interface LetterGround {
  campaign: LetterCampaign;
  tenant: string;
  tenantZh: string | null;
  /** who made the campaign and still works here; null: nobody */
  owner: string | null;
  announcement: Pick<RegulatoryChangeView, 'instrument' | 'names' | 'duty' | 'source'> | null;
}

/** Certificates of a client that are looked up for its letter; the letter names as many as it has room for. */
export const NAMED_AT_MOST = 100;

/** Puts a campaign's letter into words for one client and the readers of one language. */
@Injectable()
export class LetterComposer {
  constructor(
    private readonly db: Db,
    private readonly watch: RegulatoryWatchService,
  ) {}

  /** Inside a transaction or outside of one. */
  async ground(campaign: LetterCampaign): Promise<LetterGround> {
    const source = sourceOf(campaign);
    const [[tenant], announcement] = await Promise.all([
      this.db.read<Pick<LetterGround, 'tenant' | 'tenantZh' | 'owner'>>(TENANT, [campaign.createdBy]),
      source && this.watch.view(source),
    ]);
    return { campaign, announcement: announcement ?? null, ...tenant! };
  }

  /** @param contacts names of those who read it */
  write(
    { campaign, announcement, ...head }: LetterGround,
    text: LetterText,
    client: LetterClient,
    contacts: readonly string[],
    language: Language,
  ): LetterText {
    const { clientName, clientNameZh, count, certificates } = client;
    return writtenLetter(
      text,
      {
        ...head,
        ...{ client: clientName, clientZh: clientNameZh, contacts, count, certificates },
        campaign: campaign.name,
        announcement: announcement && announcementIn(announcement, language),
        duty: announcement?.duty?.[language] ?? null,
        source: announcement && firstSource(announcement.source),
        deadlineOn: campaign.deadlineOn,
        documentsDueOn: campaign.documentsDueOn,
        documents: documentsIn(campaign.documents as CampaignDocument[], language),
      },
      language,
    );
  }

  /** Fields for which this campaign has nothing to put in. */
  async absentFields(
    campaign: Pick<LetterCampaign, 'changeKey' | 'entryId' | 'documentsDueOn' | 'documents'>,
  ): Promise<MergeField[]> {
    const source = sourceOf(campaign);
    const announcement = source && (await this.watch.view(source));
    const absent: MergeField[] = [];
    if (announcement === null) absent.push('announcement', 'source');
    if (!announcement?.duty) absent.push('duty');
    if (campaign.documentsDueOn === null) absent.push('documentsDueOn');
    if ((campaign.documents as CampaignDocument[]).length === 0) absent.push('documents');
    return absent;
  }
}

/** The reader's own language, English, or the first that the letter is written in. */
export function languageFor(texts: CampaignLetterTexts, own: Language): Language {
  return [own, 'en' as const, ...LANGUAGES].find((language) => texts[language])!;
}

/** `SAMR Announcement 57 of 2025 (Sixteen products go …)` */
function announcementIn(
  { instrument, names }: Pick<RegulatoryChangeView, 'instrument' | 'names'>,
  language: Language,
): string {
  const name = names?.[language];
  if (!name || name === instrument) return instrument;
  return language === 'zh' ? `${instrument}（${name}）` : `${instrument} (${name})`;
}

/** The first reference is the text itself; the others say where it was read. */
function firstSource(source: string): string | null {
  const [first] = source.split(' ; ');
  return first === undefined || first === '' || first === 'none' ? null : first;
}

function documentsIn(documents: readonly CampaignDocument[], language: Language): string[] {
  return documents.map(({ title, titleZh }) => (language === 'zh' ? titleZh : null) ?? title);
}

const TENANT = {
  name: 'campaigns.letter-tenant',
  text: `select t.name as tenant, t.name_zh as "tenantZh",
      (select m.name from members m where m.tenant_id = t.id and m.id = $1 and m.left_at is null) as owner
    from tenants t where t.id = (select current_tenant())`,
};
