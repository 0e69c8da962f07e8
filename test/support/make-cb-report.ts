import { CbReport } from '#database/entities/cb-report.entity';
import type { Product } from '#database/entities/product.entity';
import type { TestApi } from './test-app.js';

/** A CB test report as it stands: no service has seen it, so nothing is owed or planned. */
export function makeCbReport(
  api: Pick<TestApi, 'make' | 'db' | 'clock'>,
  { tenantId, clientId, id: productId }: Product,
  fields: Partial<CbReport> = {},
): Promise<CbReport> {
  return api.make.inside({ id: tenantId }, () =>
    api.db.add(CbReport, {
      ...{ clientId, productId, number: 'NCB-2024-0815', issuer: 'VDE', issuedOn: '2024-06-01' },
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}
