import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Db } from '#database/db';
import { Client } from '#database/entities/client.entity';
import { Product } from '#database/entities/product.entity';
import { VehicleProjectProduct } from '#database/entities/vehicle-project-product.entity';
import { VehicleProject } from '#database/entities/vehicle-project.entity';
import { NotFound, RuleBroken } from '#domain/errors';
import { EventsService, type EventSubject } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import { ApprovalChecks } from './approval-checks.js';
import { ApprovalsService } from './approvals.service.js';
import type { ProjectBoard, ProjectEdit, ProjectInput } from './vehicle-projects.dto.js';
import { VehicleProjectsQueries } from './vehicle-projects.queries.js';

/** The only writer of `vehicle_projects` and `vehicle_project_products`. */
@Injectable()
export class VehicleProjectsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly checks: ApprovalChecks,
    private readonly approvals: ApprovalsService,
    private readonly queries: VehicleProjectsQueries,
  ) {}

  /** @throws NotFound; RuleBroken `project.product-of-another-client`, `approval.responsible-may-not-edit` */
  async create({ productIds = [], ...input }: ProjectInput): Promise<ProjectBoard> {
    await this.db.require(Client, input.clientId);
    if (input.responsibleId) await this.checks.responsible(input.responsibleId);
    const row = await this.db.add(VehicleProject, {
      ...input,
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    const added = await this.setProducts(row, productIds);
    await this.events.record('project.created', subjectOf(row), { name: row.name, ...(added.length > 0 && { products: added }) }); // prettier-ignore
    return this.queries.board(row.id);
  }

  /** @throws RuleBroken `stale-version`, `project.product-in-use` for a product that has approvals of its own here, and as `create` */
  async edit(id: string, { version, productIds, isClosed, ...input }: ProjectEdit): Promise<ProjectBoard> {
    const row = await this.db.require(VehicleProject, id);
    await this.events.edit(VehicleProject, row, version, {}, 'project.edited', subjectOf(row));
    if (input.responsibleId && input.responsibleId !== row.responsibleId)
      await this.checks.responsible(input.responsibleId);
    const fields: Partial<VehicleProject> = { ...input };
    if (isClosed !== undefined && isClosed !== (row.closedAt !== null))
      fields.closedAt = isClosed ? this.clock.now() : null;
    const what =
      fields.closedAt === undefined ? 'project.edited' : fields.closedAt ? 'project.closed' : 'project.reopened';
    await this.events.edit(VehicleProject, row, version, fields, what, subjectOf(row), { name: row.name });
    if (productIds) {
      const products = await this.setProducts(row, productIds);
      if (products.length > 0) await this.events.record('project.products-changed', subjectOf(row), { name: row.name, products }); // prettier-ignore
    }
    return this.queries.board(id);
  }

  /** Makes these the project's products. @returns the names of those that came or went */
  private async setProducts({ id: projectId, clientId }: VehicleProject, wanted: readonly string[]): Promise<string[]> {
    const { tenantId } = this.db.scope;
    const links = this.db.repo(VehicleProjectProduct);
    const before = (await links.findBy({ tenantId, projectId })).map(({ productId }) => productId);
    const [come, gone] = [wanted.filter((one) => !before.includes(one)), before.filter((one) => !wanted.includes(one))];
    const touched = [...come, ...gone];
    if (touched.length === 0) return [];
    const products = await this.db.repo(Product).findBy({ tenantId, id: In(touched) });
    if (products.length < touched.length) throw new NotFound('product');
    const foreign = products.find((product) => product.clientId !== clientId);
    if (foreign) throw new RuleBroken('project.product-of-another-client', { productId: foreign.id });
    await this.refuseInUse(projectId, gone);
    if (gone.length > 0) await links.delete({ tenantId, projectId, productId: In(gone) });
    if (come.length > 0) await links.insert(come.map((productId) => ({ tenantId, projectId, productId, clientId })));
    await this.approvals.followProducts(come);
    return products.map(({ name }) => name).sort();
  }

  private async refuseInUse(projectId: string, productIds: readonly string[]): Promise<void> {
    if (productIds.length === 0) return;
    const [used] = await this.db.query<{ productId: string; count: number }>(IN_USE, [projectId, productIds]);
    if (used) throw new RuleBroken('project.product-in-use', { productId: used.productId, approvals: used.count });
  }
}

function subjectOf({ id, clientId }: VehicleProject): EventSubject {
  return { projectId: id, clientId };
}

const IN_USE = `
  select product_id as "productId", count(*)::int as count from approvals
  where tenant_id = current_tenant() and project_id = $1 and product_id = any ($2::uuid[]) group by product_id limit 1`;
