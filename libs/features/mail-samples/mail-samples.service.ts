import { HttpException, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { Db, type TenantScope } from '#database/db';
import { NotFound, RuleBroken } from '#domain/errors';
import type { Language } from '#domain/permissions';
import { EventsService } from '#features/events/events.service';
import { dress, type Dress, MailDress } from '#features/mail-senders/mail-dress';
import { NOTICE_KINDS } from '#features/reminders/notice';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import type { Mailer, OutgoingMail } from '#platform/mail/mailer';
import { CONFIG, LOG } from '#platform/platform.module';
import type { MailSampleKindList, MailSampleSentView, MailSampleView } from './mail-samples.dto.js';
import type { SampleGround } from './sample-content.js';

/** Test mails that one person may send to himself in an hour. */
export const SENDINGS_PER_HOUR = 20;
const PATIENCE_MS = 8_000;

/** Loaded when somebody looks: a start does not wait for the words of all mails. */
const writing = () => import('./write-sample.js');

type Ground = Pick<SampleGround, 'client' | 'product' | 'models' | 'factory' | 'number' | 'caseNumber' | 'tenant'> & {
  reader: { name: string; email: string; language: Language; timeZone: string };
};

/** A written sample and who it is for. */
interface Sample {
  mail: OutgoingMail;
  language: Language;
}

/** Every kind of mail as its reader would get it, for those who decide how mails of the tenant look. */
@Injectable()
export class MailSamplesService implements OnApplicationShutdown {
  private mailer: Mailer | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly dresses: MailDress,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async kinds(): Promise<MailSampleKindList> {
    const { REMINDER_SAMPLES, ACCOUNT_SAMPLES } = await writing();
    const group = (name: 'reminder' | 'news' | 'account', kinds: readonly string[]) =>
      kinds.map((kind) => ({ kind, group: name }));
    return {
      items: [
        ...group('reminder', REMINDER_SAMPLES),
        ...group('news', NOTICE_KINDS),
        ...group('account', ACCOUNT_SAMPLES),
      ],
      sendingsPerHour: SENDINGS_PER_HOUR,
    };
  }

  /** @throws NotFound when there is no such kind of mail */
  async show(kind: string, language?: Language): Promise<MailSampleView> {
    const { mail } = await this.write(kind, language);
    const { from, subject, html, text, attachments = [] } = mail;
    const shown = attachments.reduce(
      (whole, { contentId, mediaType, content }) =>
        contentId
          ? whole.replaceAll(`cid:${contentId}`, `data:${mediaType};base64,${content.toString('base64')}`)
          : whole,
      html,
    );
    return { kind, from, subject, html: shown, text };
  }

  /**
   * Sends a sample to whoever asks for it and to nobody else, marked as a test.
   *
   * @throws RuleBroken `mail-sample.too-many`
   * @throws HttpException 503 `mail-not-sent` with the server's words
   */
  async send(scope: TenantScope, kind: string, language?: Language): Promise<MailSampleSentView> {
    const { mail, left } = await this.db.inTenant(scope, async () => {
      const sample = await this.write(kind, language);
      const sent = await this.countSendings();
      if (sent >= SENDINGS_PER_HOUR) throw new RuleBroken('mail-sample.too-many', { allowed: SENDINGS_PER_HOUR });
      await this.events.record(
        'mail.sample-sent',
        {},
        { kind, language: sample.language, toEmail: sample.mail.to.email },
      );
      const { TEST_MARKS } = await writing();
      const subject = `${TEST_MARKS[sample.language]}${sample.mail.subject}`;
      return { mail: { ...sample.mail, subject }, left: SENDINGS_PER_HOUR - sent - 1 };
    });
    return { to: mail.to.email, answer: await this.deliver(mail), left };
  }

  onApplicationShutdown(): void {
    this.mailer?.close();
  }

  /** Sendings of the last hour; the member's row keeps two of one moment apart. */
  private async countSendings(): Promise<number> {
    const { memberId } = this.db.scope;
    await this.db.query('select id from members where tenant_id = current_tenant() and id = $1 for update', [memberId]);
    const since = new Date(this.clock.now().getTime() - 3_600_000);
    const [row] = await this.db.query<{ count: number }>(SENDINGS, [memberId, since]);
    return row!.count;
  }

  private async deliver(mail: OutgoingMail): Promise<string> {
    const { Mailer: MailerOf } = await import('#platform/mail/mailer');
    this.mailer ??= new MailerOf({ smtpUrl: this.config.smtpUrl, connections: 1, patienceMs: PATIENCE_MS });
    try {
      return await this.mailer.send(mail);
    } catch (err) {
      this.log.warn({ err }, 'a test mail was not sent');
      throw new HttpException(
        { code: 'mail-not-sent', message: `The mail server did not take it: ${(err as Error).message}` },
        503,
      );
    }
  }

  private async write(kind: string, wanted?: Language): Promise<Sample> {
    const [row] = await this.db.read<Ground>(GROUND, [this.db.scope.memberId]);
    if (!row) throw new NotFound('member');
    const { reader, ...own } = row;
    const language = wanted ?? reader.language;
    const today = this.clock.today(reader.timeZone);
    const { writeSample } = await writing();
    const written = writeSample(kind, { ...own, reader, language, today, url: this.config.url });
    if (!written) throw new NotFound('kind of mail');
    const to = { name: reader.name, email: reader.email };
    const { isOfInstallation, ...mail } = written;
    if (isOfInstallation) {
      const from = { name: 'Homolog', email: this.config.mailFrom };
      return { language, mail: { from, to, ...mail } };
    }
    const worn: Dress = await this.dresses.current();
    return { language, mail: dress({ to, ...mail }, worn, language) };
  }
}

const names = (latin: string, chinese: string) => `jsonb_build_object('latin', ${latin}, 'chinese', ${chinese})`;

/** The newest certificate and the newest case stand for all. */
const GROUND = {
  name: 'mail-samples.ground',
  text: `
    select ${names('t.name', 't.name_zh')} as tenant,
      jsonb_build_object('name', m.name, 'email', m.email, 'language', m.language, 'timeZone', m.time_zone) as reader,
      case when k.id is not null then ${names('k.legal_name', 'k.legal_name_zh')} end as client,
      case when p.id is not null then ${names('p.name', 'p.name_zh')} end as product,
      coalesce(p.models, '{}') as models, case when f.id is not null then ${names('f.name', 'f.name_zh')} end as factory,
      c.number, (select a.number from applications a where a.tenant_id = t.id order by a.number_year desc, a.number_seq desc limit 1) as "caseNumber"
    from tenants t join members m on m.tenant_id = t.id and m.id = $1
    left join lateral (select * from certificates c where c.tenant_id = t.id and c.scheme = 'ccc' order by c.created_at desc, c.id desc limit 1) c on true
    left join clients k on k.tenant_id = t.id and k.id = c.client_id
    left join products p on p.tenant_id = t.id and p.id = c.product_id
    left join factories f on f.tenant_id = t.id and f.id = c.factory_id
    where t.id = current_tenant()`,
};

const SENDINGS = `
  select count(*)::int as count from events
  where tenant_id = current_tenant() and actor_id = $1 and at > $2 and what = 'mail.sample-sent'`;
