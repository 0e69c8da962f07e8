import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { CertificateStatusChange } from '#database/entities/certificate-status-change.entity';
import { Certificate } from '#database/entities/certificate.entity';
import {
  afterTakingBack,
  expiresOn,
  hasRunOut,
  requireRunOut,
  type StatusChangeFacts,
} from '#domain/certificates/life';
import { requireFromFirstIssue } from '#domain/certificates/versions';
import type { Day } from '#domain/day';
import { badField, NotFound, RuleBroken } from '#domain/errors';
import { CERTIFICATE_TRANSITIONS, isLive, nextCertificateStatus, requireGround, type CertificateAct, type CertificateStatus } from '#domain/states/certificate-status'; // prettier-ignore
import { EventsService } from '#features/events/events.service';
import { NoticesService } from '#features/reminders/notices.service';
import { Clock } from '#platform/clock';
import { CertificateChecks } from './certificate-checks.js';
import { CertificateKeeper } from './certificate-keeper.js';
import { CertificateVersionsService } from './certificate-versions.service.js';
import type { CertificateView } from './certificates.dto.js';
import { CertificatesQueries } from './certificates.queries.js';
import type { GroundedChange, StatusChange, SuspensionInput } from './status-changes.dto.js';

/** Where the last valid day ends. */
export const CHINA = 'Asia/Shanghai';

/** A change of status with everything that may be told of it. */
interface Change {
  reason?: string | null;
  on?: Day | null;
  ground?: string | null;
  until?: Day | null;
}

