import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** When reminders leave, in full hours of the reader's own day. */
class ReminderHoursInput {
  /** of a working morning, 0-23 */
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(0) @Max(23) morningHour: number;
  /** nothing leaves from this hour until `quietTo`, also over midnight; the same twice: no quiet hours */
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(0) @Max(23) quietFrom: number;
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(0) @Max(23) quietTo: number;
  /** of the weekly outlook, 1 = Monday */
  @ApiProperty({ type: 'integer' }) @IsInt() @Min(1) @Max(7) outlookWeekday: number;
}

export class ReminderHoursEdit extends ReminderHoursInput {
  /** as read; null or left out while the defaults held */
  @ApiPropertyOptional({ type: 'integer', nullable: true }) @IsOptional() @IsInt() @Min(1) version?: number | null;
}

export class ReminderHoursView extends ReminderHoursInput {
  /** the tenant has set none */
  isDefault: boolean;
  version: number | null;
  /** instant since which what is planned is laid anew for these hours; what is not laid yet leaves as it was planned. null: all is laid */
  layingSince: string | null;
}
