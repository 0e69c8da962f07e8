import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { LiftInput, SuppressedAddressList } from './suppressed-addresses.dto.js';
import { SuppressedAddressesService } from './suppressed-addresses.service.js';

@Controller('api/suppressed-addresses')
export class SuppressedAddressesController {
  constructor(private readonly addresses: SuppressedAddressesService) {}

  /** Addresses that mails do not reach, the newest first. */
  @Needs('reminder.read')
  @Get()
  list(): Promise<SuppressedAddressList> {
    return this.addresses.list();
  }

  /** Takes the mark away: mails go there again. */
  @Needs('reminder.manage')
  @Post(':id/lifting')
  @HttpCode(204)
  lift(@Param('id', IdPipe) id: string, @Body() { note }: LiftInput): Promise<void> {
    return this.addresses.lift(id, note ?? null);
  }
}
