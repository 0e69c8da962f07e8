import { Module } from '@nestjs/common';
import { FilesController } from './files.controller.js';
import { FilesService } from './files.service.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';

/** Files: how they come in, who holds them, and the addresses by which they go out. */
@Module({
  controllers: [UploadsController, FilesController],
  providers: [UploadsService, FilesService],
  exports: [UploadsService, FilesService],
})
export class FilesModule {}
