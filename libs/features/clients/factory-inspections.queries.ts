import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ReferenceStore } from '#database/reference/reference-store';
import { addDays } from '#domain/day';
import { NotFound } from '#domain/errors';
import { certificateChain, type ChainFactory, type FollowUpWindow } from '#domain/deadlines/factory-inspection';
import type { ChainedCertificate, InspectionWindow, InspectionWindowView } from './factory-inspections.dto.js';

/** Certificates of one factory that are looked at. */
const AT_MOST = 1_000;

const FACTORY = {
  name: 'factory-inspections.factory',
  text: `select f.id, f.factory_class as "factoryClass", f.last_follow_up_on as "lastFollowUpOn"
         from factories f where f.tenant_id = current_tenant() and f.id = $1`,
};

/** The live ones first: the window follows from them. */
const CERTIFICATES = {
  name: 'factory-inspections.certificates',
  text: `select c.id, c.number, c.scheme, c.status, c.valid_until as "validUntil",
           p.id as "productId", p.name as "productName", p.name_zh as "productNameZh", p.class_code as "classCode",
           k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh"
         from certificates c
         join products p on p.tenant_id = c.tenant_id and p.id = c.product_id
         join clients k on k.tenant_id = c.tenant_id and k.id = c.client_id
         where c.tenant_id = current_tenant() and c.factory_id = $1
         order by c.status in ('valid', 'suspended') desc, c.number_key, c.id limit ${AT_MOST + 1}`,
};

/** Which certificates hang on the next inspection of a factory; row security leaves a client its own. */
@Injectable()
export class FactoryInspectionsQueries {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** @throws NotFound */
  async windowOf(factoryId: string): Promise<InspectionWindowView> {
    const [factories, found] = await Promise.all([
      this.db.read<ChainFactory>(FACTORY, [factoryId]),
      this.db.read<ChainedCertificate>(CERTIFICATES, [factoryId]),
    ]);
    if (!factories[0]) throw new NotFound('factory');
    const certificates = found.slice(0, AT_MOST);
    const byId = new Map(certificates.map((certificate) => [certificate.id, certificate]));
    const book = this.references.known();
    const [chain] = certificateChain(
      certificates.map((certificate) => ({ ...certificate, factoryId })),
      factories,
      book,
    ).chains;
    const { window, atRisk, notFollowedUp } = chain!;
    return {
      factoryId,
      window: window && toWindow(window),
      atRisk: atRisk.map(({ id, ifMissed, endsFirst }) => ({ ...byId.get(id)!, ifMissed, endsFirst })),
      notFollowedUp: notFollowedUp.map(({ id, why }) => ({ ...byId.get(id)!, why })),
      isCapped: found.length > AT_MOST,
    };
  }
}

/** The window as it is sent. */
export function toWindow({ stated, ...window }: FollowUpWindow): InspectionWindow {
  return {
    ...window,
    missedFrom: window.latestOn && addDays(window.latestOn, 1),
    rule: stated?.rule ?? null,
    basis: stated?.basis ?? null,
    certainty: stated?.certainty ?? null,
    source: stated?.source ?? null,
    counted: stated?.counted ?? null,
  };
}
