import type { INestApplicationContext } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { ApplicationUnit } from '#database/entities/application-unit.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { Member } from '#database/entities/member.entity';
import { Product } from '#database/entities/product.entity';
import { addDays, type Day } from '#domain/day';
import { RuleBroken } from '#domain/errors';
import type { ApplicationInput } from '#features/applications/applications.dto';
import type { MoveAct } from '#features/applications/case-moves.dto';
import { ApplicationsService, type SeenMove } from '#features/applications/applications.service';
import { CertificationService } from '#features/applications/certification.service';
import { OpeningService } from '#features/applications/opening.service';
import { ProductsService } from '#features/products/products.service';
import { KAYA, SUN, WEISS } from './demo-people.js';

type Get = INestApplicationContext['get'];

/** A stage with how many days ago it began and ended; without an end it runs. */
type Walked = [stage: string, begunAgo: number, endedAgo?: number];

interface DemoCase {
  /** number of a certificate or declaration: its unit is the case's, and what the case acts on where its kind has one */
  of: string;
  /** a new unit of the same class and factory instead */
  newUnit?: { name: string; nameZh: string; models: string[] };
  input: Omit<ApplicationInput, 'units' | 'startedOn'>;
  /** addresses of people of the team */
  owner: string;
  deputy: string;
  startedAgo: number;
  submittedAgo: number;
  acceptedAgo: number | null;
  walked: Walked[];
  then?: (Omit<SeenMove, 'on'> & { ago: number })[];
  /** days ago, with the number that the certificate then bears */
  certified?: { ago: number };
}

/** Declarations end with it: SAMR Announcement 57/2025. */
export const LAST_CONVERSION_ON = '2026-12-31';

/** Cases in different states, by the name of their tenant. */
const CASES: Readonly<Record<string, (today: Day) => DemoCase[]>> = {
  Jadebrücke: (today) => [
    {
      of: '2022011301500077',
      input: { kind: 'change', schemeKey: 'ccc-change', variantCode: '01', handledBy: 'CQC' },
      ...{ owner: WEISS, deputy: SUN, startedAgo: 74, submittedAgo: 52, acceptedAgo: 47 },
      walked: [['application', 74, 52]],
      certified: { ago: 12 },
    },
    {
      of: '2023011104400219',
      newUnit: { name: 'Safety belt with load limiter', nameZh: '带限力器汽车安全带', models: ['OC-9A', 'OC-9B'] },
      input: {
        kind: 'new',
        schemeKey: 'ccc-standard',
        isParallel: true,
        handledBy: 'CCAP',
        wishOn: addDays(today, 96),
      },
      ...{ owner: KAYA, deputy: SUN, startedAgo: 105, submittedAgo: 63, acceptedAgo: 56 },
      walked: [
        ['scope-check', 105, 100],
        ['documents', 100, 64],
        ['application', 63, 56],
        ['sample-notice', 55, 28],
        ['type-test', 25],
      ],
      then: [{ stageKey: 'initial-inspection', act: 'block', blocker: 'auditor-travel', party: 'inspector', ago: 9 }],
    },
    {
      of: 'SDOC-2021011110200417',
      input: { kind: 'conversion', schemeKey: 'sdoc-to-ccc', handledBy: 'CQC', wishOn: conversionWish(today) },
      ...{ owner: WEISS, deputy: KAYA, startedAgo: 66, submittedAgo: 38, acceptedAgo: 31 },
      walked: [
        ['inventory', 66, 52],
        ['application', 51, 38],
        ['adoption', 31],
      ],
    },
    {
      of: 'SDOC-2022011301500193',
      input: { kind: 'conversion', schemeKey: 'sdoc-to-ccc', handledBy: 'CQC' },
      ...{ owner: WEISS, deputy: SUN, startedAgo: 98, submittedAgo: 71, acceptedAgo: 64 },
      walked: [
        ['inventory', 98, 84],
        ['application', 83, 71],
        ['adoption', 64, 9],
      ],
    },
    {
      of: '2022011109300341',
      input: { kind: 'renewal', schemeKey: 'ccc-renewal', handledBy: 'CCAP' },
      ...{ owner: KAYA, deputy: SUN, startedAgo: 40, submittedAgo: 0, acceptedAgo: null },
      walked: [['documents', 36]],
      then: [{ stageKey: 'documents', act: 'block', blocker: 'names-differ', party: 'client', ago: 6 }],
    },
  ],
};

function conversionWish(today: Day): Day {
  const soon = addDays(today, 35);
  return soon < LAST_CONVERSION_ON ? soon : LAST_CONVERSION_ON;
}

/** Cases of the demonstration, through the product's own services. A way that is closed on its day is left out. */
export async function addCases(get: Get, scope: TenantScope, tenantName: string, today: Day): Promise<void> {
  for (const one of CASES[tenantName]?.(today) ?? []) {
    try {
      await get(Db).inTenant(scope, () => addCase(get, one, today));
    } catch (error) {
      if (!(error instanceof RuleBroken && error.code === 'plan.route-closed')) throw error;
    }
  }
}

async function addCase(get: Get, one: DemoCase, today: Day): Promise<void> {
  const { tenantId } = get(Db).scope;
  const ago = (days: number) => addDays(today, -days);
  const member = async (email: string) => (await get(Db).repo(Member).findOneByOrFail({ tenantId, email })).id;
  const certificate = await get(Db).repo(Certificate).findOneByOrFail({ tenantId, number: one.of });
  const unit = one.newUnit
    ? { productId: await addUnit(get, certificate.productId, one.newUnit) }
    : { productId: certificate.productId, certificateId: certificate.id };
  const id = await get(OpeningService).open({
    ...one.input,
    units: [unit],
    startedOn: ago(one.startedAgo),
    ownerId: await member(one.owner),
    deputyId: await member(one.deputy),
    contactId: certificate.contactId,
  });
  const applications = get(ApplicationsService);
  const act = async (name: MoveAct, days: number) => {
    const { version } = await get(Db).require(Application, id);
    await applications.move(id, { version, act: name, on: ago(days), reason: 'As the body confirmed' });
  };
  for (const [stageKey, begun, ended] of one.walked) {
    await applications.moveStage(id, { stageKey, act: 'start', on: ago(begun) });
    if (ended !== undefined) await applications.moveStage(id, { stageKey, act: 'complete', on: ago(ended) });
  }
  if (one.acceptedAgo !== null) {
    await act('submit', one.submittedAgo);
    await act('accept', one.acceptedAgo);
    await act('start', one.acceptedAgo);
  }
  for (const { ago: days, ...move } of one.then ?? []) await applications.moveStage(id, { ...move, on: ago(days) });
  if (one.certified) await certify(get, id, ago(one.certified.ago));
}

async function addUnit(get: Get, likeId: string, { name, nameZh, models }: NonNullable<DemoCase['newUnit']>) {
  const { clientId, factoryId, classCode, standard } = await get(Db).require(Product, likeId);
  return (await get(ProductsService).create({ clientId, factoryId, classCode, standard, name, nameZh, models })).id;
}

async function certify(get: Get, id: string, issuedOn: Day): Promise<void> {
  const { tenantId, version } = await get(Db).require(Application, id);
  const units = await get(Db).repo(ApplicationUnit).findBy({ tenantId, applicationId: id });
  await get(CertificationService).certify(id, {
    version,
    issuedOn,
    reason: 'Day of the notice',
    units: units.map(({ productId }) => ({ productId })),
  });
}
