import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { BadInput } from '#domain/errors';
import { searchPatterns } from '#domain/search-words';

/** What is found is looked up by its ids; a search that names more is no search. */
const MOST_FOUND = 5_000;

/** What is typed into the ledger, as ids that its indexes know. */
@Injectable()
export class LedgerSearch {
  constructor(private readonly db: Db) {}

  /**
   * Readers, deadlines and mails that the words name.
   *
   * @throws BadInput `too-wide`
   */
  async found(text: string): Promise<string[]> {
    const whole = text.trim().replace(/^<?/, '<').replace(/>?$/, '>');
    return this.ids('q', await this.db.read<{ id: string }>(FOUND, [searchPatterns(text), whole]));
  }

  /**
   * Mails of which servers said this.
   *
   * @throws BadInput `too-wide`
   */
  async answered(text: string): Promise<string[]> {
    return this.ids('serverWords', await this.db.read<{ id: string }>(ANSWERED, [searchPatterns(text)]));
  }

  private ids(field: string, rows: readonly { id: string }[]): string[] {
    if (rows.length <= MOST_FOUND) return rows.map(({ id }) => id);
    const detail = `More than ${MOST_FOUND} readers, deadlines or mails are named by this: add a word, or choose the client as a filter.`;
    throw new BadInput('invalid-input', [{ field, code: 'too-wide', detail, allowed: `up to ${MOST_FOUND}` }]);
  }
}

const matches = (text: string) => `lower(normalize(${text}, NFKC)) like all ($1::text[])`;

/** A reader is found by name and address, a mail by an address that nobody has any more: else each would be found by both. */
const FOUND = {
  name: 'reminders.found',
  text: `
    with hit as materialized (
      select certificates_matching($1) as id, 'certificate' as of
      union all select factories_matching($1), 'factory'
      union all select clients_matching($1), 'client'
      union all select r.id, 'cb-report' from cb_reports r where r.tenant_id = current_tenant() and r.search_text like all ($1::text[])
      union all select a.id, 'application' from applications a
        where a.tenant_id = current_tenant() and ${matches('a.number')}
    )
    select c.id from contacts c where c.tenant_id = current_tenant() and ${matches(`c.name || ' ' || c.email`)}
    union all select o.id from members o where o.tenant_id = current_tenant() and ${matches(`o.name || ' ' || o.email`)}
    union all select y.id from laboratories y
      where y.tenant_id = current_tenant() and ${matches(`concat_ws(' ', y.name, y.name_zh, y.email)`)}
    union all select * from mails_to_former_address($1, ${MOST_FOUND + 1})
    union all select m.id from mails m where m.tenant_id = current_tenant() and m.message_id = $2
    union all (
      select d.id from deadlines d where d.tenant_id = current_tenant() and (
        d.certificate_id in (select id from hit where of = 'certificate')
        or d.factory_id in (select id from hit where of = 'factory')
        or d.client_id in (select id from hit where of = 'client')
        or d.application_id in (select id from hit where of = 'application')
        or d.cb_report_id in (select id from hit where of = 'cb-report')
        or d.cb_report_id in (select r.id from cb_reports r join hit on hit.of = 'application' and hit.id = r.application_id
          where r.tenant_id = current_tenant())
        or d.audit_id in (select u.id from audits u join hit on hit.of = 'application' and hit.id = u.application_id
          where u.tenant_id = current_tenant())
        or d.booking_id in (select b.id from bookings b join hit on hit.of = 'application' and hit.id = b.application_id
          where b.tenant_id = current_tenant()))
      limit ${MOST_FOUND + 1})
    limit ${MOST_FOUND + 1}`,
};

const ANSWERED = { name: 'reminders.answered-with', text: `select mails_answered_with($1, ${MOST_FOUND + 1}) as id` };
