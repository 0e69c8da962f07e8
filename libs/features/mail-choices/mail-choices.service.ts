import { Inject, Injectable } from '@nestjs/common';
import { Db, newId, type TenantScope } from '#database/db';
import { BadInput, NotFound } from '#domain/errors';
import {
  choicesFor,
  defaultChoice,
  MAILED_KINDS,
  topicsFor,
  type MailChoice,
  type MailTopic,
} from '#domain/mail/choices';
import { EventsService } from '#features/events/events.service';
import { inLinkedMail, readMail, type LinkedMail, type MailClaim } from '#features/reminders/mail-token';
import { readersOfMail, topicsOfMail, type MailReader } from '#features/reminders/mail-topics';
import { NoticesService } from '#features/reminders/notices.service';
import { RemindersService } from '#features/reminders/reminders.service';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import type { MailChoiceInput, MailChoicesInput, MailChoicesView, ReaderChoicesView } from './mail-choices.dto.js';

/** Of a person, as far as choices go. */
interface Chooser extends MailReader {
  name: string;
  side: 'team' | 'client';
  clientId: string | null;
  ownsCases: boolean;
}

/** The only writer of `mail_choices`. */
@Injectable()
export class MailChoicesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
    private readonly notices: NoticesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What the caller has chosen, and the default where nothing was. */
  async own(): Promise<MailChoicesView> {
    const { tenantId, memberId } = this.db.scope;
    const scope: TenantScope = { tenantId, audience: 'staff', memberId };
    return this.db.inTenant(scope, async () => ({ items: await this.items([{ memberId, contactId: null }]) }));
  }

  /** @throws BadInput when a topic knows no such choice, or is none of the caller's */
  async chooseOwn({ choices }: MailChoicesInput): Promise<MailChoicesView> {
    const { memberId } = this.db.scope;
    const reader = { memberId, contactId: null };
    return this.db.asTenant(async () => {
      await this.choose([reader], choices, null);
      return { items: await this.items([reader]) };
    });
  }

  /** @throws NotFound when the link is not ours, its mail is older than a year, or its reader has left */
  ofReader(token: string): Promise<ReaderChoicesView> {
    return this.inMail(this.claimOf(token), (mail, readers) => this.view(mail, readers));
  }

  /** @throws NotFound; BadInput as `chooseOwn` */
  chooseAsReader(token: string, { choices }: MailChoicesInput): Promise<ReaderChoicesView> {
    return this.inMail(this.claimOf(token), async (mail, readers) => {
      await this.choose(readers, choices, mail.mailId);
      return this.view(mail, readers);
    });
  }

  /**
   * Switches off what lies in the mail and may be switched off, and nothing else.
   *
   * @throws NotFound as `ofReader`
   */
  unsubscribe(token: string): Promise<void> {
    return this.unsubscribeFrom(this.claimOf(token));
  }

  /**
   * The same where a mail came to the address of it, which only its reader knows.
   *
   * @throws NotFound as `ofReader`
   */
  async unsubscribeByMail(mailId: string): Promise<void> {
    const [found] = await this.db.readReference<{ tenantId: string | null }>(TENANT, [mailId]);
    await this.unsubscribeFrom(found?.tenantId ? { tenantId: found.tenantId, mailId } : null);
  }

  private unsubscribeFrom(claim: MailClaim | null): Promise<void> {
    return this.inMail(claim, async ({ mailId }, readers) => {
      const topics = await topicsOfMail(this.db, mailId);
      await this.choose(
        readers,
        topics.map((topic) => ({ topic, choice: 'never' })),
        mailId,
      );
    });
  }

  private async choose(readers: readonly MailReader[], wanted: readonly MailChoiceInput[], mailId: string | null) {
    const choosers = await this.choosers(readers);
    const offered = this.offered(choosers);
    refuseUnknown(wanted, offered);
    for (const chooser of choosers) {
      const now = await this.chosen([chooser]);
      const asked = wanted.filter(({ topic }) => topicsFor(chooser.side).includes(topic));
      const changes = asked.filter(({ topic, choice }) => (now.get(topic) ?? defaultChoice(topic, chooser)) !== choice);
      if (changes.length > 0) await this.change(chooser, changes, mailId);
    }
  }

  private async change(chooser: Chooser, changes: readonly MailChoiceInput[], mailId: string | null): Promise<void> {
    const { memberId, contactId, clientId, name } = chooser;
    const rows = changes.map(({ topic, choice }) => ({ id: newId(), memberId, contactId, topic, choice, mailId }));
    await this.db.query(CHOOSE, [JSON.stringify(rows), this.clock.now()]);
    const of = memberId ? { memberId } : { contactId: contactId! };
    for (const choice of ['at-once', 'digest', 'never'] as const) {
      const topics = changes.filter((change) => change.choice === choice).map(({ topic }) => topic);
      if (topics.length === 0) continue;
      const kinds = topics.filter((topic) => (MAILED_KINDS as readonly MailTopic[]).includes(topic));
      if (kinds.length > 0) await this.reminders.replanChoices(of, kinds, choice === 'never');
      await this.notices.rechoose(chooser, topics, choice);
      if (topics.includes('weekly-outlook') || topics.includes('daily-plan'))
        await this.db.query(choice === 'never' ? TAKE_PLANS : ADD_TURN, [memberId, contactId]);
    }
    const told = Object.fromEntries(changes.map(({ topic, choice }) => [topic, choice]));
    await this.events.record('mail-choices.changed', { clientId }, { name, choices: told, ...(mailId && { mailId }) });
  }

  private async view(mail: LinkedMail, readers: readonly MailReader[]): Promise<ReaderChoicesView> {
    const { mailId, readerName, language, tenantName, tenantNameZh } = mail;
    const ofMail = await topicsOfMail(this.db, mailId);
    return { readerName, language, tenantName, tenantNameZh, ofMail, items: await this.items(readers) };
  }

  /** One line for each topic; of an address that is a member's and a contact's too, what the member chose. */
  private async items(readers: readonly MailReader[]): Promise<MailChoicesView['items']> {
    const choosers = await this.choosers(readers);
    const chosen = await this.chosen(choosers);
    return this.offered(choosers).map((topic) => ({
      topic,
      choice: chosen.get(topic) ?? defaultChoice(topic, choosers[0]!),
      choices: [...choicesFor(topic)],
    }));
  }

  private offered(choosers: readonly Chooser[]): readonly MailTopic[] {
    return topicsFor(choosers.some(({ side }) => side === 'team') ? 'team' : 'client');
  }

  private async choosers(readers: readonly MailReader[]): Promise<Chooser[]> {
    return this.db.query<Chooser>(CHOOSERS, ids(readers));
  }

  private async chosen(readers: readonly MailReader[]): Promise<Map<MailTopic, MailChoice>> {
    const rows = await this.db.query<MailChoiceInput>(CHOSEN, ids(readers));
    return new Map(rows.map(({ topic, choice }) => [topic, choice]));
  }

  private claimOf(token: string): MailClaim | null {
    return readMail('mail-choices', token, this.config.secret);
  }

  private inMail<T>(
    claim: MailClaim | null,
    work: (mail: LinkedMail, readers: MailReader[]) => Promise<T>,
  ): Promise<T> {
    return inLinkedMail(this.db, claim, this.clock.now(), async (mail) => {
      const readers = await this.choosers(await readersOfMail(this.db, mail.mailId));
      if (readers.length === 0) throw new NotFound('link');
      return work(mail, readers);
    });
  }
}

