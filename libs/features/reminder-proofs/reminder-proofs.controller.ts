import { Body, Controller, Get, Header, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { renderLetter } from '#platform/pdf/letter';
import { ProofCheckView, ProofInput, ProofList, ProofView } from './reminder-proofs.dto.js';
import { ReminderProofsService } from './reminder-proofs.service.js';

@Controller('api')
export class ReminderProofsController {
  constructor(private readonly proofs: ReminderProofsService) {}

  /** Keeps what the ledger says now of this deadline, as a document with a sum by which it can be checked. */
  @Needs('reminder.read')
  @Post('deadlines/:id/reminder-proofs')
  make(@Param('id', IdPipe) id: string, @Body() input: ProofInput, @CurrentWho() who: Who): Promise<ProofView> {
    return this.proofs.make(id, input, who);
  }

  /** The last twenty, the newest first. */
  @Needs('reminder.read')
  @Get('deadlines/:id/reminder-proofs')
  list(@Param('id', IdPipe) id: string): Promise<ProofList> {
    return this.proofs.list(id);
  }

  /** Whether what is kept has the sum that was printed, and what the ledger says today. */
  @Needs('reminder.read')
  @Get('reminder-proofs/:id')
  check(@Param('id', IdPipe) id: string): Promise<ProofCheckView> {
    return this.proofs.check(id);
  }

  @Needs('reminder.read')
  @ApiProduces('application/pdf')
  @Header('cache-control', 'no-store')
  @Get('reminder-proofs/:id/document')
  async document(@Param('id', IdPipe) id: string): Promise<StreamableFile> {
    const letter = await this.proofs.letter(id);
    return new StreamableFile(await renderLetter(letter), {
      type: 'application/pdf',
      disposition: `inline; filename="reminders-${letter.reference.replaceAll(' ', '-')}-${letter.language}.pdf"`,
    });
  }
}
