import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdPipe, Needs, OwnTransaction } from '#platform/http/marks';
import { FileView, UploadInput, UploadView } from './files.dto.js';
import { UploadsService } from './uploads.service.js';

@Controller('api/uploads')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  /** Announces a file by name and size (1 byte to 250 MB); its pieces follow. */
  @Needs('file.upload')
  @Post()
  begin(@Body() input: UploadInput): Promise<UploadView> {
    return this.uploads.begin(input);
  }

  /** How far an upload has come; HEAD says it in the header Upload-Offset. */
  @Needs('file.upload')
  @Get(':id')
  async one(@Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<UploadView> {
    return told(await this.uploads.one(id), reply);
  }

  /** The next piece: `chunkBytes` bytes, the last one what is left. The header Upload-Offset says where it begins. */
  @Needs('file.upload')
  @OwnTransaction()
  @ApiConsumes('application/offset+octet-stream')
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'offsetBytes of the upload' })
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Patch(':id')
  async take(
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadView> {
    const offset = String(request.headers['upload-offset'] ?? '');
    const offsetBytes = /^\d{1,12}$/.test(offset) ? Number(offset) : NaN;
    const length = request.headers['content-length'];
    return told(await this.uploads.take(id, offsetBytes, request.raw, length ? Number(length) : undefined), reply);
  }

  /** All pieces are there: makes them a file, whose content is looked at. May be repeated. */
  @Needs('file.upload')
  @OwnTransaction()
  @HttpCode(200)
  @Post(':id/completion')
  complete(@Param('id', IdPipe) id: string): Promise<FileView> {
    return this.uploads.complete(id);
  }

  /** Gives an upload up, or a file that nothing holds. */
  @Needs('file.upload')
  @OwnTransaction()
  @HttpCode(204)
  @Delete(':id')
  giveUp(@Param('id', IdPipe) id: string): Promise<void> {
    return this.uploads.giveUp(id);
  }
}

function told(upload: UploadView, reply: FastifyReply): UploadView {
  void reply.headers({ 'upload-offset': upload.offsetBytes, 'upload-length': upload.sizeBytes });
  return upload;
}
