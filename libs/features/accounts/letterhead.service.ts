import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Letterhead } from '#database/entities/letterhead.entity';
import { NotFound, RuleBroken } from '#domain/errors';
import type { Language } from '#domain/permissions';
import { type Changes, EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import { type Letter, renderLetter } from '#platform/pdf/letter';
import { longDate } from '#platform/pdf/letter-words';
import type { Picture } from '#platform/pdf/picture';
import type { LetterheadInput, LetterheadView } from './letterhead.dto.js';
import { SAMPLE_LETTERS } from './sample-letter.js';

const FIELDS = ['address', 'phone', 'email', 'web', 'registration', 'footer'] as const;
type Texts = Pick<Letterhead, (typeof FIELDS)[number]>;

const NOTHING: LetterheadView = {
  address: null,
  phone: null,
  email: null,
  web: null,
  registration: null,
  footer: null,
  logo: null,
  version: 0,
};

interface Row extends Omit<LetterheadView, 'logo'> {
  kind: 'png' | 'jpeg' | null;
  width: number;
  height: number;
  revision: string;
}

interface Head extends Partial<Texts> {
  name: string;
  nameZh: string | null;
  country: string;
  language: Language;
  timeZone: string;
  logo: string | null;
}

/** What a tenant's letters carry at head and foot; the only writer of `letterheads`. */
@Injectable()
export class LetterheadService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
  ) {}

  /** What is set; all empty with version 0 while nothing is. */
  async show(): Promise<LetterheadView> {
    const [row] = await this.db.read<Row>(SHOW);
    if (!row) return NOTHING;
    const { kind, width, height, revision, ...texts } = row;
    return { ...texts, logo: kind && { kind, width, height, revision } };
  }

  /**
   * Writes every text anew; one that is left out is cleared.
   *
   * @throws RuleBroken `stale-version` with what changed
   */
  async change({ version, ...input }: LetterheadInput): Promise<LetterheadView> {
    const row = await this.lock();
    if (row.version !== version) throw await this.stale(row, version);
    const changes: Changes = {};
    for (const field of FIELDS) {
      const value = input[field] ?? null;
      if (value !== row[field]) changes[field] = [row[field], value];
    }
    if (Object.keys(changes).length > 0) {
      const values = Object.fromEntries(Object.entries(changes).map(([field, [, to]]) => [field, to]));
      await this.db.repo(Letterhead).update({ tenantId: row.tenantId, id: row.id }, values);
      await this.events.record('tenant.letterhead-changed', {}, { changes, version: version + 1 });
    }
    return this.show();
  }

  /** The logo has no version: the last one wins, and a form that is open beside it stays good. */
  async setLogo({ kind, content, width, height }: Picture): Promise<LetterheadView> {
    const { id } = await this.lock();
    const { logo: before } = await this.show();
    await this.db.query(SET_LOGO, [id, content, kind, width, height]);
    const after = await this.show();
    if (before?.revision !== after.logo?.revision)
      await this.events.record('tenant.letterhead-changed', {}, { logo: before ? 'replaced' : 'set' });
    return after;
  }

  /** Nothing happens where there is none. */
  async removeLogo(): Promise<LetterheadView> {
    const { logo } = await this.show();
    if (logo) {
      const { id } = await this.lock();
      await this.db.query(SET_LOGO, [id, null, null, null, null]);
      await this.events.record('tenant.letterhead-changed', {}, { logo: 'removed' });
    }
    return this.show();
  }

  /** @throws NotFound while there is none */
  async logo(): Promise<{ kind: 'png' | 'jpeg'; content: Buffer }> {
    const [row] = await this.db.read<{ kind: 'png' | 'jpeg'; content: string }>(LOGO);
    if (!row) throw new NotFound('logo');
    return { kind: row.kind, content: Buffer.from(row.content, 'base64') };
  }

  /**
   * Head and foot of a letter of the tenant, for whoever writes one. Without an address set, the tenant's country stands
   * in its place.
   */
  async forLetter(language: Language): Promise<Pick<Letter, 'letterhead' | 'footer'>> {
    return headOf(await this.head(), language);
  }

  /**
   * An invented letter under the tenant's own head, as a PDF.
   *
   * @param language the tenant's own when left out
   */
  async sample(language?: Language): Promise<Buffer> {
    const head = await this.head();
    const spoken = language ?? head.language;
    const today = this.clock.today(head.timeZone);
    return renderLetter({
      ...headOf(head, spoken),
      ...SAMPLE_LETTERS[spoken],
      language: spoken,
      reference: 'HML-0000-0001',
      dateText: longDate(today, spoken),
      madeAt: new Date(`${today}T00:00:00Z`),
    });
  }

  private async head(): Promise<Head> {
    const [head] = await this.db.read<Head>(HEAD);
    if (!head) throw new NotFound('tenant');
    return head;
  }

  /** The tenant's row, made empty if there is none, kept from others until the end of the transaction. */
  private async lock(): Promise<Letterhead> {
    const { tenantId } = this.db.scope;
    await this.db.query(MAKE, [newId()]);
    const lock = { mode: 'pessimistic_write' } as const;
    return this.db.repo(Letterhead).findOneOrFail({ where: { tenantId }, lock });
  }

  private async stale(row: Letterhead, version: number): Promise<RuleBroken> {
    const since = await this.db.query<{ changes: Changes; name: string | null; at: string }>(SINCE, [
      row.tenantId,
      // A version that never was, however large, has nothing behind it.
      Math.min(version, row.version),
    ]);
    const changed: Record<string, { from: unknown; to: unknown; by: string | null; at: string }> = {};
    for (const { changes, name, at } of since)
      for (const [field, [from, to]] of Object.entries(changes))
        changed[field] = { from: changed[field] ? changed[field].from : from, to, by: name, at };
    return new RuleBroken('stale-version', { version: row.version, changed });
  }
}

