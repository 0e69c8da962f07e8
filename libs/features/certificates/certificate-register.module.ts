import { Module } from '@nestjs/common';
import { EventsModule } from '#features/events/events.module';
import { FilesModule } from '#features/files/files.module';
import { CertificatesModule } from './certificates.module.js';
import { ChecksController } from './checks.controller.js';
import { ChecksService } from './checks.service.js';
import { FeesController } from './fees.controller.js';
import { FeesQueries } from './fees.queries.js';
import { FeesService } from './fees.service.js';
import { PapersController } from './papers.controller.js';
import { PapersQueries } from './papers.queries.js';
import { PapersService } from './papers.service.js';

/** What hangs on a certificate: its papers, its annual fees, and the address at which anybody may check it. */
@Module({
  imports: [EventsModule, FilesModule, CertificatesModule],
  controllers: [PapersController, FeesController, ChecksController],
  providers: [PapersService, PapersQueries, FeesService, FeesQueries, ChecksService],
})
export class CertificateRegisterModule {}
