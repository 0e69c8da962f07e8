import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { AUDIT_STATUSES, type AuditStatus } from '#domain/states/audit-status';
import { NamedClient } from '#features/clients/factories.dto';
import { CertificateAtRisk, InspectionWindow } from '#features/clients/factory-inspections.dto';
import { IsDay } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export class WindowListQuery extends PageQuery {
  @IsOptional() @IsUUID() clientId?: string;
  /** due before this day; with today's: what is overdue */
  @IsOptional() @IsDay() dueBefore?: string;
}

/** A follow-up that is planned or confirmed, or held and without its result. */
export class AuditOfWindow {
  id: string;
  @ApiProperty({ enum: AUDIT_STATUSES }) status: AuditStatus;
  /** first day held, else planned; null = not set yet */
  day: string | null;
}

/** A factory with the next follow-up and what is lost when it is missed. */
export class WindowLine {
  factoryId: string;
  factoryName: string;
  factoryNameZh: string | null;
  country: string;
  /** those that the reader may see */
  clients: NamedClient[];
  /** null = none of its certificates that the reader sees is followed up */
  @ApiProperty({ type: InspectionWindow, nullable: true }) window: InspectionWindow | null;
  atRisk: CertificateAtRisk[];
  /** there are more certificates than the 50 that were looked at */
  isCapped: boolean;
  /** the next open follow-up there; null = nothing is planned */
  @ApiProperty({ type: AuditOfWindow, nullable: true }) audit: AuditOfWindow | null;
}

export class WindowPage {
  items: WindowLine[];
  nextCursor: string | null;
}
