import { Entity, PrimaryColumn } from 'typeorm';

/** A row links a factory to a client; the client wall follows this link. */
@Entity({ name: 'client_factories', synchronize: false })
export class ClientFactory {
  @PrimaryColumn({ type: 'uuid', name: 'tenant_id' })
  tenantId: string;

  @PrimaryColumn({ type: 'uuid', name: 'client_id' })
  clientId: string;

  @PrimaryColumn({ type: 'uuid', name: 'factory_id' })
  factoryId: string;
}
