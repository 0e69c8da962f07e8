import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { DocumentRequest } from '#database/entities/document-request.entity';
import { DocumentVersion } from '#database/entities/document-version.entity';
import { requireDocumentDue } from '#domain/cases/document-due';
import { turnByDocuments } from '#domain/cases/document-turn';
import { stageStates } from '#domain/cases/stage-history';
import type { Day } from '#domain/day';
import { BadInput, RuleBroken } from '#domain/errors';
import {
  documentRequestNeeds,
  isOwedByClient,
  nextDocumentRequestStatus,
} from '#domain/states/document-request-status';
import { ApplicationsService, requireOpenCase } from '#features/applications/applications.service';
import { CaseKeeper, type LockedCase } from '#features/applications/case-keeper';
import { historyOf, judgedOn } from '#features/applications/loaded-case';
import { EventsService } from '#features/events/events.service';
import { FilesService } from '#features/files/files.service';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import type { AskedDocument, DocumentRequestActInput, DocumentRequestEdit, DocumentRequestInput, DocumentRequestList, DocumentRequestView, DocumentVersionInput, JudgingAct } from './documents.dto.js'; // prettier-ignore
import { DocumentsQueries } from './documents.queries.js';

const TOLD: Record<JudgingAct, string> = {
  accept: 'document.accepted',
  return: 'document.returned',
  submit: 'document.submitted',
  waive: 'document.waived',
  'ask-again': 'document.asked-after-all',
};

