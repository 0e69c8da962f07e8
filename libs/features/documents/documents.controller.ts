import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { DocumentRequestActInput, DocumentRequestEdit, DocumentRequestInput, DocumentRequestList, DocumentRequestListQuery, DocumentRequestPage, DocumentRequestView, DocumentVersionInput, UsualDocuments } from './documents.dto.js'; // prettier-ignore
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';

@Controller('api')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly queries: DocumentsQueries,
  ) {}

  /** What is asked of the client for a case, in the order of asking. */
  @Needs('document.read')
  @Get('applications/:id/document-requests')
  list(@Param('id', IdPipe) id: string, @Query() query: DocumentRequestListQuery): Promise<DocumentRequestPage> {
    return this.queries.list(id, query);
  }

  /** What the scheme of the case names as needed, stage by stage. */
  @Needs('document.request')
  @Get('applications/:id/usual-documents')
  usual(@Param('id', IdPipe) id: string): Promise<UsualDocuments> {
    return this.queries.usual(id);
  }

  /** Asks the client for one document or several of a stage, with one due day. */
  @Needs('document.request')
  @Post('applications/:id/document-requests')
  ask(@Param('id', IdPipe) id: string, @Body() input: DocumentRequestInput): Promise<DocumentRequestList> {
    return this.documents.ask(id, input);
  }

  @Needs('document.request')
  @Patch('document-requests/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: DocumentRequestEdit): Promise<DocumentRequestView> {
    return this.documents.edit(id, input);
  }

  /** Hands a document in: the client, or the team on its behalf. Earlier versions stay. */
  @Needs('document.hand-in')
  @Post('document-requests/:id/versions')
  handIn(@Param('id', IdPipe) id: string, @Body() input: DocumentVersionInput): Promise<DocumentRequestView> {
    return this.documents.handIn(id, input);
  }

  /** Accepts or returns the newest version, submits it to the body, waives the document or asks for it after all. */
  @Needs('document.judge')
  @HttpCode(200)
  @Post('document-requests/:id/acts')
  act(@Param('id', IdPipe) id: string, @Body() input: DocumentRequestActInput): Promise<DocumentRequestView> {
    return this.documents.act(id, input);
  }

  /** Asks the client once more for what it still owes. */
  @Needs('document.request')
  @HttpCode(200)
  @Post('document-requests/:id/reminders')
  remind(@Param('id', IdPipe) id: string): Promise<DocumentRequestView> {
    return this.documents.remind(id);
  }

  /** Notes that the client has opened the request; of the team's looking nothing is noted. */
  @Needs('document.read')
  @HttpCode(204)
  @Post('document-requests/:id/opening')
  open(@Param('id', IdPipe) id: string): Promise<void> {
    return this.documents.open(id);
  }
}
