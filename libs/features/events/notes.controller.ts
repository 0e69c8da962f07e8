import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Needs } from '#platform/http/marks';
import { NoteInput, NoteList, NoteListQuery, NoteView } from './events.dto.js';
import { NotesService } from './notes.service.js';

@Controller('api/notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  /** Internal remarks on one subject, newest first. */
  @Needs('note.read')
  @Get()
  list(@Query() query: NoteListQuery): Promise<NoteList> {
    return this.notes.list(query);
  }

  @Needs('note.write')
  @Post()
  write(@Body() input: NoteInput): Promise<NoteView> {
    return this.notes.write(input);
  }
}