function refuseUnknown(wanted: readonly MailChoiceInput[], offered: readonly MailTopic[]): void {
  const faults = wanted.flatMap(({ topic, choice }, index) => {
    if (!offered.includes(topic)) {
      const detail = 'No mails about this topic go to this reader.';
      return [{ field: `choices.${index}.topic`, code: 'topic-not-mailed', detail, allowed: offered.join(', ') }];
    }
    if (choicesFor(topic).includes(choice)) return [];
    const detail = 'This topic does not come that way.';
    return [
      { field: `choices.${index}.choice`, code: 'choice-not-offered', detail, allowed: choicesFor(topic).join(', ') },
    ];
  });
  if (faults.length > 0) throw new BadInput('invalid-input', faults);
}

const ids = (readers: readonly MailReader[]): [string[], string[]] => [
  readers.flatMap(({ memberId }) => memberId ?? []),
  readers.flatMap(({ contactId }) => contactId ?? []),
];

const TENANT = { name: 'mail-choices.tenant', text: `select tenant_of_sent_mail($1) as "tenantId"` };

/** Whoever has left has nothing to choose. Members first. */
const CHOOSERS = `
  select m.id as "memberId", null::uuid as "contactId", m.name, m.client_id as "clientId",
    case when m.role = 'client' then 'client' else 'team' end as side,
    exists (select from applications a where a.tenant_id = m.tenant_id and a.owner_id = m.id and a.status not in ('certified', 'refused', 'withdrawn', 'lapsed')) as "ownsCases"
  from members m where m.tenant_id = current_tenant() and m.id = any ($1::uuid[]) and m.left_at is null
  union all
  select null, k.id, k.name, k.client_id, 'client', false
  from contacts k where k.tenant_id = current_tenant() and k.id = any ($2::uuid[])`;

/** What a member chose stands over what the contact of the same address did. */
const CHOSEN = `
  select topic, choice from mail_choices
  where tenant_id = current_tenant() and (member_id = any ($1::uuid[]) or contact_id = any ($2::uuid[]))
  order by (member_id is not null), topic`;

const CHOOSE = `
  insert into mail_choices (id, member_id, contact_id, topic, choice, mail_id, chosen_at)
  select id, "memberId", "contactId", topic, choice, "mailId", $2
  from jsonb_to_recordset($1::jsonb) as c (id uuid, "memberId" uuid, "contactId" uuid, topic text, choice text, "mailId" uuid)
  on conflict (tenant_id, member_id, contact_id, topic)
    do update set choice = excluded.choice, mail_id = excluded.mail_id, chosen_at = excluded.chosen_at`;

/** Who chooses a plan is looked at with the next sweep; of the team everybody is anyway. */
const ADD_TURN = `
  insert into mail_turns (member_id, contact_id, next_at) values ($1, $2, '-infinity') on conflict do nothing`;

/** Whoever is not owed anything after it loses the turn when it comes. */
const TAKE_PLANS = `
  update mail_plans p set state = 'withdrawn', state_reason = 'switched-off', mail_id = null
  from mail_choices c
  where p.tenant_id = current_tenant() and p.state = 'planned' and c.tenant_id = p.tenant_id and c.topic = p.kind and c.choice = 'never'
    and p.member_id is not distinct from $1 and p.contact_id is not distinct from $2
    and c.member_id is not distinct from $1 and c.contact_id is not distinct from $2`;
