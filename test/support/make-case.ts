import { randomBytes } from 'node:crypto';
import { ApplicationStage } from '#database/entities/application-stage.entity';
import { Application } from '#database/entities/application.entity';
import { AuditFinding } from '#database/entities/audit-finding.entity';
import { Audit } from '#database/entities/audit.entity';
import { BenchPlace } from '#database/entities/bench-place.entity';
import { Bench } from '#database/entities/bench.entity';
import { Booking } from '#database/entities/booking.entity';
import { CaseMove } from '#database/entities/case-move.entity';
import type { Client } from '#database/entities/client.entity';
import { Comment } from '#database/entities/comment.entity';
import { DocumentRequest } from '#database/entities/document-request.entity';
import { Laboratory } from '#database/entities/laboratory.entity';
import type { Product } from '#database/entities/product.entity';
import { Sample } from '#database/entities/sample.entity';
import { StoredFile } from '#database/entities/stored-file.entity';
import type { Tenant } from '#database/entities/tenant.entity';
import type { TestApi } from './test-app.js';

/** Rows of cases and what hangs on them, inserted as they stand: no service has seen them, so nothing is owed or planned. */

type Api = Pick<TestApi, 'make' | 'db' | 'clock'>;
/** The client company it belongs to; a product of it is made where none is given. */
interface Of {
  client: Client;
  product?: Product;
}

const OWED_NOTHING = { nextDueOn: 'infinity', nextDueKind: null, nextDueBasis: null } as const;
/** Case numbers: each once in its tenant. */
let made = 0;

export async function makeApplication(api: Api, of: Of, fields: Partial<Application> = {}): Promise<Application> {
  const product = of.product ?? (await api.make.product({ client: of.client }));
  return api.make.inside({ id: of.client.tenantId }, async () => {
    const application = await api.db.add(Application, {
      numberYear: 2026,
      numberSeq: ++made,
      clientId: of.client.id,
      productId: product.id,
      kind: 'new',
      schemeKey: 'ccc-standard',
      referenceVersion: 1,
      applicantName: of.client.legalName,
      manufacturerName: of.client.legalName,
      status: 'running',
      startedOn: '2026-10-01',
      turn: 'client',
      turnSince: '2026-11-02',
      ...OWED_NOTHING,
      createdAt: api.clock.now(),
      ...fields,
    });
    return api.db.require(Application, application.id);
  });
}

export function makeStage(
  api: Api,
  application: Application,
  fields: Partial<ApplicationStage> = {},
): Promise<ApplicationStage> {
  return api.make.inside({ id: application.tenantId }, () =>
    api.db.add(ApplicationStage, {
      applicationId: application.id,
      clientId: application.clientId,
      key: 'documents',
      attempt: 1,
      position: 1,
      names: { en: 'Documents', de: 'Unterlagen', zh: '提交资料' },
      party: 'client',
      needs: [],
      status: 'running',
      ...fields,
    }),
  );
}

/** The stage was started. */
export function makeMove(api: Api, stage: ApplicationStage, fields: Partial<CaseMove> = {}): Promise<CaseMove> {
  return api.make.inside({ id: stage.tenantId }, () =>
    api.db.add(CaseMove, {
      applicationId: stage.applicationId,
      stageId: stage.id,
      act: 'start',
      fromStatus: 'not-started',
      toStatus: 'running',
      movedOn: '2026-11-02',
      movedAt: api.clock.now(),
      ...fields,
    }),
  );
}

