import { Inject, Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { StoredFile } from '#database/entities/stored-file.entity';
import { NotFound, RuleBroken } from '#domain/errors';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { DOWNLOAD_MINUTES, signDownload } from './download-token.js';
import type { FileLinkView } from './files.dto.js';

/** Who holds a file, and whether its client sees it. */
export interface Holder {
  clientId: string | null;
  isClientVisible: boolean;
}

/** What other features do with whole files. */
@Injectable()
export class FilesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'secret'>,
  ) {}

  /**
   * A whole file, behind the caller's own wall.
   *
   * @throws NotFound; RuleBroken `file.not-stored` while it is on its way
   */
  async requireStored(id: string): Promise<StoredFile> {
    const file = await this.db.find(StoredFile, id);
    if (!file || file.state === 'removed') throw new NotFound('file');
    if (file.state !== 'stored') throw new RuleBroken('file.not-stored', { state: file.state });
    return file;
  }

  /**
   * Gives an unused file to what holds it from now on, in the caller's transaction; it is swept no more. A client-role
   * caller has it looked up by `requireStored` first and calls this inside `db.asTenant`.
   *
   * @throws RuleBroken `file.in-use` when something holds it already; NotFound when it is another client's
   */
  async attach(file: StoredFile, holder: Holder): Promise<void> {
    if (file.clientId !== null && file.clientId !== holder.clientId) throw new NotFound('file');
    const at = this.clock.now();
    const { clientId, isClientVisible } = holder;
    const taken = await this.db.query(ATTACH, [file.id, clientId, isClientVisible, at]);
    if (taken.length === 0) throw new RuleBroken('file.in-use');
  }

  /** Takes a file that stays held out of the client's sight, in the caller's transaction. @returns the file */
  async hide(id: string): Promise<StoredFile> {
    const file = await this.requireStored(id);
    await this.db.repo(StoredFile).update({ tenantId: file.tenantId, id }, { isClientVisible: false });
    return file;
  }

  /**
   * What held the file holds it no more, in the caller's transaction: it is out of the client's sight and swept like one
   * that was never used.
   */
  async release(id: string): Promise<void> {
    const { tenantId } = this.db.scope;
    await this.db.repo(StoredFile).update({ tenantId, id }, { attachedAt: null, isClientVisible: false });
  }

  /** An address that gives the file to whoever holds it, for a few minutes. @throws NotFound; RuleBroken `file.not-stored` */
  async link(id: string): Promise<FileLinkView> {
    const { tenantId } = await this.requireStored(id);
    const expiresAt = new Date(Math.floor(this.clock.now().getTime() / 1000) * 1000 + DOWNLOAD_MINUTES * 60_000);
    const token = signDownload({ tenantId, fileId: id, expiresAt }, this.config.secret);
    return { url: `/api/downloads/${token}`, expiresAt };
  }
}

const ATTACH = `
  with attached as (
    update files set attached_at = $4, client_id = $2, is_client_visible = $3, version = version + 1
    where tenant_id = current_tenant() and id = $1 and state = 'stored' and attached_at is null returning id)
  select id from attached`;
