import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Application } from '#database/entities/application.entity';
import { Contact } from '#database/entities/contact.entity';
import { Member } from '#database/entities/member.entity';
import { NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import { ProductsService } from '#features/products/products.service';
import { refused } from './case-input.js';

type Named = Pick<Application, 'ownerId' | 'deputyId' | 'factoryId' | 'contactId'>;

/** Who a case names beside its units: people of the team, the client's factory and contact. */
@Injectable()
export class CaseParties {
  constructor(
    private readonly db: Db,
    private readonly products: ProductsService,
  ) {}

  /**
   * @param before of an edit: only what differs is looked at
   * @throws NotFound; BadInput for a deputy of themselves; RuleBroken `application.owner-may-not-edit`,
   *   `application.contact-of-another-client`, `factory.of-another-client`
   */
  async require(clientId: string, named: Named, before: Named | null = null): Promise<void> {
    const isNew = (field: keyof Named) => named[field] !== null && named[field] !== before?.[field];
    if (named.deputyId !== null && named.deputyId === named.ownerId)
      throw refused('deputyId', 'own-deputy', 'Nobody is their own deputy.', 'another member');
    if (isNew('ownerId')) await this.requireMember(named.ownerId!);
    if (isNew('deputyId')) await this.requireMember(named.deputyId!);
    if (isNew('factoryId')) await this.products.requireFactory(clientId, named.factoryId);
    if (isNew('contactId')) await this.requireContact(clientId, named.contactId!);
  }

  /** Somebody of the team who may edit cases and has not left. */
  private async requireMember(memberId: string): Promise<void> {
    const member = await this.db.require(Member, memberId);
    if (member.leftAt !== null) throw new NotFound('member');
    if (!may(member.role, 'application.edit'))
      throw new RuleBroken('application.owner-may-not-edit', { memberId, role: member.role });
  }

  private async requireContact(clientId: string, contactId: string): Promise<void> {
    const contact = await this.db.require(Contact, contactId);
    if (contact.clientId !== clientId) throw new RuleBroken('application.contact-of-another-client', { contactId });
  }
}
