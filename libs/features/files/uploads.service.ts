import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { StoredFile } from '#database/entities/stored-file.entity';
import { BadInput, NotFound, RuleBroken } from '#domain/errors';
import { ALLOWED_ENDINGS, bareFileName, CHUNK_BYTES, fileTypeOfName, isOfType, MAX_FILE_BYTES } from '#domain/files/file-types'; // prettier-ignore
import { Clock } from '#platform/clock';
import { type FileStore, NotStored } from '#platform/storage/file-store';
import { FILE_STORE } from '#platform/storage/storage.module';
import { ContentScan } from './content-scan.js';
import { type FileView, toFileView, toUploadView, type UploadInput, type UploadView } from './files.dto.js';

/** Files that one person may have lying about unused, under way or whole. */
const UNUSED_AT_MOST = 50;

const MB = 1024 * 1024;

/**
 * Takes files piece by piece: each piece lies in the store under a key of its own before its row says so, so that any
 * process may take the next one, and what a broken connection or a killed process leaves is never half a piece. Bytes
 * move outside of transactions; the row decides which of two pieces that came at once counts.
 */
@Injectable()
export class UploadsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(FILE_STORE) private readonly store: FileStore,
  ) {}

  /**
   * Begins an upload, in the caller's transaction. A client-role session's file is its company's and seen by it.
   *
   * @throws BadInput `upload.empty`, `upload.too-large`, `upload.type-not-allowed`; RuleBroken `upload.too-many`
   */
  async begin(input: UploadInput): Promise<UploadView> {
    const name = bareFileName(input.name);
    refuseSize(input.sizeBytes);
    if (!fileTypeOfName(name))
      throw bad('name', 'upload.type-not-allowed', 'This kind of file is not taken.', ALLOWED_ENDINGS);
    const { tenantId, audience, memberId } = this.db.scope;
    return this.db.asTenant(async () => {
      await this.refuseTooMany(memberId);
      const file = await this.db.add(StoredFile, {
        id: newId(),
        clientId: audience === 'staff' ? null : audience,
        isClientVisible: audience !== 'staff',
        name,
        sizeBytes: String(input.sizeBytes),
        storageKey: `${tenantId}/${randomBytes(32).toString('hex')}`,
        state: 'uploading',
        uploadedBy: memberId,
        createdAt: this.clock.now(),
      });
      return toUploadView(file);
    });
  }

  /** @throws NotFound */
  async one(id: string): Promise<UploadView> {
    return toUploadView(await this.require(id));
  }

  /**
   * Takes the next piece. Opens its own transactions.
   *
   * @param offsetBytes where it begins; must be where the file stands
   * @param body the bytes as they come; read to the end of the piece at most
   * @param announcedBytes how many there will be, where the sender said so
   * @throws NotFound; RuleBroken `upload.offset-differs` with the right one, `upload.ended`; BadInput `upload.piece-size`
   */
  async take(id: string, offsetBytes: number, body: Readable, announcedBytes?: number): Promise<UploadView> {
    const file = await this.require(id);
    refuseUnlessAt(file, offsetBytes);
    const pieceBytes = Math.min(CHUNK_BYTES, Number(file.sizeBytes) - offsetBytes);
    if (announcedBytes !== undefined && announcedBytes !== pieceBytes) throw wrongPiece(pieceBytes);
    const piece = await readPiece(body, pieceBytes);
    // A name of its own: two that bring the same piece at once must not write over each other.
    const key = `${file.storageKey}/parts/${file.partKeys.length}-${randomBytes(8).toString('hex')}`;
    await this.store.put(key, Readable.from([piece]), pieceBytes);
    const isCounted = await this.inTenant(() => this.db.query(COUNT_PIECE, [id, offsetBytes, pieceBytes, key]));
    if (isCounted.length === 0) await this.store.remove(key);
    const now = await this.require(id);
    if (isCounted.length === 0) refuseUnlessAt(now, offsetBytes);
    return toUploadView(now);
  }

  /**
   * Makes the whole upload a file, or refuses what its content is. Asked again, it answers the same. Opens its own
   * transactions.
   *
   * @throws NotFound; RuleBroken `upload.incomplete` with what is missing, `upload.disguised` with what is allowed
   */
  async complete(id: string): Promise<FileView> {
    const file = await this.require(id);
    if (file.state === 'uploading') {
      const { offsetBytes, sizeBytes } = toUploadView(file);
      if (offsetBytes < sizeBytes) throw new RuleBroken('upload.incomplete', { offsetBytes, sizeBytes });
      try {
        await this.join(file);
      } catch (error) {
        // Another call joined the pieces meanwhile, and took them away.
        if (!(error instanceof NotStored) || (await this.require(id)).state === 'uploading') throw error;
      }
    }
    const ended = await this.require(id);
    if (ended.state === 'refused') throw new RuleBroken(ended.refusal!.code, { ...ended.refusal!.facts });
    return toFileView(ended);
  }

  /** Gives an upload or an unused file up. Opens its own transactions. @throws NotFound; RuleBroken `file.in-use` */
  async giveUp(id: string): Promise<void> {
    const file = await this.require(id);
    if (!(await this.inTenant(() => this.markRemoved(id)))) throw new RuleBroken('file.in-use');
    await this.removeMarked(file);
  }

  /** Puts a file that nothing holds out of reach, in the current transaction. @returns false when something holds it */
  async markRemoved(id: string): Promise<boolean> {
    await this.db.query(MARK_HELD, [id, this.clock.now()]);
    return (await this.db.query(MARK_REMOVED, [id])).length > 0;
  }

  /** Takes the bytes of a file marked as removed away, then its row. Doing it twice is harmless. */
  async removeMarked({ id, storageKey }: Pick<StoredFile, 'id' | 'storageKey'>): Promise<void> {
    await this.store.removeUnder(storageKey);
    await this.inTenant(() => this.db.query(`delete from files where id = $1 and state = 'removed'`, [id]));
  }

  /** The pieces become one content under one key, hashed and looked at on the way. */
  private async join(file: StoredFile): Promise<void> {
    const { storageKey, partKeys, name } = file;
    const content = `${storageKey}/content`;
    const [hash, scan] = [createHash('sha256'), new ContentScan()];
    const pieces = this.pieces(partKeys, (bytes) => {
      hash.update(bytes);
      scan.take(bytes);
    });
    await this.store.put(content, Readable.from(pieces, { objectMode: false }), Number(file.sizeBytes));
    const type = fileTypeOfName(name)!;
    const contents = await scan.contents(type.contents.includes('text'), () => this.store.read(content));
    if (!isOfType(type, contents)) {
      const found = contents.join(', ') || 'unknown';
      const refusal = { code: 'upload.disguised', facts: { name, found, allowed: ALLOWED_ENDINGS } };
      await this.inTenant(() => this.db.query(REFUSE, [file.id, JSON.stringify(refusal)]));
      await this.store.removeUnder(storageKey);
      return;
    }
    const at = this.clock.now();
    await this.inTenant(() => this.db.query(STORE, [file.id, hash.digest('hex'), type.mediaType, at]));
    await this.store.removeUnder(`${storageKey}/parts`);
  }

  private async *pieces(keys: readonly string[], see: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
    for (const key of keys) {
      for await (const bytes of (await this.store.read(key)) as AsyncIterable<Buffer>) {
        see(bytes);
        yield bytes;
      }
    }
  }

  /** Behind the caller's own wall. @throws NotFound */
  private async require(id: string): Promise<StoredFile> {
    const file = await this.db.inTenant(this.db.scope, () => this.db.find(StoredFile, id));
    if (!file || file.state === 'removed') throw new NotFound('upload');
    return file;
  }

  /** A short transaction of its own, with the tenant's sight: the caller has looked the file up behind its wall. */
  private inTenant<T>(work: () => Promise<T>): Promise<T> {
    return this.db.inTenant(this.db.scope, () => this.db.asTenant(work));
  }

  private async refuseTooMany(memberId: string | null): Promise<void> {
    // One after the other, so that a person's uploads that begin at once are all counted.
    await this.db.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [String(memberId)]);
    const [unused] = await this.db.query<{ count: number }>(UNUSED, [memberId]);
    if (unused!.count >= UNUSED_AT_MOST) throw new RuleBroken('upload.too-many', { allowed: UNUSED_AT_MOST });
  }
}

