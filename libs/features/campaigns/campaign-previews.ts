import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Campaign } from '#database/entities/campaign.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { isSelfDeclaration, type Scheme } from '#domain/certificate';
import type { Language } from '#domain/permissions';
import { Clock } from '#platform/clock';
import { languageFor } from './letters.js';
import { ownerChooser, type OwnerChooser } from './campaign-owners.js';
import { CampaignOverlaps, Overlaps } from './campaign-overlaps.js';
import { CampaignSource, type Candidate } from './campaign-source.js';
import type { CampaignDocument, CampaignLetterTexts, OwnerRule } from './campaigns.dto.js';
import type {
  CampaignPreview,
  PreviewClientView,
  PreviewCountsView,
  PreviewOwnerView,
  StartFaultView,
} from './preview.dto.js';
import { tenantDay } from './tenant-day.js';

/** Clients told one by one; the rest is counted. */
const MOST_CLIENTS = 200;
/** Certificates named in a fault. */
const NAMED = 5;

/** What else is known of a certificate that would be a member. */
interface Known {
  id: string;
  number: string;
  scheme: Scheme;
  responsibleId: string | null;
  hasOpenCase: boolean;
}

/** Who would be a member of a campaign, and what a start would make. */
@Injectable()
export class CampaignPreviews {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
    private readonly clock: Clock,
    private readonly source: CampaignSource,
    private readonly overlaps: CampaignOverlaps,
  ) {}

  /** Looks at everybody once, in portions. @throws NotFound; RuleBroken `regulatory-change.not-matchable` */
  async of(campaign: Campaign): Promise<CampaignPreview> {
    const seen = new Seen(campaign, await ownerChooser(this.db, campaign.ownerRule as OwnerRule));
    const overlaps = new Overlaps();
    const fits = await this.fitting(campaign);
    for await (const portion of this.source.portions(campaign)) {
      const hits = portion.filter(({ verdict, subject }) => verdict === 'hit' && subject === 'certificate');
      const ids = hits.map(({ id }) => id);
      const known = await this.db.read<Known>(KNOWN, [ids, campaign.caseKind]);
      seen.add(portion, new Map(known.map((one) => [one.id, one])), fits);
      overlaps.add(await this.overlaps.of(campaign, ids));
    }
    const contacts = await this.db.read<Reader>(READERS, [seen.clientIds()]);
    const names = await this.db.read<{ id: string; name: string }>(NAMES, [seen.ownerIds()]);
    const faults = await this.faults(campaign, seen);
    faults.push(...(await this.overlaps.faults(campaign, overlaps.told(), seen.counts.hit)));
    const told = seen.told(contacts, new Map(names.map(({ id, name }) => [id, name])));
    return { ...told, overlaps: overlaps.told(), faults };
  }

  /** Whether a case of the campaign's kind can act on a certificate of this scheme. */
  private async fitting({ caseKind, schemeKey }: Campaign): Promise<(scheme: Scheme) => boolean> {
    if (caseKind === null) return () => true;
    if (caseKind === 'conversion') return isSelfDeclaration;
    const certifies = (await this.references.current()).schemes.get(schemeKey!)?.certifies ?? null;
    return (scheme) => scheme === certifies;
  }

  private async faults(campaign: Campaign, { counts, unfit }: Seen): Promise<StartFaultView[]> {
    const { deadlineOn, documentsDueOn, caseKind, schemeKey } = campaign;
    const today = await tenantDay(this.db, this.clock);
    const faults: StartFaultView[] = [];
    if (counts.hit === 0) faults.push({ code: 'campaign.no-members', facts: { unknown: counts.unknown } });
    if (deadlineOn < today) faults.push({ code: 'campaign.deadline-behind', facts: { deadlineOn, today } });
    const isAsked = (campaign.documents as unknown[]).length > 0;
    if (isAsked && documentsDueOn !== null && documentsDueOn < today)
      faults.push({ code: 'campaign.documents-due-behind', facts: { documentsDueOn, today } });
    if (unfit.count > 0)
      faults.push({ code: 'campaign.kind-does-not-fit', facts: { kind: caseKind, scheme: schemeKey, ...unfit } });
    return faults;
  }
}

interface Reader {
  clientId: string;
  language: Language;
  readers: number;
}

/** What was seen so far: counts, and sums by client and owner. */
class Seen {
  readonly counts: PreviewCountsView = { hit: 0, unknown: 0, notHit: 0, converted: 0, withCase: 0, withoutCertificate: 0 }; // prettier-ignore
  readonly unfit: { count: number; numbers: string[] } = { count: 0, numbers: [] };
  private readonly clients = new Map<string, PreviewClientView>();
  private readonly owners = new Map<string | null, number>();
  private cases = 0;