/** Moves certificates between their states, and writes each change down. The only writer of `certificate_status_changes`. */
@Injectable()
export class CertificateStatusService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly keeper: CertificateKeeper,
    private readonly checks: CertificateChecks,
    private readonly versions: CertificateVersionsService,
    private readonly notices: NoticesService,
    private readonly queries: CertificatesQueries,
  ) {}

  /** @param timeZone the reader's: a change that names no day holds from today */
  suspend(id: string, change: SuspensionInput, timeZone: string): Promise<CertificateView> {
    return this.act(id, 'suspend', this.dated(change, timeZone));
  }

  restore(id: string, change: StatusChange, timeZone: string): Promise<CertificateView> {
    return this.act(id, 'restore', this.dated(change, timeZone));
  }

  cancel(id: string, change: GroundedChange, timeZone: string): Promise<CertificateView> {
    return this.act(id, 'cancel', this.dated(change, timeZone));
  }

  revoke(id: string, change: GroundedChange, timeZone: string): Promise<CertificateView> {
    return this.act(id, 'revoke', this.dated(change, timeZone));
  }

  /**
   * What the calendar has not ended by itself yet, or ended and somebody took back. Without a day it holds, as the
   * calendar's, from the day after the last valid one.
   *
   * @throws RuleBroken `certificate.not-run-out`, `certificate.never-runs-out`
   */
  async expire(id: string, change: StatusChange): Promise<CertificateView> {
    const { status, validUntil } = await this.db.require(Certificate, id);
    nextCertificateStatus(status, 'expire');
    const today = this.clock.today(CHINA);
    const on = change.on ?? (validUntil === null ? today : expiresOn(validUntil));
    requireRunOut(validUntil, on, today);
    return this.act(id, 'expire', { ...change, on });
  }

  reinstate(id: string, change: StatusChange, timeZone: string): Promise<CertificateView> {
    return this.act(id, 'reinstate', this.dated(change, timeZone));
  }

  /**
   * Brings a certificate to the status that an import says, by the one act that leads there. A register that calls valid
   * what has run out says nothing new.
   *
   * @throws RuleBroken `certificate.illegal-transition` when no act does
   */
  async follow(id: string, status: CertificateStatus, heldByImportId: string): Promise<void> {
    const certificate = await this.db.require(Certificate, id);
    const { status: from, validUntil } = certificate;
    if (from === 'expired' && isLive(status) && validUntil !== null && validUntil < this.clock.today(CHINA)) return;
    const act = CERTIFICATE_TRANSITIONS.find((transition) => transition.from === from && transition.to === status)?.act;
    if (!act) throw new RuleBroken('certificate.illegal-transition', { status: from, to: status });
    await this.change(certificate, act, {}, { heldByImportId });
  }

  /** A renewal that came after the certificate had run out: it holds again from the day of the new issue. */
  async revive(certificate: Certificate, on: Day | null): Promise<void> {
    if (certificate.status === 'expired') await this.change(certificate, 'reinstate', { on }, {});
  }

  /**
   * The calendar ends a certificate whose last valid day is over in China. Harmless when repeated, also by two at once.
   *
   * @returns whether it ended it
   */
  async expireByCalendar(id: string): Promise<boolean> {
    await this.keeper.lock([id]);
    const certificate = await this.db.find(Certificate, id);
    if (!certificate || !hasRunOut(certificate, this.clock.today(CHINA))) return false;
    await this.change(certificate, 'expire', { on: expiresOn(certificate.validUntil!) }, { isAutomatic: true });
    await this.tellOfExpiry(id);
    return true;
  }

  /** Nobody is told of what had run out before it was recorded here: it is no news. */
  private async tellOfExpiry(id: string): Promise<void> {
    const [known] = await this.db.query(WAS_KNOWN, [id]);
    if (!known) return;
    const notice = { kind: 'certificate-expired', subject: { certificateId: id }, facts: {} } as const;
    await this.notices.tell([
      { ...notice, to: 'owner' },
      { ...notice, to: 'client' },
    ]);
  }

  /**
   * Takes the last change that stands back: the certificate is again as the change before it left it. The row stays,
   * marked. What the calendar ended and a person takes back, the calendar does not end again for the same last day.
   *
   * @throws NotFound; RuleBroken `certificate.change-taken-back`, `certificate.not-last-change`, `certificate.second-of-unit`
   */
  async takeBack(id: string, changeId: string, reason: string): Promise<CertificateView> {
    const found = await this.db.require(Certificate, id);
    await this.keeper.lock([id]);
    const certificate = await this.db.require(Certificate, found.id);
    const changes = await this.db.query<StatusChangeFacts>(CHANGES, [id]);
    if (!changes.some((change) => change.id === changeId)) throw new NotFound('status change');
    const after = afterTakingBack(changes, changeId);
    const { act } = changes.find((change) => change.id === changeId)!;
    const { tenantId } = certificate;
    const now = this.clock.now();
    await this.db
      .repo(CertificateStatusChange)
      .update(
        { tenantId, id: changeId },
        { takenBackAt: now, takenBackBy: this.db.scope.memberId, takenBackReason: reason },
      );
    await this.write(certificate, after, 'certificate.status-taken-back', { act, reason });
    await this.keeper.restateAround([certificate]);
    return this.queries.one(id);
  }

  /**
   * Writes down in which state certificates came that were recorded in another state than valid, set-based. An expired
   * one expired after its last valid day; since when the others are in their state nobody said.
   */
  async recordFirst(certificateIds: readonly string[]): Promise<void> {
    const ids = certificateIds.map((certificateId) => ({ id: newId(), certificateId }));
    const { memberId } = this.db.scope;
    await this.db.query(RECORD_FIRST, [JSON.stringify(ids), memberId, this.clock.now(), this.clock.today(CHINA)]);
  }

  private async act(id: string, act: CertificateAct, change: Change): Promise<CertificateView> {
    await this.change(await this.db.require(Certificate, id), act, change, {});
    return this.queries.one(id);
  }

  /** What is recorded by hand holds from some day; what a register brought may not say since when. */
  private dated<T extends StatusChange>(change: T, timeZone: string): T {
    return { ...change, on: change.on ?? this.clock.today(timeZone) };
  }

  /**
   * @throws RuleBroken `certificate.illegal-transition`, `certificate.ground-not-of-act`, `certificate.second-of-unit`, and
   *   `certificate.ground-of-ccc-only`: CNCA-00C-001 rules no other scheme, `certificate.before-first-issue`; BadInput for
   *   a day that cannot be
   */
  private async change(
    certificate: Certificate,
    act: CertificateAct,
    { reason = null, on = null, ground = null, until = null }: Change,
    { isAutomatic = false, heldByImportId }: { isAutomatic?: boolean; heldByImportId?: string },
  ): Promise<void> {
    const { id, clientId, scheme, status: fromStatus } = certificate;
    const today = this.clock.latestToday();
    if (on !== null && on > today)
      throw badField('on', 'day-in-future', 'The day must not be in the future.', `until ${today}`);
    const status = nextCertificateStatus(fromStatus, act);
    if (act === 'restore' && on !== null && certificate.statusOn !== null && on < certificate.statusOn)
      throw badField('on', 'before-suspension', 'It cannot be restored before it was suspended.', `≥ ${certificate.statusOn}`); // prettier-ignore
    if (until !== null && on !== null && until < on)
      throw badField('until', 'before-start', 'The last day of the suspension is not before its first.', `≥ ${on}`);
    if (on !== null) requireFromFirstIssue(await this.versions.issuesOf(id), on);
    if (ground !== null) requireGround(act, ground);
    if (ground !== null && scheme !== 'ccc') throw new RuleBroken('certificate.ground-of-ccc-only', { scheme });
    const fields = {
      status,
      statusReason: reason,
      statusGround: ground,
      statusOn: status === 'valid' ? null : on,
      suspendedUntil: until,
    };
    const told = { reason, on, ground, ...(until && { until }), ...(isAutomatic && { isAutomatic }) };
    await this.write(certificate, fields, WHAT_HAPPENED[act], told);
    await this.db.insert(CertificateStatusChange, {
      certificateId: id,
      clientId,
      act,
      fromStatus,
      toStatus: status,
      holdsFrom: on,
      ground,
      reason,
      suspendedUntil: until,
      isAutomatic,
      memberId: this.db.scope.memberId,
      recordedAt: this.clock.now(),
    });
    await this.keeper.restateAround([certificate], heldByImportId);
  }

  /** The certificate in its new state. What comes back to life after its last day is not ended again at once. */
  private async write(
    certificate: Certificate,
    fields: Pick<Certificate, 'status' | 'statusReason' | 'statusGround' | 'statusOn' | 'suspendedUntil'>,
    what: string,
    facts: Record<string, unknown>,
  ): Promise<void> {
    const { id, version, clientId, productId, validUntil } = certificate;
    const comesBack = !isLive(certificate.status) && isLive(fields.status);
    if (comesBack) await this.checks.refuseSecondOfUnit({ ...certificate, status: fields.status }, id);
    await this.events.edit(Certificate, certificate, version, fields, what, { certificateId: id, clientId, productId }, facts); // prettier-ignore
    if (!comesBack || validUntil === null || validUntil >= this.clock.today(CHINA)) return;
    await this.db.query(GOES_ON, [id]);
    certificate.expiryTakenBackFor = validUntil;
  }
}

