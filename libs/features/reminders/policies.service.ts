import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Db } from '#database/db';
import { ReminderPolicy } from '#database/entities/reminder-policy.entity';
import { BASES, DEADLINE_KINDS, type Basis, type DeadlineKind } from '#domain/deadlines/deadline';
import { DEFAULT_ESCALATION } from '#domain/deadlines/escalation';
import { NOT_MAILED, policyFault, readersFor, tidyPolicy, type Policy } from '#domain/deadlines/policy';
import type { PolicyBook, PolicyInForce } from '#domain/deadlines/policy-book';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import { EventsService, type EventSubject } from '#features/events/events.service';
import type { PolicyEdit, PolicyInForceView, PolicyOfKind, PolicyOverrideList, PolicyView } from './policies.dto.js';
import { RemindersService } from './reminders.service.js';

/** Overrides told in one answer. */
const MOST_OVERRIDES = 500;

/** A policy's place: one kind and basis, of the tenant, a client or a case. */
export interface PolicyPlace {
  kind: DeadlineKind;
  basis: Basis | null;
  clientId: string | null;
  applicationId: string | null;
}

/** The only writer of `reminder_policies`. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly reminders: RemindersService,
  ) {}

  /**
   * What holds for each kind of deadline of the tenant, of a client or of a case, and where it comes from.
   *
   * @throws NotFound; BadInput `policy.one-place` when both are named
   */
  async list(at: { clientId?: string | null; applicationId?: string | null }): Promise<PolicyOfKind[]> {
    const { applicationId, ofClient } = await this.placeOf(at);
    const book = await this.reminders.knownPolicies([{ clientId: ofClient, applicationId }]);
    return DEADLINE_KINDS.map((kind) => ({
      kind,
      isChangeable: !NOT_MAILED.includes(kind),
      readers: readersFor(kind),
      inForce: inForce(book, { kind, clientId: ofClient, applicationId }),
      default: view(book.defaultOf(kind)),
    }));
  }

  /** The policies of clients and cases, which hold before the tenant's. */
  async overrides(): Promise<PolicyOverrideList> {
    const rows = await this.db.read<PolicyOverrideList['items'][number]>(OVERRIDES, [MOST_OVERRIDES + 1]);
    return { items: rows.slice(0, MOST_OVERRIDES), isCut: rows.length > MOST_OVERRIDES };
  }

  /**
   * Sets the policy of a place and lays the reminders to come anew.
   *
   * @throws NotFound; RuleBroken `policy.not-mailed`, `stale-version`; BadInput naming what is allowed
   */
  async set(kind: DeadlineKind, input: PolicyEdit): Promise<PolicyOfKind> {
    const { clientId, applicationId } = await this.placeOf(input);
    const place = { kind, basis: input.basis ?? null, clientId, applicationId };
    const policy = checkedPolicy(kind, input);
    const policies = this.db.repo(ReminderPolicy);
    const known = await this.standing(place);
    requireVersion(known, input.version ?? null);
    const before = known ?? (await this.bookOf(place)).defaultOf(kind);
    const fields = { steps: [...policy.steps], overdue: policy.overdue, escalation: [...policy.escalation] };
    if (known) await policies.update({ tenantId: known.tenantId, id: known.id }, fields);
    else await this.db.insert(ReminderPolicy, { ...place, ...fields });
    const changes = {
      steps: [before.steps, fields.steps],
      overdue: [before.overdue, fields.overdue],
      escalation: [before.escalation, fields.escalation],
    };
    await this.events.record('reminder-policy.set', subjectOf(place), { kind, basis: place.basis, changes });
    await this.reminders.replanPolicy(place);
    return this.one(place);
  }

  /**
   * Takes a policy away: the next wider one holds.
   *
   * @param version when given, one that was changed since is not removed
   * @throws NotFound; RuleBroken `stale-version`
   */
  async remove(id: string, version: number | undefined): Promise<PolicyOfKind> {
    const policy = await this.db.require(ReminderPolicy, id);
    if (version !== undefined) requireVersion(policy, version);
    const { tenantId, kind, basis } = policy;
    await this.db.repo(ReminderPolicy).delete({ tenantId, id });
    await this.events.record('reminder-policy.removed', subjectOf(policy), { kind, basis });
    await this.reminders.replanPolicy(policy);
    return this.one(policy);
  }

  /** @throws NotFound; BadInput `policy.one-place` */
  async placeOf({ clientId, applicationId }: { clientId?: string | null; applicationId?: string | null }): Promise<{
    clientId: string | null;
    applicationId: string | null;
    /** whose policies stand behind: the client, or that of the case */
    ofClient: string | null;
  }> {
    if (clientId && applicationId) {
      const detail = 'A policy stands for a client or for a case; leave one of them out.';
      throw new BadInput('policy.one-place', [
        { field: 'applicationId', code: 'one-of-two', detail, allowed: 'clientId or applicationId' },
      ]);
    }
    const place = { clientId: clientId ?? null, applicationId: applicationId ?? null };
    if (!clientId && !applicationId) return { ...place, ofClient: null };
    const [found] = await this.db.read<{ clientId: string }>(WHOSE, [place.clientId, place.applicationId]);
    if (!found) throw new NotFound(clientId ? 'client' : 'application');
    return { ...place, ofClient: found.clientId };
  }

  private async one({ kind, clientId, applicationId }: PolicyPlace): Promise<PolicyOfKind> {
    return (await this.list({ clientId, applicationId })).find((item) => item.kind === kind)!;
  }

  private bookOf({ clientId, applicationId }: PolicyPlace): Promise<PolicyBook> {
    return this.reminders.policies([{ clientId, applicationId }]);
  }

  private async standing({ kind, basis, clientId, applicationId }: PolicyPlace): Promise<ReminderPolicy | null> {
    return this.db.repo(ReminderPolicy).findOne({
      where: {
        tenantId: this.db.scope.tenantId,
        kind,
        basis: basis ?? IsNull(),
        clientId: clientId ?? IsNull(),
        applicationId: applicationId ?? IsNull(),
      },
      lock: { mode: 'pessimistic_write' },
    });
  }
}

