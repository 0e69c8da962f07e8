import { Module } from '@nestjs/common';
import { MovesController } from './moves.controller.js';
import { MovesQueries } from './moves.queries.js';
import { PublicationsController } from './publications.controller.js';
import { PublicationsService } from './publications.service.js';
import { ReferenceController } from './reference.controller.js';
import { VersionsController } from './versions.controller.js';
import { VersionsQueries } from './versions.queries.js';

/** The rules of the field as data: what holds, what was published when, and the upload that adds to it. */
@Module({
  controllers: [VersionsController, PublicationsController, ReferenceController, MovesController],
  providers: [VersionsQueries, PublicationsService, MovesQueries],
})
export class ReferenceModule {}