/** Event of each act. */
const WHAT_HAPPENED: Readonly<Record<CertificateAct, string>> = {
  suspend: 'certificate.suspended',
  restore: 'certificate.restored',
  cancel: 'certificate.cancelled',
  revoke: 'certificate.revoked',
  expire: 'certificate.expired',
  reinstate: 'certificate.reinstated',
};

/** The version stays: nobody edited what the certificate says. */
const GOES_ON = `update certificates set expiry_taken_back_for = valid_until where tenant_id = current_tenant() and id = $1`;

/** Whether its last day was recorded while that day was still to come or running. */
const WAS_KNOWN = `
  select 1 from certificates c join certificate_versions v on v.tenant_id = c.tenant_id and v.certificate_id = c.id
  where c.tenant_id = current_tenant() and c.id = $1 and v.facts->>'validUntil' = c.valid_until::text
    and (v.recorded_at at time zone '${CHINA}')::date <= c.valid_until limit 1`;

const CHANGES = `
  select id, act, from_status as "fromStatus", to_status as "toStatus", holds_from as "holdsFrom",
    (recorded_at at time zone '${CHINA}')::date as "recordedOn", ground, reason, suspended_until as "suspendedUntil",
    taken_back_at is not null as "isTakenBack"
  from certificate_status_changes where tenant_id = current_tenant() and certificate_id = $1 order by seq`;

const RECORD_FIRST = `
  insert into certificate_status_changes (id, certificate_id, client_id, act, from_status, to_status, holds_from, member_id, recorded_at)
  select r.id, c.id, c.client_id,
    case c.status when 'suspended' then 'suspend' when 'cancelled' then 'cancel' when 'revoked' then 'revoke' else 'expire' end,
    'valid', c.status, case when c.status = 'expired' and c.valid_until < $4::date then c.valid_until + 1 end, $2, $3
  from jsonb_to_recordset($1::jsonb) as r (id uuid, "certificateId" uuid)
  join certificates c on c.tenant_id = current_tenant() and c.id = r."certificateId"
  where c.status <> 'valid'`;
