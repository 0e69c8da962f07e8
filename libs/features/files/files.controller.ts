import { Controller, Get, HttpCode, Inject, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Db } from '#database/db';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { Anyone, IdPipe, Needs } from '#platform/http/marks';
import { CONFIG } from '#platform/platform.module';
import type { FileStore } from '#platform/storage/file-store';
import { FILE_STORE } from '#platform/storage/storage.module';
import { attachmentNamed, readDownload } from './download-token.js';
import { FileLinkView } from './files.dto.js';
import { FilesService } from './files.service.js';

@Controller('api')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'secret'>,
  ) {}

  /** An address that gives the file for five minutes, to whoever holds it. */
  @Needs('file.read')
  @HttpCode(200)
  @Post('files/:id/links')
  link(@Param('id', IdPipe) id: string): Promise<FileLinkView> {
    return this.files.link(id);
  }

  /** The file behind a signed address, to be saved and not shown. */
  @Anyone()
  @ApiProduces('application/octet-stream')
  @Get('downloads/:token')
  async download(
    @Param('token') token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { tenantId, fileId } = readDownload(token, this.config.secret, this.clock.now());
    const scope = { tenantId, audience: 'staff', memberId: null };
    const file = await this.db.inTenant(scope, () => this.files.requireStored(fileId));
    const content = await this.store.read(`${file.storageKey}/content`);
    // Whatever the content is, no browser runs it in our name.
    void reply.header('content-security-policy', "default-src 'none'; sandbox");
    return new StreamableFile(content, {
      type: file.mediaType!,
      disposition: attachmentNamed(file.name),
      length: Number(file.sizeBytes),
    });
  }
}