/**
 * The only writer of `document_requests` and `document_versions`. Every act locks the case first, so that two people at
 * one document come one after the other; what follows for the case (its deadlines, whose turn it is), the history and
 * the mails happen in the same transaction.
 */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly applications: ApplicationsService,
    private readonly cases: CaseKeeper,
    private readonly notices: NoticesService,
    private readonly queries: DocumentsQueries,
  ) {}

  /**
   * @param options.isTold the client is told of it in another way, e.g. by the letter of a campaign: no mail of its own
   * @throws NotFound; BadInput for a stage the case has not, and a due day before today; RuleBroken `application.not-open`,
   *   `file.in-use`, `file.not-stored`
   */
  async ask(
    applicationId: string,
    input: DocumentRequestInput,
    { isTold = false }: { isTold?: boolean } = {},
  ): Promise<DocumentRequestList> {
    const one = await this.cases.lockOne(applicationId);
    requireOpenCase(one);
    requireStageKey(one, input.stageKey);
    const today = await this.cases.today();
    requireDocumentDue(input.dueOn, today, today);
    const asked: DocumentRequest[] = [];
    for (const document of input.documents) asked.push(await this.askOne(one, input, document, today));
    await this.follow(one, input.stageKey);
    if (!isTold) await this.tell('document-requested', asked, 'client', {});
    return { items: await this.queries.ones(asked.map(({ id }) => id)) };
  }

  /** @throws NotFound; RuleBroken `stale-version`, `application.not-open`; BadInput for a due day before today */
  async edit(id: string, { version, ...fields }: DocumentRequestEdit): Promise<DocumentRequestView> {
    const { request, one } = await this.lock(id);
    requireOpenCase(one);
    if (fields.dueOn !== undefined && fields.dueOn !== request.dueOn)
      requireDocumentDue(fields.dueOn, request.askedOn, await this.cases.today());
    const told = { title: request.title };
    await this.events.edit(DocumentRequest, request, version, fields, 'document.edited', subjectOf(request), told);
    await this.follow(one, request.stageKey);
    return this.queries.one(id);
  }

  /**
   * Takes a version in. A client's file and request are looked up behind its own wall; what follows is written by the
   * tenant.
   *
   * @throws NotFound; RuleBroken `document-request.illegal-transition`, `application.not-open`, `file.in-use`,
   *   `file.not-stored`
   */
  async handIn(id: string, { fileId, note }: DocumentVersionInput): Promise<DocumentRequestView> {
    await this.db.require(DocumentRequest, id);
    const file = await this.files.requireStored(fileId);
    const isByClient = this.db.scope.audience !== 'staff';
    await this.db.asTenant(async () => {
      const { request, one } = await this.lock(id);
      requireOpenCase(one);
      const { clientId, stageKey, title } = request;
      const status = nextDocumentRequestStatus(request.status, 'receive');
      await this.files.attach(file, { clientId, isClientVisible: true });
      const number = ((await this.newest(id))?.number ?? 0) + 1;
      await this.db.insert(DocumentVersion, {
        ...{ requestId: id, clientId, number, fileId, note: note ?? null },
        receivedAt: this.clock.now(),
        receivedBy: this.db.scope.memberId,
      });
      await this.write(request, { status, statusReason: null });
      const facts = { title, number, fileName: file.name, sha256: file.sha256 };
      await this.events.record('document.received', subjectOf(request), facts);
      await this.follow(one, stageKey);
      if (isByClient) await this.tell('document-received', [request], 'owner', { number });
    });
    return this.queries.one(id);
  }

  /**
   * @throws NotFound; RuleBroken `stale-version`, `document-request.illegal-transition` with the legal acts,
   *   `document-request.need-missing` `{ needs }`, `application.not-open`; BadInput for a due day before today
   */
  async act(id: string, { version, act, reason, dueOn }: DocumentRequestActInput): Promise<DocumentRequestView> {
    const { request, one } = await this.lock(id);
    requireOpenCase(one);
    // No field differs, so nothing is written: only the version is compared, and what changed since is told.
    await this.events.edit(DocumentRequest, request, version, {}, 'document.edited', subjectOf(request));
    const status = nextDocumentRequestStatus(request.status, act);
    const needs = documentRequestNeeds(request.status, act).filter((need) => need === 'reason' && !reason);
    if (needs.length > 0) throw new RuleBroken('document-request.need-missing', { needs });
    const isOwed = isOwedByClient(status);
    if (dueOn !== undefined && !isOwed)
      throw refused('dueOn', 'not-taken', `The act ${act} names no due day.`, 'with return and ask-again');
    if (dueOn !== undefined) requireDocumentDue(dueOn, request.askedOn, await this.cases.today());
    if (act === 'accept' || act === 'return') await this.judge(id, act, reason ?? null);
    const changes = { documentStatus: [request.status, status] };
    await this.write(request, { status, statusReason: reason ?? null, ...(dueOn && { dueOn }) });
    const facts = { title: request.title, ...(reason && { reason }), ...(dueOn && { dueOn }) };
    const versioned = { changes, version: request.version, rowId: id };
    await this.events.record(TOLD[act], subjectOf(request), { ...facts, ...versioned });
    await this.follow(one, request.stageKey);
    if (act === 'return') await this.tell('document-returned', [request], 'client', { reason });
    if (act === 'ask-again') await this.tell('document-requested', [request], 'client', {});
    if (act === 'waive') await this.notices.withdraw({ requestId: id });
    return this.queries.one(id);
  }

  /** @throws NotFound; RuleBroken `document-request.not-owed`, `application.not-open` */
  async remind(id: string): Promise<DocumentRequestView> {
    const { request, one } = await this.lock(id);
    requireOpenCase(one);
    const { status, title } = request;
    if (!isOwedByClient(status)) throw new RuleBroken('document-request.not-owed', { status });
    await this.events.record('document.reminded', subjectOf(request), { title });
    await this.tell(status === 'returned' ? 'document-returned' : 'document-requested', [request], 'client', {
      ...(request.statusReason && { reason: request.statusReason }),
    });
    return this.queries.one(id);
  }

  /** @throws NotFound */
  async open(id: string): Promise<void> {
    const request = await this.db.require(DocumentRequest, id);
    if (this.db.scope.audience === 'staff' || request.firstSeenAt) return;
    await this.db.asTenant(async () => {
      const seen = await this.db.query(FIRST_SEEN, [id, this.clock.now()]);
      if (seen.length > 0) await this.events.record('document.opened', subjectOf(request), { title: request.title });
    });
  }

  private async askOne(
    { application }: LockedCase,
    { stageKey, dueOn }: DocumentRequestInput,
    document: AskedDocument,
    today: Day,
  ): Promise<DocumentRequest> {
    const { title, titleZh = null, instructions = null, templateFileId = null } = document;
    const { id: applicationId, clientId } = application;
    if (templateFileId !== null) {
      const template = await this.files.requireStored(templateFileId);
      await this.files.attach(template, { clientId, isClientVisible: true });
    }
    const request = await this.db.add(DocumentRequest, {
      ...{ applicationId, clientId, stageKey, title, titleZh, instructions, templateFileId, dueOn },
      askedOn: today,
      status: 'requested',
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('document.requested', subjectOf(request), { title, stage: stageKey, dueOn });
    return request;
  }

  /** The request with its case, whose row nobody else writes until the transaction ends. @throws NotFound */
  private async lock(id: string): Promise<{ request: DocumentRequest; one: LockedCase }> {
    const { applicationId } = await this.db.require(DocumentRequest, id);
    const one = await this.cases.lockOne(applicationId);
    // Read once more: whoever held the case before may have changed it.
    return { request: await this.db.require(DocumentRequest, id), one };
  }

  private newest(requestId: string): Promise<DocumentVersion | null> {
    const { tenantId } = this.db.scope;
    return this.db.repo(DocumentVersion).findOne({ where: { tenantId, requestId }, order: { number: 'desc' } });
  }

  /** Under the newest version stands what was thought of it last. */
  private async judge(requestId: string, act: 'accept' | 'return', reason: string | null): Promise<void> {
    const newest = await this.newest(requestId);
    const verdict = act === 'accept' ? 'accepted' : 'returned';
    const { tenantId, id } = newest!;
    await this.db
      .repo(DocumentVersion)
      .update({ tenantId, id }, { verdict, verdictReason: reason, verdictAt: this.clock.now() });
  }

  private async write(request: DocumentRequest, fields: Partial<DocumentRequest>): Promise<void> {
    const { tenantId, id, version } = request;
    await this.db.repo(DocumentRequest).update({ tenantId, id }, fields);
    Object.assign(request, fields, { version: version + 1 });
  }

  /** What the case makes of it: its deadlines, and whose turn the stage is. */
  private async follow(one: LockedCase, stageKey: string): Promise<void> {
    const { id, tenantId } = one.application;
    const stage = one.stages.findLast(({ key }) => key === stageKey)!;
    const { status, party } = stageStates(historyOf(one)).get(stage.id)!;
    const requests = await this.db.repo(DocumentRequest).findBy({ tenantId, applicationId: id, stageKey });
    const next = turnByDocuments({ status, party: stage.party, turn: party }, requests);
    if (next === null) return this.applications.restate([id]);
    // Never before what is recorded already, also by a colleague further east.
    await this.applications.handOver(id, stageKey, next, judgedOn(one, await this.cases.today()));
  }

  private tell(
    kind: 'document-requested' | 'document-returned' | 'document-received',
    requests: readonly DocumentRequest[],
    to: 'client' | 'owner',
    more: Record<string, unknown>,
  ): Promise<void> {
    return this.notices.tell(
      requests.map(({ id, applicationId, title, titleZh, dueOn }) => ({
        ...{ kind, subject: { applicationId }, requestId: id, to },
        facts: { title, titleZh, dueOn, ...more },
      })),
    );
  }
}

/** What the events of a document are about. */
function subjectOf({ applicationId, clientId }: Pick<DocumentRequest, 'applicationId' | 'clientId'>) {
  return { applicationId, clientId };
}

/** @throws BadInput naming the stages that the case has */
function requireStageKey({ stages }: Pick<LockedCase, 'stages'>, stageKey: string): void {
  const keys = [...new Set(stages.map(({ key }) => key))];
  if (!keys.includes(stageKey))
    throw refused('stageKey', 'unknown-stage', 'The case has no such stage.', keys.join(', '));
}

function refused(field: string, code: string, detail: string, allowed: string): BadInput {
  return new BadInput('invalid-input', [{ field, code, detail, allowed }]);
}

const FIRST_SEEN = `
  with seen as (
    update document_requests set first_seen_at = $2
    where tenant_id = current_tenant() and id = $1 and first_seen_at is null returning id)
  select id from seen`;
