import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ApplicabilityCheck } from '#database/entities/applicability-check.entity';
import { Application } from '#database/entities/application.entity';
import { Contact } from '#database/entities/contact.entity';
import { Member } from '#database/entities/member.entity';
import { badField, NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import type { ExemptionGround } from '#domain/reference/catalogue';
import type { DeterminationKind } from '#domain/states/determination-status';

/** What a determination may be linked to. */
interface Links {
  applicationId?: string | null;
  checkId?: string | null;
  contactId?: string | null;
  responsibleId?: string | null;
}

/** Looks at what a determination names: it belongs to the same client and product. */
@Injectable()
export class DeterminationChecks {
  constructor(private readonly db: Db) {}

  /**
   * Of an edit only what the change touches is looked at.
   *
   * @throws NotFound; RuleBroken `determination.of-another-client`, `determination.of-another-product`,
   *   `determination.case-not-exemption`, `determination.responsible-may-not-edit`
   */
  async links(of: { clientId: string; productId: string }, links: Links, before: Links = {}): Promise<void> {
    const { applicationId, checkId, contactId, responsibleId } = links;
    if (applicationId && applicationId !== before.applicationId) await this.requireCase(of, applicationId);
    if (checkId && checkId !== before.checkId) {
      const check = await this.db.require(ApplicabilityCheck, checkId);
      if (check.productId !== of.productId) throw new RuleBroken('determination.of-another-product', { checkId });
    }
    if (contactId && contactId !== before.contactId) {
      const contact = await this.db.require(Contact, contactId);
      if (contact.clientId !== of.clientId) throw new RuleBroken('determination.of-another-client', { contactId });
    }
    if (responsibleId && responsibleId !== before.responsibleId) {
      const member = await this.db.require(Member, responsibleId);
      if (member.leftAt !== null) throw new NotFound('member');
      if (!may(member.role, 'determination.edit'))
        throw new RuleBroken('determination.responsible-may-not-edit', { responsibleId, role: member.role });
    }
  }

  private async requireCase({ clientId }: { clientId: string }, applicationId: string): Promise<void> {
    const application = await this.db.require(Application, applicationId);
    if (application.clientId !== clientId) throw new RuleBroken('determination.of-another-client', { applicationId });
    if (application.kind !== 'exemption')
      throw new RuleBroken('determination.case-not-exemption', { applicationId, kind: application.kind });
  }
}

/**
 * The ground of a determination: out of the catalogue needs none, the others one of their own kind.
 *
 * @throws BadInput naming the grounds that fit
 */
export function requireGround(
  exemptions: readonly ExemptionGround[],
  kind: DeterminationKind,
  key: string | null,
): ExemptionGround | null {
  const fitting = exemptions.filter((one) => one.kind === kind);
  const found = fitting.find((one) => one.key === key);
  if (found) return found;
  if (kind === 'out-of-catalogue' && key === null) return null;
  const allowed = [...new Set(fitting.map((one) => one.key))].join(', ') || 'none: leave it out';
  throw badField(
    'ground',
    key === null ? 'required' : 'unknown-code',
    `${kind} has no ground ${key ?? 'left out'}.`,
    allowed,
  );
}
