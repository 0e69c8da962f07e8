import { Module } from '@nestjs/common';
import { NamedMembersService } from '#features/accounts/named-members.service';
import { CertificatesModule } from '#features/certificates/certificates.module';
import { ClientsModule } from '#features/clients/clients.module';
import { DeadlinesModule } from '#features/deadlines/deadlines.module';
import { EventsModule } from '#features/events/events.module';
import { ProductsModule } from '#features/products/products.module';
import { CheckImport } from './check-import.js';
import { ImportLeases } from './import-leases.js';
import { NounWriter } from './noun-writer.js';
import { RegisterImportController } from './register-import.controller.js';
import { RegisterImportQueries } from './register-import.queries.js';
import { RegisterImportService } from './register-import.service.js';
import { RegisterWriter } from './register-writer.js';
import { RunImport } from './run-import.js';

/** Brings a consultancy's spreadsheet in: dry run first, then all or nothing, mails only once a person lets them go. */
@Module({
  imports: [EventsModule, DeadlinesModule, ClientsModule, ProductsModule, CertificatesModule],
  controllers: [RegisterImportController],
  providers: [
    RegisterImportService,
    RegisterImportQueries,
    RegisterWriter,
    NounWriter,
    NamedMembersService,
    ImportLeases,
    CheckImport,
    RunImport,
  ],
  exports: [CheckImport, RunImport],
})
export class RegisterImportModule {}
