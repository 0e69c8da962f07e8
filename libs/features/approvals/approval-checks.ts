import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { Contact } from '#database/entities/contact.entity';
import { Member } from '#database/entities/member.entity';
import { Product } from '#database/entities/product.entity';
import { VehicleProject } from '#database/entities/vehicle-project.entity';
import { badField, NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';

interface Links {
  certificateId?: string | null;
  contactId?: string | null;
  responsibleId?: string | null;
}

/** Looks at what an approval or project names: it belongs to the same client. */
@Injectable()
export class ApprovalChecks {
  constructor(private readonly db: Db) {}

  /**
   * Whose an approval is: of the project, of the product, both of one client.
   *
   * @throws BadInput when neither is named; NotFound; RuleBroken `approval.of-another-client`, `approval.product-not-of-project`
   */
  async clientOf(projectId: string | null, productId: string | null): Promise<string> {
    if (projectId === null && productId === null)
      throw badField('projectId', 'required', 'An approval is of a project or of a product.', 'projectId or productId');
    const project = projectId === null ? null : await this.db.require(VehicleProject, projectId);
    const product = productId === null ? null : await this.db.require(Product, productId);
    if (project && product) {
      if (project.clientId !== product.clientId) throw new RuleBroken('approval.of-another-client', { productId });
      const [link] = await this.db.query(LINK, [projectId, productId]);
      if (!link) throw new RuleBroken('approval.product-not-of-project', { productId, projectId });
    }
    return (project ?? product)!.clientId;
  }

  /**
   * Of an edit only what the change touches is looked at.
   *
   * @throws NotFound; RuleBroken `approval.of-another-client`, `approval.certificate-not-ccc`, `approval.responsible-may-not-edit`
   */
  async links(clientId: string, { certificateId, contactId, responsibleId }: Links, before: Links = {}): Promise<void> {
    if (certificateId && certificateId !== before.certificateId) {
      const { clientId: owner, scheme } = await this.db.require(Certificate, certificateId);
      if (owner !== clientId) throw new RuleBroken('approval.of-another-client', { certificateId });
      if (scheme !== 'ccc') throw new RuleBroken('approval.certificate-not-ccc', { certificateId, scheme });
    }
    if (contactId && contactId !== before.contactId) {
      const contact = await this.db.require(Contact, contactId);
      if (contact.clientId !== clientId) throw new RuleBroken('approval.of-another-client', { contactId });
    }
    if (responsibleId && responsibleId !== before.responsibleId) await this.responsible(responsibleId);
  }

  /** @throws NotFound; RuleBroken `approval.responsible-may-not-edit` */
  async responsible(responsibleId: string): Promise<void> {
    const member = await this.db.require(Member, responsibleId);
    if (member.leftAt !== null) throw new NotFound('member');
    if (!may(member.role, 'approval.edit'))
      throw new RuleBroken('approval.responsible-may-not-edit', { responsibleId, role: member.role });
  }
}

const LINK = `
  select 1 from vehicle_project_products where tenant_id = current_tenant() and project_id = $1 and product_id = $2`;
