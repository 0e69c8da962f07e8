import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import type { Day } from '#domain/day';
import type { DeadlineKind } from '#domain/deadlines/deadline';
import { movesBetween, type OwedDay } from '#domain/deadlines/deadline-move';
import { Clock } from '#platform/clock';

/** A day that moved, of exactly one subject. */
export interface Move {
  certificateId?: string;
  factoryId?: string;
  planId?: string;
  applicationId?: string;
  auditId?: string;
  sampleId?: string;
  determinationId?: string;
  approvalId?: string;
  cbReportId?: string;
  /** a kind of deadline, of a stage of a case `limit:<stage>/<deadline>`, of an audit `finding:<its id>`, or what of a plan */
  item: string;
  from: Day | null;
  to: Day | null;
  why: { code: string; facts: object };
}

type Subject = 'certificateId' | 'factoryId' | 'applicationId' | 'auditId' | 'sampleId' | 'determinationId' | 'approvalId' | 'cbReportId'; // prettier-ignore

/** The only writer of `deadline_moves`. */
@Injectable()
export class MovesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `restate` and records each open day of these subjects that it moved.
   *
   * @param version of the reference data that is counted with
   */
  async around(
    subject: Subject,
    ids: readonly string[],
    version: number,
    restate: () => Promise<void>,
  ): Promise<number> {
    const before = await this.owed(subject, ids);
    await restate();
    const after = await this.owed(subject, ids);
    const moves = ids.flatMap((id) =>
      movesOf(before.get(id) ?? [], after.get(id) ?? []).map((move) => ({ [subject]: id, ...move })),
    );
    await this.record(moves, version);
    return moves.length;
  }

  async record(moves: readonly Move[], version: number): Promise<void> {
    if (moves.length === 0) return;
    const rows = moves.map((move) => ({ id: newId(), ...move }));
    await this.db.query(RECORD, [JSON.stringify(rows), version, this.clock.now()]);
  }

  private async owed(subject: Subject, ids: readonly string[]): Promise<Map<string, OwedItem[]>> {
    const rows = await this.db.query<OwedItem & { subjectId: string }>(OWED[subject], [ids]);
    const bySubject = new Map<string, OwedItem[]>();
    for (const { subjectId, ...owed } of rows) bySubject.set(subjectId, [...(bySubject.get(subjectId) ?? []), owed]);
    return bySubject;
  }
}

/** An open day, and which of several of its kind. */
type OwedItem = OwedDay & { item: string };

/** Item by item: a subject has one open day of a kind and item. */
function movesOf(
  before: readonly OwedItem[],
  after: readonly OwedItem[],
): Pick<Move, 'item' | 'from' | 'to' | 'why'>[] {
  const items = [...new Set([...before, ...after].map(({ item }) => item))];
  return items.flatMap((item) => {
    const isIts = (owed: OwedItem) => owed.item === item;
    return movesBetween(before.filter(isIts), after.filter(isIts)).map(({ kind, from, to, why }) => ({
      item: itemOf(kind, item),
      from,
      to,
      why,
    }));
  });
}

/** Named so that it can be told which of several of one kind has moved. */
function itemOf(kind: DeadlineKind, item: string): string {
  if (kind === 'stage-due') return `limit:${item}`;
  return kind === 'finding-correction' ? `finding:${item}` : kind;
}

const owed = (column: string) => `
  select ${column} as "subjectId", kind, item, due_on::text as "dueOn", rule, counted from deadlines
  where tenant_id = current_tenant() and state = 'open' and ${column} = any ($1::uuid[]) order by due_on, kind`;

const OWED: Readonly<Record<Subject, string>> = {
  certificateId: owed('certificate_id'),
  factoryId: owed('factory_id'),
  applicationId: owed('application_id'),
  auditId: owed('audit_id'),
  sampleId: owed('sample_id'),
  determinationId: owed('determination_id'),
  approvalId: owed('approval_id'),
  cbReportId: owed('cb_report_id'),
};

const RECORD = `
  insert into deadline_moves (id, certificate_id, factory_id, plan_id, application_id, audit_id, sample_id, determination_id, approval_id, cb_report_id, item, from_on, to_on, why,
                              reference_version, moved_at)
  select r.id, r."certificateId", r."factoryId", r."planId", r."applicationId", r."auditId", r."sampleId",
         r."determinationId", r."approvalId", r."cbReportId", r.item, r.from, r.to, r.why, $2, $3
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "certificateId" uuid, "factoryId" uuid, "planId" uuid,
                                           "applicationId" uuid, "auditId" uuid, "sampleId" uuid,
                                           "determinationId" uuid, "approvalId" uuid, "cbReportId" uuid, item text, "from" date, "to" date, why jsonb)`;
