import type { INestApplicationContext } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { Product } from '#database/entities/product.entity';
import { addDays, type Day } from '#domain/day';
import { ApprovalsService } from '#features/approvals/approvals.service';
import type { ApprovalInput } from '#features/approvals/approvals.dto';
import { VehicleProjectsService } from '#features/approvals/vehicle-projects.service';
import { DeterminationsService } from '#features/determinations/determinations.service';

type Get = INestApplicationContext['get'];

/** One vehicle project with approvals in several states, an exemption whose goods are owed, and a determination. */
export async function addApprovals(get: Get, scope: TenantScope, today: Day): Promise<void> {
  const inside = <T>(work: () => Promise<T>) => get(Db).inTenant(scope, work);
  const products = await inside(() => productsOfOneClient(get));
  if (products.length === 0) return;
  await inside(() => addProject(get, products, today));
  await inside(() => addDeterminations(get, products, today));
}

/** Those of the client with the most products, the certified ones last. */
async function productsOfOneClient(get: Get): Promise<Product[]> {
  const { tenantId } = get(Db).scope;
  const products = await get(Db)
    .repo(Product)
    .find({ where: { tenantId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const counts = new Map<string, number>();
  for (const { clientId } of products) counts.set(clientId, (counts.get(clientId) ?? 0) + 1);
  const [clientId] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [];
  const certified = await get(Db).repo(Certificate).findBy({ tenantId, scheme: 'ccc', status: 'valid' });
  const isCertified = (product: Product) => certified.some(({ productId }) => productId === product.id);
  return products
    .filter((product) => product.clientId === clientId)
    .sort((one, other) => Number(isCertified(one)) - Number(isCertified(other)));
}

async function addProject(get: Get, products: readonly Product[], today: Day): Promise<void> {
  const [projects, approvals] = [get(VehicleProjectsService), get(ApprovalsService)];
  const { clientId } = products[0]!;
  const project = await projects.create({
    clientId,
    name: 'Compact SUV, model year 2027',
    nameZh: '紧凑型SUV 2027款',
    wishOn: addDays(today, 120),
    productIds: [...products.slice(0, 2), ...products.slice(-1)].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) === at), // prettier-ignore
    responsibleId: get(Db).scope.memberId,
  });
  const plan = (input: Partial<ApprovalInput> & { kind: string }) =>
    approvals.create({ projectId: project.id, responsibleId: get(Db).scope.memberId, ...input });
  const announcement = await plan({ kind: 'miit-announcement', title: 'Batch 402' });
  await approvals.act(announcement.id, {
    ...{ version: announcement.version, act: 'file', on: addDays(today, -40), expectedOn: addDays(today, 26) },
  });
  await plan({ kind: 'energy-label' });
  await plan({ kind: 'environmental-disclosure', expectedOn: addDays(today, 45) });
  const radio = await plan({ kind: 'srrc', title: 'Key fob' });
  await approvals.act(radio.id, { version: radio.version, act: 'file', on: addDays(today, -8) });
  const lamp = await plan({ kind: 'un-regulation', title: 'UN R149' });
  await approvals.act(lamp.id, {
    ...{ version: lamp.version, act: 'grant', on: addDays(today, -300), number: 'E1*149R00/01*1234' },
    ...{ validUntil: addDays(today, 1500), nextAuditOn: addDays(today, 75) },
  });
  await plan({ kind: 'japan-type-notification' });
  const network = await plan({ kind: 'nal' });
  await approvals.act(network.id, {
    ...{ version: network.version, act: 'excuse', reason: 'No device that goes into the telecom network' },
  });
}

async function addDeterminations(get: Get, products: readonly Product[], today: Day): Promise<void> {
  const determinations = get(DeterminationsService);
  const responsibleId = get(Db).scope.memberId;
  const parts = await determinations.create({
    productId: products[0]!.id,
    kind: 'exempt',
    ground: 're-export',
    conditions: { 'applicant-uses-the-parts': 'yes', 'all-exported': 'yes' },
    purpose: 'Parts for vehicles that are built in Tianjin and leave as a whole',
    quantity: 240,
    unit: 'pieces',
    place: 'Bonded warehouse, Tianjin',
    authority: 'Market supervision, Tianjin Binhai',
    promisedExportOn: addDays(today, 4),
    responsibleId,
  });
  const act = (version: number, input: object) => determinations.act(parts.id, { version, ...input } as never);
  await act(1, { act: 'apply', on: addDays(today, -90) });
  await act(2, { act: 'grant', on: addDays(today, -75), number: 'MB-TJ-0412', validUntil: addDays(today, 105) });
  await act(3, { act: 'use', on: addDays(today, -60) });
  const shown = products[1] ?? products[0]!;
  const fair = await determinations.create({
    productId: shown.id,
    kind: 'exempt',
    ground: 'exhibition',
    conditions: { 'applicant-exhibits': 'yes', 'display-stated': 'yes' },
    purpose: 'Shown at a parts fair in Shanghai',
    quantity: 6,
    unit: 'pieces',
    displayUntil: addDays(today, 18),
    responsibleId,
  });
  await determinations.act(fair.id, { version: 1, act: 'apply', on: addDays(today, -12) });
}