export function makeRequest(
  api: Api,
  application: Application,
  fields: Partial<DocumentRequest> = {},
): Promise<DocumentRequest> {
  return api.make.inside({ id: application.tenantId }, () =>
    api.db.add(DocumentRequest, {
      applicationId: application.id,
      clientId: application.clientId,
      stageKey: 'documents',
      title: 'Circuit diagram',
      titleZh: '电路图',
      askedOn: '2026-11-02',
      dueOn: '2026-11-30',
      status: 'requested',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

/** A row without bytes: a whole file of the client that nothing uses yet. */
export function makeFile(api: Api, client: Client, fields: Partial<StoredFile> = {}): Promise<StoredFile> {
  const isStored = (fields.state ?? 'stored') === 'stored';
  return api.make.inside({ id: client.tenantId }, () =>
    api.db.add(StoredFile, {
      clientId: client.id,
      isClientVisible: true,
      name: 'diagram.pdf',
      sizeBytes: '10',
      storageKey: `${client.tenantId}/${randomBytes(32).toString('hex')}`,
      state: 'stored',
      ...(isStored && { sha256: '0'.repeat(64), mediaType: 'application/pdf', storedAt: api.clock.now() }),
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export async function makeAudit(
  api: Api,
  of: Of & { factoryId?: string },
  fields: Partial<Audit> = {},
): Promise<Audit> {
  const tenant = { id: of.client.tenantId } as Tenant;
  const factoryId = of.factoryId ?? (await api.make.factory({ tenant, client: of.client })).id;
  return api.make.inside(tenant, () =>
    api.db.add(Audit, {
      clientId: of.client.id,
      factoryId,
      kind: 'follow-up',
      status: 'planned',
      inspectors: [],
      ...OWED_NOTHING,
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export function makeFinding(api: Api, audit: Audit, fields: Partial<AuditFinding> = {}): Promise<AuditFinding> {
  return api.make.inside({ id: audit.tenantId }, () =>
    api.db.add(AuditFinding, {
      auditId: audit.id,
      clientId: audit.clientId,
      number: 1,
      grade: 'minor',
      description: 'Torque records of line 2 are missing',
      dueOn: '2026-12-15',
      status: 'open',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export function makeLaboratory(api: Api, tenant: Pick<Tenant, 'id'>, fields: Partial<Laboratory> = {}) {
  return api.make.inside(tenant, () =>
    api.db.add(Laboratory, {
      name: 'Tianjin test centre',
      nameZh: '天津检测中心',
      country: 'CN',
      timeZone: 'Asia/Shanghai',
      cccDesignated: 'yes',
      cnas: 'yes',
      cma: 'yes',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

/** With as many places as it takes bookings at once. */
export function makeBench(api: Api, laboratory: Laboratory, fields: Partial<Bench> = {}): Promise<Bench> {
  return api.make.inside({ id: laboratory.tenantId }, async () => {
    const bench = await api.db.add(Bench, {
      laboratoryId: laboratory.id,
      name: `Sled ${++made}`,
      capacity: 1,
      createdAt: api.clock.now(),
      ...fields,
    });
    const places = Array.from({ length: bench.capacity }, (_, at) => ({ place: at + 1 }));
    await api.db
      .repo(BenchPlace)
      .insert(places.map((place) => ({ tenantId: bench.tenantId, benchId: bench.id, ...place })));
    return bench;
  });
}

export async function makeBooking(
  api: Api,
  of: Of & { laboratory?: Laboratory },
  fields: Partial<Booking> = {},
): Promise<Booking> {
  const tenant = { id: of.client.tenantId };
  const product = of.product ?? (await api.make.product({ client: of.client }));
  const laboratory = of.laboratory ?? (await makeLaboratory(api, tenant));
  return api.make.inside(tenant, () =>
    api.db.add(Booking, {
      clientId: of.client.id,
      productId: product.id,
      laboratoryId: laboratory.id,
      status: 'requested',
      eligibility: {},
      ...OWED_NOTHING,
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export async function makeSample(api: Api, of: Of, fields: Partial<Sample> = {}): Promise<Sample> {
  const product = of.product ?? (await api.make.product({ client: of.client }));
  return api.make.inside({ id: of.client.tenantId }, () =>
    api.db.add(Sample, {
      clientId: of.client.id,
      productId: product.id,
      label: 'Set 1',
      models: ['M-1'],
      quantity: 1,
      status: 'received',
      ...OWED_NOTHING,
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}

export function makeComment(api: Api, application: Application, fields: Partial<Comment> = {}): Promise<Comment> {
  return api.make.inside({ id: application.tenantId }, () =>
    api.db.add(Comment, {
      applicationId: application.id,
      clientId: application.clientId,
      audience: 'internal',
      body: 'The laboratory asks for a second lamp.',
      mentions: [],
      authorName: 'Lena Weiss',
      createdAt: api.clock.now(),
      ...fields,
    }),
  );
}
