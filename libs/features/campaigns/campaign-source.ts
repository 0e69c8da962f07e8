import { Injectable } from '@nestjs/common';
import type { Campaign } from '#database/entities/campaign.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import type { ChangeVerdict } from '#domain/changes/regulatory-change';
import type { ExcuseGround } from '#domain/reference/catalogue';
import { CertificatesQueries } from '#features/certificates/certificates.queries';
import { RegulatoryWatchService, type RegulatorySource } from '#features/regulatory-watch/regulatory-watch.service';
import type { CampaignFilter } from './campaigns.dto.js';

/** Certificates and products handed on at a time. */
const PORTION = 200;

/** Where the members of a campaign come from. */
export type SourceOfMembers = Pick<Campaign, 'changeKey' | 'entryId' | 'filter' | 'caseKind'>;

/** A live certificate, or a product without one, and whether the campaign is about it. */
export interface Candidate {
  subject: 'certificate' | 'product';
  id: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  verdict: ChangeVerdict['verdict'];
  todo: string;
  /** not hit only because another certificate has replaced it */
  isConverted: boolean;
}

/** Whom a campaign is about: by the judgement of its announcement, or by its filter of the list of certificates. */
@Injectable()
export class CampaignSource {
  constructor(
    private readonly references: ReferenceStore,
    private readonly watch: RegulatoryWatchService,
    private readonly certificates: CertificatesQueries,
  ) {}

  /**
   * Those looked at, in portions, so that thousands need not be in memory.
   *
   * @throws NotFound; RuleBroken `regulatory-change.not-matchable`
   */
  async *portions(campaign: SourceOfMembers): AsyncGenerator<Candidate[]> {
    // Whoever asks first in this process may not have looked at the data in force yet.
    await this.references.current();
    const source = sourceOf(campaign);
    if (source === null) {
      yield* this.filtered(campaign);
      return;
    }
    let portion: Candidate[] = [];
    for await (const { subject, id, clientId, clientName, clientNameZh, verdict, todo, reasons } of this.watch.judged(
      source,
    )) {
      // prettier-ignore
      const against = reasons.filter(({ speaks }) => speaks === 'against').map(({ code }) => code);
      const isConverted = against.length === 1 && against[0] === 'certificate-replaced';
      portion.push({ subject, id, clientId, clientName, clientNameZh, verdict, todo, isConverted });
      if (portion.length < PORTION) continue;
      yield portion;
      portion = [];
    }
    if (portion.length > 0) yield portion;
  }

  /** Grounds on which the announcement itself lets somebody off; none for other sources. */
  async excuses(campaign: SourceOfMembers): Promise<readonly ExcuseGround[]> {
    const source = sourceOf(campaign);
    if (source === null) return [];
    const book = await this.references.current();
    const { key } = await this.watch.view(source);
    return book.amendments.find((amendment) => amendment.key === key)?.excuses ?? [];
  }

  private async *filtered({ filter, caseKind }: SourceOfMembers): AsyncGenerator<Candidate[]> {
    const asked = filter as CampaignFilter;
    const query = { ...asked, status: asked.status ?? (['valid', 'suspended'] as const).slice() };
    const todo = caseKind === 'conversion' ? 'convert' : 'none';
    let cursor: string | undefined;
    do {
      // By number: the order stays while the nearest days of certificates move.
      const page = await this.certificates.list({ ...query, sort: 'number', limit: PORTION, cursor }, 'UTC');
      yield page.items.map(({ id, clientId, clientName, clientNameZh }) => ({
        ...{ subject: 'certificate' as const, id, clientId, clientName, clientNameZh, todo },
        verdict: 'hit' as const,
        isConverted: false,
      }));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

/** The announcement of a campaign; null where it comes from a filter. */
export function sourceOf({ changeKey, entryId }: Pick<Campaign, 'changeKey' | 'entryId'>): RegulatorySource | null {
  if (changeKey !== null) return { changeKey };
  return entryId === null ? null : { entryId };
}
