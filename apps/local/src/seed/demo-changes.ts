import type { INestApplicationContext } from '@nestjs/common';
import { In } from 'typeorm';
import { Db, type TenantScope } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { ProductChangeCertificate } from '#database/entities/product-change-certificate.entity';
import { addDays, type Day } from '#domain/day';
import { ProductChangesService } from '#features/product-changes/product-changes.service';
import { TouchedCertificatesService } from '#features/product-changes/touched-certificates.service';

type Get = INestApplicationContext['get'];

/** Of one company: what the change touches by its products, and what becomes of each. */
const [FILED, ACCEPTED, WAITING, LEFT_OUT] = ['2022011109300128', '2022011109300341', 'SDOC-2024011109300912', 'SDOC-2023011109300588'] as const; // prettier-ignore

/** A change of a supplier: one certificate with its case, one accepted, one that waits, one that it does not touch. */
export async function addChange(get: Get, scope: TenantScope, today: Day): Promise<void> {
  const { tenantId } = scope;
  const db = get(Db);
  const inside = <T>(work: () => Promise<T>) => db.inTenant(scope, work);
  const found = await inside(() =>
    db.repo(Certificate).findBy({ tenantId, number: In([FILED, ACCEPTED, WAITING, LEFT_OUT]) }),
  );
  const of = (number: string) => found.find((one) => one.number === number)!;
  const changeId = await inside(() =>
    get(ProductChangesService).create({
      kind: 'supplier',
      clientId: of(FILED).clientId,
      productIds: [...new Set(found.map(({ productId }) => productId))],
      title: 'LED module from a second supplier',
      description:
        'The module LM-4 of Aizu Opto is used beside the present one. Light values and drawings stay the same.',
      plannedOn: addDays(today, 30),
      leftOut: [{ certificateId: of(LEFT_OUT).id, reason: 'NL-14R and NL-15R use bulbs.' }],
    }),
  );
  const touched = get(TouchedCertificatesService);
  await db.inScope(scope, () => touched.openCases(changeId, { certificateIds: [of(FILED).id] }));
  await inside(async () => {
    const { version } = await db
      .repo(ProductChangeCertificate)
      .findOneByOrFail({ tenantId, changeId, certificateId: of(ACCEPTED).id });
    const reason = 'Letter of the body: no test needed';
    await touched.accept(changeId, of(ACCEPTED).id, { version, on: addDays(today, -5), reason });
  });
}
