import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Db } from '#database/db';
import { Clock } from '#platform/clock';
import { answerOnce } from '#platform/http/idempotency';
import { CurrentWho, IdPipe, Needs, OwnTransaction } from '#platform/http/marks';
import { scopeOf } from '#platform/http/tenant-scope.interceptor';
import type { Who } from '#platform/http/who';
import { XLSX } from '#platform/spreadsheet/workbook';
import { faultsWorkbook } from './faults-workbook.js';
import { receiveFile } from './receive-file.js';
import { ColumnChoicesInput, ExecutionInput, ImportFaultPage, ImportFaultsQuery, ImportListQuery, ImportPage, ImportReaders, ImportRowsQuery, ImportSheetRows, ImportUpload, ImportView, ImportWarningPage, MailConfirmationInput } from './register-import.dto.js'; // prettier-ignore
import { RegisterImportQueries } from './register-import.queries.js';
import { RegisterImportService } from './register-import.service.js';

@Controller('api/imports')
export class RegisterImportController {
  constructor(
    private readonly imports: RegisterImportService,
    private readonly queries: RegisterImportQueries,
    readonly db: Db,
    readonly clock: Clock,
  ) {}

  @Needs('import.read')
  @Get()
  list(@Query() query: ImportListQuery): Promise<ImportPage> {
    return this.queries.list(query);
  }

  /** Takes a register (.xlsx or .csv, up to 20 MB) and has it checked; nothing is imported yet. */
  @Needs('import.run')
  @OwnTransaction()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImportUpload })
  @HttpCode(202)
  @Post()
  async upload(
    @CurrentWho() who: Who,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportView> {
    const file = await receiveFile(request);
    const answer = this.db.inTenant(scopeOf(who), () =>
      answerOnce(this, request, reply, file.hash, () => this.imports.upload(file)),
    );
    return answer as Promise<ImportView>;
  }

  @Needs('import.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<ImportView> {
    return this.queries.one(id);
  }

  @Needs('import.read')
  @Get(':id/faults')
  faults(@Param('id', IdPipe) id: string, @Query() query: ImportFaultsQuery): Promise<ImportFaultPage> {
    return this.queries.faults(id, query);
  }

  /** All faults as a workbook, to be worked off beside the file. */
  @Needs('import.read')
  @ApiProduces(XLSX)
  @Get(':id/faults.xlsx')
  async faultsWorkbook(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    await this.queries.one(id);
    const workbook = await faultsWorkbook(this.queries.allFaults(id));
    return new StreamableFile(workbook, { type: XLSX, disposition: 'attachment; filename="faults.xlsx"' });
  }

  @Needs('import.read')
  @Get(':id/warnings')
  warnings(@Param('id', IdPipe) id: string, @Query() query: ImportFaultsQuery): Promise<ImportWarningPage> {
    return this.queries.warnings(id, query);
  }

  /** A row of the file with its neighbours, as they stand there. */
  @Needs('import.read')
  @Get(':id/rows')
  rows(@Param('id', IdPipe) id: string, @Query() query: ImportRowsQuery): Promise<ImportSheetRows> {
    return this.queries.rows(id, query.around);
  }

  /** Says what headings stand for and has the file checked again. */
  @Needs('import.run')
  @HttpCode(202)
  @Put(':id/columns')
  chooseColumns(@Param('id', IdPipe) id: string, @Body() input: ColumnChoicesInput): Promise<ImportView> {
    return this.imports.chooseColumns(id, input.choices);
  }

  /** Writes a register without faults, all or nothing. Its mails wait for a confirmation. */
  @Needs('import.run')
  @HttpCode(202)
  @Post(':id/execution')
  execute(@Param('id', IdPipe) id: string, @Body() input: ExecutionInput): Promise<ImportView> {
    return this.imports.execute(id, input);
  }

  /** To whom its mails would go, while they are held. */
  @Needs('import.read')
  @Get(':id/readers')
  readers(@Param('id', IdPipe) id: string): Promise<ImportReaders> {
    return this.queries.readers(id);
  }

  /** Lets the mails of an import go, with the figures that were seen. */
  @Needs('import.run')
  @HttpCode(200)
  @Post(':id/mail-confirmation')
  confirmMails(@Param('id', IdPipe) id: string, @Body() input: MailConfirmationInput): Promise<ImportView> {
    return this.imports.confirmMails(id, input);
  }
}
