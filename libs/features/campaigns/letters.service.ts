import { Injectable } from '@nestjs/common';
import { MERGE_FIELDS } from '#domain/campaigns/merge-fields';
import { NotFound, RuleBroken } from '#domain/errors';
import type { Language } from '#domain/permissions';
import { LetterheadService } from '#features/accounts/letterhead.service';
import { RegulatoryWatchService } from '#features/regulatory-watch/regulatory-watch.service';
import { renderLetter } from '#platform/pdf/letter';
import { CampaignSource } from './campaign-source.js';
import { CampaignsQueries } from './campaigns.queries.js';
import type { CampaignView } from './campaigns.dto.js';
import { campaignLetter } from './letter-pdf.js';
import { letterTemplate, type LetterTemplate } from './letter-templates.js';
import type { LetterPreviewQuery, LetterPreviewView, LetterReaderView, LetterTemplateQuery, LetterTemplateView } from './letters.dto.js'; // prettier-ignore
import { languageFor, LetterComposer, NAMED_AT_MOST, type LetterCampaign } from './letters.js';
import { letterReference, LettersQueries, type NamedCertificates } from './letters.queries.js';

/** The letter of a campaign before it is sent, as it was sent, and on paper. Writes nothing. */
@Injectable()
export class LettersService {
  constructor(
    private readonly queries: LettersQueries,
    private readonly campaigns: CampaignsQueries,
    private readonly composer: LetterComposer,
    private readonly source: CampaignSource,
    private readonly watch: RegulatoryWatchService,
    private readonly letterhead: LetterheadService,
  ) {}

  /** A text to begin with: the own one of an announcement, else one that says what is recorded of it. @throws NotFound */
  async template({ changeKey, entryId, asksDocuments }: LetterTemplateQuery): Promise<LetterTemplateView> {
    const source = changeKey ? { changeKey } : entryId ? { entryId } : null;
    const view = source && (await this.watch.view(source));
    const template: LetterTemplate =
      view?.key === 'samr-57-2025' ? 'samr-57-2025' : view?.duty ? 'announcement' : 'general';
    return { ...letterTemplate(template, asksDocuments === 'true'), fields: [...MERGE_FIELDS] };
  }

  /**
   * What one client would be written, or was.
   *
   * @throws NotFound for a client that is not in the campaign; RuleBroken `campaign.no-letter`
   */
  async preview(id: string, { clientId, language }: LetterPreviewQuery, own: Language): Promise<LetterPreviewView> {
    const campaign = await this.campaigns.one(id);
    const client = await this.queries.client(clientId);
    const named = await this.named(campaign, clientId);
    if (named.count === 0) throw new NotFound('client');
    if (campaign.letter === null) throw new RuleBroken('campaign.no-letter');
    const all = await this.queries.readers(clientId);
    const wanted = languageFor(campaign.letter, language ?? all[0]?.language ?? own);
    const readers = all.filter((reader) => languageFor(campaign.letter!, reader.language) === wanted);
    const { clientName, clientNameZh } = client;
    const told = { clientId, clientName, clientNameZh, language: wanted, readers, members: named.count };
    const written = (await this.queries.written(id, clientId)).find((letter) => letter.language === wanted);
    if (written) return { ...told, subject: written.subject, body: written.body, letterId: written.id };
    const text = await this.compose(campaign, { clientName, clientNameZh, ...named }, readers, wanted);
    return { ...told, ...text, letterId: null };
  }

  /** @returns the file and its name. @throws NotFound */
  async pdf(campaignId: string, id: string): Promise<{ content: Buffer; name: string }> {
    const letter = await this.queries.one(campaignId, id);
    const [client, head] = await Promise.all([
      this.queries.client(letter.clientId),
      this.letterhead.forLetter(letter.language),
    ]);
    const content = await renderLetter(campaignLetter(letter, client, head));
    return { content, name: `${letterReference(letter.kind, letter.number, id)}-${letter.language}.pdf` };
  }

  private async compose(
    campaign: CampaignView,
    client: Parameters<LetterComposer['write']>[2],
    readers: readonly LetterReaderView[],
    language: Language,
  ): Promise<{ subject: string; body: string }> {
    const ground = await this.composer.ground(letterCampaign(campaign));
    const names = readers.map(({ name }) => name);
    return this.composer.write(ground, campaign.letter![language]!, client, names, language);
  }

  /** Of a draft, who would be a member is judged now. */
  private async named(campaign: CampaignView, clientId: string): Promise<NamedCertificates> {
    if (campaign.state !== 'draft') return this.queries.members(campaign.id, clientId, NAMED_AT_MOST);
    const found = { certificate: [] as string[], product: [] as string[] };
    for await (const portion of this.source.portions(campaign)) {
      for (const one of portion)
        if (one.verdict === 'hit' && one.clientId === clientId) found[one.subject].push(one.id);
    }
    const products = campaign.caseKind === null ? found.product : [];
    return this.queries.candidates(found.certificate, products, NAMED_AT_MOST);
  }
}

/** A campaign as its letters see it. */
export function letterCampaign({ createdById, ...campaign }: CampaignView): LetterCampaign {
  return { ...campaign, createdBy: createdById };
}
