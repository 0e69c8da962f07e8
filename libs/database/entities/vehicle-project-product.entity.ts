import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row is a product of a vehicle project. */
@Entity({ name: 'vehicle_project_products', synchronize: false })
export class VehicleProjectProduct {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'project_id' })
  projectId: string;

  @PrimaryColumn({ type: 'uuid', name: 'product_id' })
  productId: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId: string;
}