function refuseSize(sizeBytes: number): void {
  if (sizeBytes > MAX_FILE_BYTES)
    throw bad('sizeBytes', 'upload.too-large', 'The file is too large.', `at most ${MAX_FILE_BYTES / MB} MB (${MAX_FILE_BYTES} bytes)`); // prettier-ignore
  if (sizeBytes < 1)
    throw bad('sizeBytes', 'upload.empty', 'The file is empty.', `1 to ${MAX_FILE_BYTES} bytes; ${ALLOWED_ENDINGS}`);
}

function refuseUnlessAt(file: StoredFile, offsetBytes: number): void {
  if (file.state !== 'uploading') throw new RuleBroken('upload.ended', { state: file.state });
  const stands = Number(file.receivedBytes);
  if (offsetBytes !== stands) throw new RuleBroken('upload.offset-differs', { offsetBytes: stands });
  if (stands === Number(file.sizeBytes)) throw new RuleBroken('upload.ended', { state: file.state });
}

/** @throws BadInput `upload.piece-size`, also when the connection breaks */
async function readPiece(body: Readable, pieceBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > pieceBytes) break;
      chunks.push(chunk);
    }
  } catch {
    throw wrongPiece(pieceBytes);
  }
  if (sizeBytes !== pieceBytes) throw wrongPiece(pieceBytes);
  return Buffer.concat(chunks);
}

