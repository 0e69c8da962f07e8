import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { CertificatePaper } from '#database/entities/certificate-paper.entity';
import { CertificateStatusChange } from '#database/entities/certificate-status-change.entity';
import { Certificate } from '#database/entities/certificate.entity';
import { NotFound, RuleBroken } from '#domain/errors';
import { EventsService } from '#features/events/events.service';
import { FilesService } from '#features/files/files.service';
import { Clock } from '#platform/clock';
import type { PaperInput, PaperView } from './papers.dto.js';
import { PapersQueries } from './papers.queries.js';

/** The only writer of `certificate_papers`. A paper is never edited: a corrected file is another paper. */
@Injectable()
export class PapersService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly queries: PapersQueries,
  ) {}

  /**
   * Its client sees it from now on.
   *
   * @throws NotFound; RuleBroken `file.in-use`, `file.not-stored`, `certificate-paper.not-a-suspension`
   */
  async add(certificateId: string, input: PaperInput): Promise<PaperView> {
    const { clientId } = await this.db.require(Certificate, certificateId);
    const { kind, title = null, statusChangeId = null } = input;
    const file = await this.files.requireStored(input.fileId);
    if (statusChangeId !== null) await this.requireSuspension(certificateId, statusChangeId);
    await this.files.attach(file, { clientId, isClientVisible: true });
    const id = await this.db.insert(CertificatePaper, {
      ...{ certificateId, clientId, kind, title, statusChangeId, fileId: file.id },
      addedBy: this.db.scope.memberId,
      addedAt: this.clock.now(),
    });
    const facts = { title: title ?? file.name, paperKind: kind, fileName: file.name, sha256: file.sha256 };
    await this.events.record('certificate.paper-added', { certificateId, clientId }, facts);
    return this.queries.one(id);
  }

  /** Takes it away from the certificate and out of the client's sight; it is kept. A second time changes nothing. */
  async remove(id: string): Promise<void> {
    const paper = await this.db.require(CertificatePaper, id);
    if (paper.removedAt !== null) return;
    const { tenantId, certificateId, clientId, fileId, kind } = paper;
    const removed = { removedAt: this.clock.now(), removedBy: this.db.scope.memberId };
    await this.db.repo(CertificatePaper).update({ tenantId, id }, removed);
    const file = await this.files.hide(fileId);
    const facts = { title: paper.title ?? file.name, paperKind: kind, fileName: file.name, sha256: file.sha256 };
    await this.events.record('certificate.paper-removed', { certificateId, clientId }, facts);
  }

  /** What restores a certificate belongs to one of its own suspensions that was not taken back. */
  private async requireSuspension(certificateId: string, statusChangeId: string): Promise<void> {
    const change = await this.db.require(CertificateStatusChange, statusChangeId);
    if (change.certificateId !== certificateId) throw new NotFound('certificate status change');
    const { act, takenBackAt } = change;
    if (act !== 'suspend' || takenBackAt !== null)
      throw new RuleBroken('certificate-paper.not-a-suspension', { act, isTakenBack: takenBackAt !== null });
  }
}
