import { Body, Controller, Get, Put } from '@nestjs/common';
import { Needs } from '#platform/http/marks';
import { ReminderHoursEdit, ReminderHoursView } from './reminder-hours.dto.js';
import { ReminderHoursService } from './reminder-hours.service.js';

@Controller('api/reminder-settings')
export class ReminderHoursController {
  constructor(private readonly hours: ReminderHoursService) {}

  /** Morning, quiet hours and the day of the weekly outlook. */
  @Needs('policy.read')
  @Get()
  show(): Promise<ReminderHoursView> {
    return this.hours.view();
  }

  /** Sets them; unsent reminders are laid anew. */
  @Needs('policy.edit')
  @Put()
  set(@Body() input: ReminderHoursEdit): Promise<ReminderHoursView> {
    return this.hours.set(input);
  }
}
