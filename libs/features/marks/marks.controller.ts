import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { MarkEdit, MarkInput, MarkList, MarkView } from './marks.dto.js';
import { MarksQueries } from './marks.queries.js';
import { MarksService } from './marks.service.js';

@Controller('api')
export class MarksController {
  constructor(
    private readonly marks: MarksService,
    private readonly queries: MarksQueries,
  ) {}

  /** How the CCC mark is put on the goods of a certificate or declaration. */
  @Needs('mark.read')
  @Get('certificates/:id/marks')
  list(@Param('id', IdPipe) id: string, @CurrentWho() who: Who): Promise<MarkList> {
    return this.queries.list(id, who.timeZone);
  }

  @Needs('mark.edit')
  @Post('certificates/:id/marks')
  add(@Param('id', IdPipe) id: string, @Body() input: MarkInput, @CurrentWho() who: Who): Promise<MarkView> {
    return this.marks.add(id, input, who.timeZone);
  }

  @Needs('mark.edit')
  @Patch('marks/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: MarkEdit, @CurrentWho() who: Who): Promise<MarkView> {
    return this.marks.edit(id, input, who.timeZone);
  }

  @Needs('mark.edit')
  @HttpCode(204)
  @Delete('marks/:id')
  remove(@Param('id', IdPipe) id: string): Promise<void> {
    return this.marks.remove(id);
  }
}