  constructor(
    private readonly campaign: Campaign,
    private readonly chooser: OwnerChooser,
  ) {}

  add(portion: readonly Candidate[], known: ReadonlyMap<string, Known>, fits: (scheme: Scheme) => boolean): void {
    for (const one of portion) {
      if (one.verdict === 'not-hit') {
        this.counts.notHit += 1;
        if (one.isConverted) this.counts.converted += 1;
      } else if (one.verdict === 'unknown') {
        this.counts.unknown += 1;
        this.clientOf(one).unknown += 1;
      } else if (this.campaign.caseKind !== null && one.subject === 'product') {
        this.counts.withoutCertificate += 1;
      } else {
        this.counts.hit += 1;
        this.clientOf(one).hit += 1;
        if (this.campaign.caseKind !== null) this.addCase(known.get(one.id)!, fits);
      }
    }
  }

  clientIds(): string[] {
    return [...this.clients.values()].filter(({ hit }) => hit > 0).map(({ clientId }) => clientId);
  }

  ownerIds(): string[] {
    return [...this.owners.keys()].filter((id) => id !== null);
  }

  told(readers: readonly Reader[], names: ReadonlyMap<string, string>): Omit<CampaignPreview, 'overlaps' | 'faults'> {
    const texts = this.campaign.letter as CampaignLetterTexts | null;
    const written = new Set<string>();
    for (const { clientId, language, readers: count } of readers) {
      this.clients.get(clientId)!.readers += count;
      if (texts) written.add(`${clientId} ${languageFor(texts, language)}`);
    }
    const clients = [...this.clients.values()].sort(
      (a, b) => b.hit - a.hit || b.unknown - a.unknown || a.clientName.localeCompare(b.clientName),
    );
    const told = clients.filter(({ hit }) => hit > 0);
    const owners: PreviewOwnerView[] = [...this.owners].map(([memberId, cases]) => ({
      memberId,
      name: memberId === null ? null : (names.get(memberId) ?? null),
      cases,
    }));
    return {
      counts: this.counts,
      clients: clients.slice(0, MOST_CLIENTS),
      clientCount: clients.length,
      owners: owners.sort((a, b) => b.cases - a.cases),
      letters: {
        letters: written.size,
        readers: texts ? told.reduce((sum, client) => sum + client.readers, 0) : 0,
        clientsWithoutContact: told.filter((client) => client.readers === 0).length,
      },
      cases: this.cases,
      requests: this.cases * (this.campaign.documents as CampaignDocument[]).length,
    };
  }

  private addCase({ hasOpenCase, scheme, number, responsibleId }: Known, fits: (scheme: Scheme) => boolean): void {
    if (!fits(scheme)) {
      this.unfit.count += 1;
      if (this.unfit.numbers.length < NAMED) this.unfit.numbers.push(number);
      return;
    }
    if (hasOpenCase) {
      this.counts.withCase += 1;
      return;
    }
    this.cases += 1;
    const owner = this.chooser.next(responsibleId);
    this.owners.set(owner, (this.owners.get(owner) ?? 0) + 1);
  }

  private clientOf({ clientId, clientName, clientNameZh }: Candidate): PreviewClientView {
    let found = this.clients.get(clientId);
    if (!found) {
      found = { clientId, clientName, clientNameZh, hit: 0, unknown: 0, readers: 0 };
      this.clients.set(clientId, found);
    }
    return found;
  }
}

/** An open case of the kind that has the certificate among its units. */
export const OPEN_CASE = `
  select a.id from application_units u join applications a on a.tenant_id = u.tenant_id and a.id = u.application_id
  where u.tenant_id = c.tenant_id and u.certificate_id = c.id and a.kind = $2 and a.ended_on is null limit 1`;

/** Somebody who has left is responsible for nothing new. */
const KNOWN = {
  name: 'campaigns.known-of-candidates',
  text: `select c.id, c.number, c.scheme, m.id as "responsibleId", exists (${OPEN_CASE}) as "hasOpenCase"
    from certificates c
    left join members m on m.tenant_id = c.tenant_id and m.id = c.responsible_id and m.left_at is null and m.role <> 'viewer'
    where c.tenant_id = (select current_tenant()) and c.id = any ($1::uuid[])`,
};

const READERS = {
  name: 'campaigns.readers',
  text: `select client_id as "clientId", language, count(*)::int as readers from contacts
    where tenant_id = (select current_tenant()) and client_id = any ($1::uuid[]) group by client_id, language`,
};

const NAMES = {
  name: 'campaigns.names-of-owners',
  text: `select id, name from members where tenant_id = (select current_tenant()) and id = any ($1::uuid[])`,
};
