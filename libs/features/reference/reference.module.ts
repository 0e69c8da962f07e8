import { Module } from '@nestjs/common';
import { AffectedQueries } from './affected.queries.js';
import { MovesController } from './moves.controller.js';
import { MovesQueries } from './moves.queries.js';
import { PublicationsController } from './publications.controller.js';
import { PublicationsService } from './publications.service.js';
import { ReferenceController } from './reference.controller.js';
import { RegulatoryChangesController } from './regulatory-changes.controller.js';
import { RegulatoryChangesService } from './regulatory-changes.service.js';
import { VersionsController } from './versions.controller.js';
import { VersionsQueries } from './versions.queries.js';

/** The rules of the field as data: what holds, what was published when, the upload that adds to it, and whom it concerns. */
@Module({
  controllers: [
    VersionsController,
    PublicationsController,
    ReferenceController,
    MovesController,
    RegulatoryChangesController,
  ],
  providers: [VersionsQueries, PublicationsService, MovesQueries, RegulatoryChangesService, AffectedQueries],
})
export class ReferenceModule {}
