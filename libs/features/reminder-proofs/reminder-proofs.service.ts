import { Inject, Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { CbReport } from '#database/entities/cb-report.entity';
import { Deadline } from '#database/entities/deadline.entity';
import { ReminderProof } from '#database/entities/reminder-proof.entity';
import { RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { LetterheadService } from '#features/accounts/letterhead.service';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import type { Who } from '#platform/http/who';
import type { Letter } from '#platform/pdf/letter';
import { CONFIG } from '#platform/platform.module';
import { comparedWith, sumOf, type ProofData } from './proof-data.js';
import { proofLetter } from './proof-letter.js';
import type { ProofCheckView, ProofInput, ProofList, ProofView } from './reminder-proofs.dto.js';
import { ReminderProofsQueries, type KeptProof } from './reminder-proofs.queries.js';

/** Some hundred pages. A deadline with more is no deadline. */
const MOST_LINES = 5_000;

/** The only writer of `reminder_proofs`. */
@Injectable()
export class ReminderProofsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly letterheads: LetterheadService,
    private readonly queries: ReminderProofsQueries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Keeps what the ledger says now of the deadline, with its sum.
   *
   * @throws NotFound; RuleBroken `proof.nothing-to-show`, `proof.too-long`
   */
  async make(deadlineId: string, { language, readers = 'all' }: ProofInput, who: Who): Promise<ProofView> {
    const { deadline, clientId } = await this.queries.deadline(deadlineId);
    const ofClient = readers === 'client' ? clientId : null;
    // A factory of several clients: one client's people must not learn whom else it works for.
    const isNobodys = readers === 'client' && clientId === null;
    const lines = isNobodys ? [] : await this.queries.lines(deadlineId, ofClient);
    if (lines.length === 0) throw new RuleBroken('proof.nothing-to-show');
    if (lines.length > MOST_LINES) throw new RuleBroken('proof.too-long', { allowed: MOST_LINES });
    const madeAt = this.clock.now();
    const data: ProofData = {
      format: 2,
      id: newId(),
      tenant: who.tenantName,
      tenantZh: who.tenantNameZh,
      readers,
      madeAt: madeAt.toISOString(),
      madeBy: who.memberName,
      timeZone: who.timeZone,
      deadline,
      lines,
      answers: await this.queries.answers(deadlineId, ofClient),
    };
    const text = JSON.stringify(data);
    const kept = { id: data.id, deadlineId, readers, language: language ?? who.language, sha256: sumOf(text) };
    await this.db.insert(ReminderProof, { ...kept, data: text, madeAt, madeBy: who.memberId });
    await this.note(deadlineId, { kind: deadline.kind, dueOn: deadline.dueOn, readers, sha256: kept.sha256 });
    return viewOf({ ...kept, madeAt: data.madeAt, madeBy: who.memberName, data: text }, data);
  }

  /** The last twenty of the deadline. */
  async list(deadlineId: string): Promise<ProofList> {
    await this.queries.deadline(deadlineId);
    const kept = await this.queries.of(deadlineId);
    return { items: kept.map((proof) => viewOf(proof, dataOf(proof))) };
  }

  /** @throws NotFound */
  async check(id: string): Promise<ProofCheckView> {
    const proof = await this.queries.one(id);
    const data = dataOf(proof);
    const { clientId } = await this.queries.deadline(proof.deadlineId);
    const now = await this.queries.lines(proof.deadlineId, proof.readers === 'client' ? clientId : null);
    return {
      ...viewOf(proof, data),
      isIntact: sumOf(proof.data) === proof.sha256,
      now: comparedWith(data, now),
    };
  }

  /**
   * As it was made, whatever happened since; only the letterhead is today's.
   *
   * @throws NotFound
   */
  async letter(id: string): Promise<Letter> {
    const { data, language, sha256 } = await this.queries.one(id);
    const head = await this.letterheads.forLetter(language);
    return proofLetter(JSON.parse(data) as ProofData, sha256, `${this.config.url}/proofs/${id}`, head, language);
  }

  private async note(deadlineId: string, facts: Record<string, unknown>): Promise<void> {
    const { certificateId, factoryId, applicationId, auditId, bookingId, clientId, ...rest } = await this.db.require(Deadline, deadlineId); // prettier-ignore
    const { entryId, determinationId, approvalId, cbReportId } = rest;
    const report = cbReportId && (await this.db.require(CbReport, cbReportId));
    await this.events.record(
      'reminder.proof-made',
      {
        ...{
          certificateId,
          factoryId,
          applicationId,
          auditId,
          bookingId,
          entryId,
          determinationId,
          approvalId,
          clientId,
        },
        ...(report && { productId: report.productId }),
      },
      facts,
    );
  }
}

function dataOf({ data }: KeptProof): ProofData {
  return JSON.parse(data) as ProofData;
}

function viewOf({ data: _, ...kept }: KeptProof, { deadline, lines }: ProofData): ProofView {
  const { kind, dueOn, label } = deadline;
  return { ...kept, kind, dueOn, label, lines: lines.length };
}
