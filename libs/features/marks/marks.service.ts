import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { Mark } from '#database/entities/mark.entity';
import { isVoluntary } from '#domain/certificate';
import { BadInput, RuleBroken } from '#domain/errors';
import { FILE_TYPES } from '#domain/files/file-types';
import { requireMarkDays } from '#domain/marks/mark';
import { EventsService } from '#features/events/events.service';
import { FilesService } from '#features/files/files.service';
import { Clock } from '#platform/clock';
import type { MarkEdit, MarkInput, MarkView } from './marks.dto.js';
import { MarksQueries } from './marks.queries.js';

/** Marks of one certificate: far above any real need, so that its list needs no pages. */
const MOST = 100;

const PICTURES = FILE_TYPES.filter(({ mediaType }) => mediaType.startsWith('image/'));
const PICTURE_ENDINGS = PICTURES.flatMap(({ endings }) => endings).join(', ');

/** The only writer of `marks`. */
@Injectable()
export class MarksService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly queries: MarksQueries,
  ) {}

  /**
   * @param timeZone the reader's
   * @throws NotFound; RuleBroken `mark.of-ccc-only`, `mark.too-many`, `file.in-use`; BadInput for a photo that is no
   *   picture and for a last day before the first
   */
  async add(certificateId: string, input: MarkInput, timeZone: string): Promise<MarkView> {
    const { clientId, scheme } = await this.db.require(Certificate, certificateId);
    if (isVoluntary(scheme)) throw new RuleBroken('mark.of-ccc-only', { scheme });
    const { form, factoryCode = null, heightMm = null, place = null, photoFileId = null } = input;
    const { usedFrom = null, usedUntil = null } = input;
    requireMarkDays(usedFrom, usedUntil);
    const { tenantId } = this.db.scope;
    const known = await this.db.repo(Mark).countBy({ tenantId, certificateId });
    if (known >= MOST) throw new RuleBroken('mark.too-many', { allowed: MOST });
    if (photoFileId !== null) await this.takePhoto(photoFileId, clientId);
    const id = await this.db.insert(Mark, {
      ...{ certificateId, clientId, form, factoryCode, heightMm, place, photoFileId, usedFrom, usedUntil },
      createdBy: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('mark.added', { certificateId, clientId }, factsOf({ form, place }));
    return this.queries.one(id, timeZone);
  }

  /** @throws as `add`, and RuleBroken `stale-version` */
  async edit(id: string, { version, ...fields }: MarkEdit, timeZone: string): Promise<MarkView> {
    const mark = await this.db.require(Mark, id);
    const { certificateId, clientId, photoFileId } = mark;
    const after = { ...mark, ...fields };
    // A stale version is told before any other objection: the editor judged by what no longer stands.
    if (mark.version === version) {
      requireMarkDays(after.usedFrom, after.usedUntil);
      if (after.photoFileId !== null && after.photoFileId !== photoFileId)
        await this.takePhoto(after.photoFileId, clientId);
    }
    await this.events.edit(Mark, mark, version, fields, 'mark.edited', { certificateId, clientId }, factsOf(after));
    if (photoFileId !== null && after.photoFileId !== photoFileId) await this.files.release(photoFileId);
    return this.queries.one(id, timeZone);
  }

  /** A mark that was recorded by mistake; its photo goes with it. One that is used no longer has a last day. */
  async remove(id: string): Promise<void> {
    const mark = await this.db.require(Mark, id);
    const { tenantId, certificateId, clientId, photoFileId } = mark;
    await this.db.repo(Mark).delete({ tenantId, id });
    if (photoFileId !== null) await this.files.release(photoFileId);
    await this.events.record('mark.removed', { certificateId, clientId }, factsOf(mark));
  }

  private async takePhoto(fileId: string, clientId: string): Promise<void> {
    const photo = await this.files.requireStored(fileId);
    if (!PICTURES.some(({ mediaType }) => mediaType === photo.mediaType))
      throw new BadInput('invalid-input', [
        { field: 'photoFileId', code: 'not-a-picture', detail: 'The photo is no picture.', allowed: PICTURE_ENDINGS },
      ]);
    await this.files.attach(photo, { clientId, isClientVisible: true });
  }
}

function factsOf({ form, place }: Pick<Mark, 'form' | 'place'>): Record<string, unknown> {
  return { form, ...(place !== null && { name: place }) };
}
