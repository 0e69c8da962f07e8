import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { Contact } from '#database/entities/contact.entity';
import { Member } from '#database/entities/member.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { isSelfDeclaration } from '#domain/certificate';
import { replacementFault, type ReplacementFacts } from '#domain/certificate-rules';
import { longestValidity } from '#domain/certificates/validity';
import type { Day } from '#domain/day';
import { badField, NotFound, RuleBroken } from '#domain/errors';
import { may } from '#domain/permissions';
import { isLive } from '#domain/states/certificate-status';
import { ProductsService } from '#features/products/products.service';

/** What a row is checked for as a whole, new or edited. */
export type Whole = Pick<
  Certificate,
  'clientId' | 'productId' | 'factoryId' | 'contactId' | 'responsibleId' | 'scheme' | 'issuedOn' | 'validUntil' | 'status' | 'replacesId'
>; // prettier-ignore

/** What must hold of a certificate before it is written. */
@Injectable()
export class CertificateChecks {
  constructor(
    private readonly db: Db,
    private readonly products: ProductsService,
    private readonly references: ReferenceStore,
  ) {}

  /**
   * What must hold of the whole row. Of an edit only what the change touches is looked at, so that history which an
   * import brought in spite of a doubt can still be edited elsewhere.
   *
   * @param before null = new
   */
  async whole(row: Whole, product: Product, before: (Whole & { id: string }) | null): Promise<void> {
    const changed = (...fields: (keyof Whole)[]) => !before || fields.some((field) => row[field] !== before[field]);
    if (product.clientId !== row.clientId)
      throw new RuleBroken('certificate.product-of-another-client', { productId: product.id });
    if (changed('scheme', 'issuedOn', 'validUntil')) {
      refuseDays(row);
      await this.refuseTooLong(row);
    }
    if (changed('factoryId')) await this.products.requireFactory(row.clientId, row.factoryId);
    if (changed('contactId')) await this.requireContact(row.clientId, row.contactId);
    if (changed('responsibleId')) await this.requireResponsible(row.responsibleId);
    if (changed('replacesId', 'scheme', 'productId') && row.replacesId)
      await this.requireReplaceable(row.replacesId, row, product, before?.id ?? null);
    if (changed('scheme', 'productId')) await this.refuseSecondOfUnit(row, before?.id ?? null);
    if (before && changed('scheme') && !isSelfDeclaration(row.scheme)) {
      const { tenantId } = this.db.scope;
      const by = await this.db.repo(Certificate).findOneBy({ tenantId, replacesId: before.id });
      if (by)
        throw new RuleBroken('certificate.replaced-is-no-declaration', { replacedById: by.id, number: by.number });
    }
  }

  /**
   * One unit has one live CCC certificate. Two acts on one unit wait for each other.
   *
   * @throws RuleBroken `certificate.second-of-unit` with the other one's `{ certificateId, number }`
   */
  async refuseSecondOfUnit(
    { scheme, status, productId, replacesId }: Pick<Whole, 'scheme' | 'status' | 'productId' | 'replacesId'>,
    ownId: string | null,
  ): Promise<void> {
    if (scheme !== 'ccc' || !isLive(status)) return;
    await this.db.query(LOCK_UNIT, [productId]);
    const [other] = await this.db.query<{ certificateId: string; number: string }>(LIVE_OF_UNIT, [
      productId,
      ownId,
      replacesId,
    ]);
    if (other) throw new RuleBroken('certificate.second-of-unit', { ...other });
  }

  /** @throws RuleBroken `certificate.number-taken` */
  async refuseTaken(key: string, ownId: string | null): Promise<void> {
    const { tenantId } = this.db.scope;
    const taken = await this.db.repo(Certificate).findOneBy({ tenantId, numberKey: key });
    if (taken && taken.id !== ownId)
      throw new RuleBroken('certificate.number-taken', { certificateId: taken.id, number: taken.number });
  }

  private async refuseTooLong({ scheme, issuedOn, validUntil }: Whole): Promise<void> {
    if (issuedOn === null || validUntil === null) return;
    const { schemes } = await this.references.current();
    const longest = longestValidity(scheme, issuedOn, schemes.values());
    if (longest === null || validUntil <= longest.until) return;
    const { amount, unit, source } = longest.limit;
    throw badField(
      'validUntil',
      'valid-too-long',
      `A certificate of this scheme is valid for ${amount} ${unit} at most, this one until ${longest.until} (${source}).`,
      `≤ ${longest.until}`,
    );
  }

  private async requireContact(clientId: string, contactId: string | null): Promise<void> {
    if (contactId === null) return;
    const contact = await this.db.require(Contact, contactId);
    if (contact.clientId !== clientId) throw new RuleBroken('certificate.contact-of-another-client', { contactId });
  }

  /** Somebody of the team who may edit certificates and has not left. */
  private async requireResponsible(memberId: string | null): Promise<void> {
    if (memberId === null) return;
    const member = await this.db.require(Member, memberId);
    if (member.leftAt !== null) throw new NotFound('member');
    if (!may(member.role, 'certificate.edit'))
      throw new RuleBroken('certificate.responsible-may-not-edit', { memberId, role: member.role });
  }

  private async requireReplaceable(
    replacedId: string,
    row: Whole,
    product: Product,
    ownId: string | null,
  ): Promise<void> {
    if (replacedId === ownId) throw new RuleBroken('certificate.replaces-itself');
    const replaced = await this.db.require(Certificate, replacedId);
    const ofReplaced = await this.db.require(Product, replaced.productId);
    const { classes } = await this.references.current();
    const factsOf = (one: Pick<Whole, 'clientId' | 'scheme'>, { classCode }: Product): ReplacementFacts => {
      const implementationRule = classes.get(classCode)?.implementationRule ?? null;
      return { clientId: one.clientId, scheme: one.scheme, classCode, implementationRule };
    };
    const broken = replacementFault(factsOf(row, product), factsOf(replaced, ofReplaced));
    if (broken) throw new RuleBroken(broken, { replacesId: replacedId, number: replaced.number });
    const { tenantId } = this.db.scope;
    const by = await this.db.repo(Certificate).findOneBy({ tenantId, replacesId: replacedId });
    if (by && by.id !== ownId)
      throw new RuleBroken('certificate.already-replaced', { replacedById: by.id, number: by.number });
  }
}

function refuseDays({ scheme, issuedOn, validUntil }: Whole): void {
  if (validUntil === null) {
    if (isSelfDeclaration(scheme)) return;
    throw badField('validUntil', 'valid-until-needed', 'A certificate has a last valid day; only a self-declaration has none.'); // prettier-ignore
  }
  if (issuedOn !== null && validUntil <= issuedOn)
    throw badField('validUntil', 'before-issued', 'The last valid day is after the day of issue.', `after ${issuedOn satisfies Day}`); // prettier-ignore
}

const LOCK_UNIT = 'select 1 from products where tenant_id = current_tenant() and id = $1 for no key update';

const LIVE_OF_UNIT = `
  select c.id as "certificateId", c.number from certificates c
  where c.tenant_id = current_tenant() and c.product_id = $1 and c.scheme = 'ccc' and c.status in ('valid', 'suspended')
    and c.id is distinct from $2::uuid and c.id is distinct from $3::uuid and ($2::uuid is null or c.replaces_id is distinct from $2)
  order by c.issued_on desc nulls last, c.id limit 1`;