function wrongPiece(pieceBytes: number): BadInput {
  return bad('body', 'upload.piece-size', 'The piece is not as long as it must be.', `${pieceBytes} bytes`);
}

function bad(field: string, code: string, detail: string, allowed: string): BadInput {
  return new BadInput(code, [{ field, code, detail, allowed }]);
}

/** Where a file can be held: every foreign key to `files`. */
export const HOLDERS = [
  ['document_versions', 'file_id'],
  ['document_requests', 'template_file_id'],
  ['test_results', 'file_id'],
  ['audit_findings', 'evidence_file_id'],
  ['certificate_papers', 'file_id'],
  ['marks', 'photo_file_id'],
  ['regulatory_entries', 'file_id'],
  ['determinations', 'paper_file_id'],
  ['determination_discharges', 'proof_file_id'],
  ['approvals', 'file_id'],
] as const;

/** What is held although nobody said so stays. */
const MARK_HELD = `
  update files f set attached_at = $2, version = version + 1
  where f.tenant_id = current_tenant() and f.id = $1 and f.attached_at is null
    and (${HOLDERS.map(([table, column]) => `exists (select 1 from ${table} h where h.tenant_id = f.tenant_id and h.${column} = f.id)`).join(' or ')})`;

const COUNT_PIECE = `
  with counted as (
    update files set received_bytes = received_bytes + $3, part_keys = part_keys || $4::text, version = version + 1
    where tenant_id = current_tenant() and id = $1 and state = 'uploading' and received_bytes = $2 returning id)
  select id from counted`;

const STORE = `
  update files set state = 'stored', sha256 = $2, media_type = $3, stored_at = $4, part_keys = '{}', version = version + 1
  where tenant_id = current_tenant() and id = $1 and state = 'uploading'`;

const REFUSE = `
  update files set state = 'refused', refusal = $2::jsonb, part_keys = '{}', version = version + 1
  where tenant_id = current_tenant() and id = $1 and state = 'uploading'`;

const MARK_REMOVED = `
  with marked as (
    update files set state = 'removed', part_keys = '{}', version = version + 1
    where tenant_id = current_tenant() and id = $1 and attached_at is null returning id)
  select id from marked`;

const UNUSED = `
  select count(*)::int as count from files
  where tenant_id = current_tenant() and uploaded_by = $1 and attached_at is null and state in ('uploading', 'stored')`;