/**
 * The policy as it would be kept.
 *
 * @throws RuleBroken `policy.not-mailed`; BadInput with the faulty field and what is allowed there
 */
export function checkedPolicy(
  kind: DeadlineKind,
  { steps, overdue = null, escalation }: Pick<PolicyEdit, 'steps' | 'overdue' | 'escalation'>,
): Policy {
  const given = { steps, overdue, escalation: escalation ?? DEFAULT_ESCALATION };
  // Looked at as it was given, so that the place of the fault is the giver's.
  const fault = policyFault(kind, given);
  if (!fault) return tidyPolicy(given);
  if (fault.code === 'policy.not-mailed') throw new RuleBroken('policy.not-mailed', { kind });
  const { code, field, allowed } = fault;
  throw new BadInput('invalid-input', [{ field, code, detail: FAULTS[code], allowed }]);
}

const FAULTS = {
  'policy.too-many-steps': 'A policy has so many steps at most.',
  'policy.days-out-of-range': 'A step lies so many days before the due day at most.',
  'policy.overdue-out-of-range': 'Overdue reminders come so many days apart.',
  'policy.no-reader': 'A step reaches at least one reader.',
  'policy.reader-not-told': 'This kind of deadline is not told to that reader.',
  'policy.escalation-missing': 'A legal step that nobody answers is asked of somebody next.',
  'policy.escalation-twice': 'The chain asks each of them once.',
  'policy.escalation-days': 'The next is asked so many working days later.',
  'policy.escalation-end': 'The chain ends with those who lead.',
} as const;

function requireVersion(known: ReminderPolicy | null, version: number | null): void {
  if ((known?.version ?? null) === version) return;
  const changed = known ? { steps: known.steps, overdue: known.overdue, escalation: known.escalation } : {};
  throw new RuleBroken('stale-version', { version: known?.version ?? null, changed });
}

/** A policy of the tenant is about none of its things. */
function subjectOf({ clientId, applicationId }: Pick<PolicyPlace, 'clientId' | 'applicationId'>): EventSubject {
  return { ...(clientId && { clientId }), ...(applicationId && { applicationId }) };
}

/** One line where the same holds for every basis, else one for each that is named and one for the rest. */
function inForce(
  book: PolicyBook,
  at: { kind: DeadlineKind; clientId: string | null; applicationId: string | null },
): PolicyInForceView[] {
  const found = BASES.map((basis) => [basis, book.of({ ...at, basis })] as const);
  const named = found.filter(([, { set }]) => set?.basis);
  const rest = found.find(([, { set }]) => !set?.basis);
  return [...(rest ? [viewInForce(null, rest[1])] : []), ...named.map(([basis, policy]) => viewInForce(basis, policy))];
}

function viewInForce(basis: Basis | null, { level, set, policy }: PolicyInForce): PolicyInForceView {
  return { basis, level, id: set?.id ?? null, version: set?.version ?? null, ...view(policy) };
}

function view({ steps, overdue, escalation }: Policy): PolicyView {
  return {
    steps: steps.map(({ days, unit, to, isUrgent }) => ({ days, unit, to: [...to], isUrgent })),
    overdue: overdue && { every: overdue.every, unit: overdue.unit, to: [...overdue.to] },
    escalation: escalation.map(({ to, afterWorkingDays }) => ({ to, afterWorkingDays })),
  };
}

const WHOSE = {
  name: 'reminder-policies.whose',
  text: `select id as "clientId" from clients where tenant_id = current_tenant() and id = $1::uuid
    union all select client_id from applications where tenant_id = current_tenant() and id = $2::uuid`,
};

const OVERRIDES = {
  name: 'reminder-policies.overrides',
  text: `select p.id, p.kind, p.basis, k.id as "clientId", k.legal_name as "clientName", k.legal_name_zh as "clientNameZh",
    p.application_id as "applicationId", a.number as "caseNumber", p.steps, p.overdue, p.escalation, p.version
  from reminder_policies p
  left join applications a on a.tenant_id = p.tenant_id and a.id = p.application_id
  join clients k on k.tenant_id = p.tenant_id and k.id = coalesce(p.client_id, a.client_id)
  where p.tenant_id = current_tenant() and (p.client_id is not null or p.application_id is not null)
  order by k.legal_name, k.id, a.number nulls first, p.kind, p.basis nulls first limit $1`,
};