function headOf(head: Head, language: Language): Pick<Letter, 'letterhead' | 'footer'> {
  const { name, nameZh, country, phone = null, email = null, web = null, registration = null, footer, logo } = head;
  const lines = head.address?.split('\n') ?? [
    new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(country) ?? country,
  ];
  const picture = logo === null ? null : Buffer.from(logo, 'base64');
  return { letterhead: { name, nameZh, lines, phone, email, web, registration, logo: picture }, footer: footer ?? '' };
}

const SHOW = {
  name: 'letterhead.show',
  text: `select address, phone, email, web, registration, footer, version,
           logo_kind as kind, logo_width as width, logo_height as height, md5(logo) as revision
         from letterheads where tenant_id = current_tenant()`,
};

const LOGO = {
  name: 'letterhead.logo',
  text: `select logo_kind as kind, encode(logo, 'base64') as content
         from letterheads where tenant_id = current_tenant() and logo is not null`,
};

const HEAD = {
  name: 'letterhead.head',
  text: `select t.name, t.name_zh as "nameZh", t.country, t.language, t.time_zone as "timeZone",
           l.address, l.phone, l.email, l.web, l.registration, l.footer, encode(l.logo, 'base64') as logo
         from tenants t left join letterheads l on l.tenant_id = t.id where t.id = current_tenant()`,
};

const MAKE = `insert into letterheads (id, version) values ($1, 0) on conflict (tenant_id) do nothing`;

const SET_LOGO = `
  update letterheads set logo = $2, logo_kind = $3, logo_width = $4, logo_height = $5
  where tenant_id = current_tenant() and id = $1`;

const SINCE = `
  select e.facts->'changes' as changes, m.name, e.at from events e
    left join members m on m.tenant_id = e.tenant_id and m.id = e.actor_id
  where e.tenant_id = $1 and e.what = 'tenant.letterhead-changed' and (e.facts->>'version')::int > $2 order by e.at`;
