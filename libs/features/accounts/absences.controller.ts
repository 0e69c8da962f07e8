import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { AbsenceEdit, AbsenceInput, AbsenceList, AbsenceListQuery, AbsenceView } from './absences.dto.js';
import { AbsencesService } from './absences.service.js';

@Controller('api/absences')
export class AbsencesController {
  constructor(private readonly absences: AbsencesService) {}

  /** Who of the team is away, and who stands in. */
  @Needs('member.read')
  @Get()
  list(@Query() { memberId }: AbsenceListQuery): Promise<AbsenceList> {
    return this.absences.list(memberId ?? null);
  }

  /** Enters an absence, one's own or (as manager) another's. Reminders of these days go to the deputy too. */
  @Needs('absence.edit')
  @Post()
  add(@CurrentWho() who: Who, @Body() input: AbsenceInput): Promise<AbsenceView> {
    return this.absences.add(who, input);
  }

  @Needs('absence.edit')
  @Patch(':id')
  edit(@CurrentWho() who: Who, @Param('id', IdPipe) id: string, @Body() input: AbsenceEdit): Promise<AbsenceView> {
    return this.absences.edit(who, id, input);
  }

  @Needs('absence.edit')
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentWho() who: Who, @Param('id', IdPipe) id: string): Promise<void> {
    return this.absences.remove(who, id);
  }
}
