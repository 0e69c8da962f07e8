import type { INestApplicationContext } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Product } from '#database/entities/product.entity';
import type { Day } from '#domain/day';
import { LetterheadService } from '#features/accounts/letterhead.service';
import type { LetterheadInput } from '#features/accounts/letterhead.dto';
import { ApplicabilityService } from '#features/applicability/applicability.service';
import { PlansService } from '#features/plans/plans.service';

type Get = INestApplicationContext['get'];
type Head = Omit<LetterheadInput, 'version'>;

/** What the tenants write on their letters, by their name. */
const LETTERHEADS: Readonly<Record<string, Head>> = {
  Jadebrücke: {
    address: 'Elbchaussee 112\n22763 Hamburg',
    phone: '+49 40 5550 1180',
    email: 'kontakt@jadebruecke.example',
    web: 'www.jadebruecke.example',
    registration: 'Geschäftsführerin: Lena Weiß\nAmtsgericht Hamburg, HRB 999 118',
  },
  'Pacific Gate Certification': {
    address: '40 Harbour Street\nBristol BS1 4QA',
    phone: '+44 117 496 0118',
    email: 'office@pacificgate.example',
    web: 'www.pacificgate.example',
    registration: 'Registered in England and Wales, No. 09990118',
  },
};

/** Judgements that are there from the start: a letterhead, and answers and a plan for two products of the tenant. */
export async function addJudgement(get: Get, scope: TenantScope, tenantName: string, today: Day): Promise<void> {
  const head = LETTERHEADS[tenantName];
  if (!head) return;
  await get(Db).inTenant(scope, () => get(LetterheadService).change({ version: 0, ...head }));
  const products = await get(Db).inTenant(scope, () =>
    get(Db)
      .repo(Product)
      .find({ where: { tenantId: scope.tenantId }, order: { createdAt: 'ASC', id: 'ASC' } }),
  );
  const [first] = products;
  const seat = products.find(({ classCode }) => classCode === '1114');
  for (const product of [first, seat]) {
    if (!product) continue;
    const input = { productId: product.id, day: today, intendedUse: 'placing-on-market' };
    await get(Db).inTenant(scope, () => get(ApplicabilityService).check(input, 'en'));
  }
  if (first) await get(Db).inTenant(scope, () => addPlan(get, first, today));
}

/** From today: in autumn it crosses the Spring Festival, so that it moves when the year is published. */
async function addPlan(get: Get, product: Product, today: Day): Promise<void> {
  await get(PlansService).create(
    { name: product.name, productId: product.id, schemeKey: 'ccc-standard', direction: 'forward', anchorOn: today },
    { timeZone: 'Europe/Berlin' },
  );
}
