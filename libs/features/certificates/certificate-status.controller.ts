import { Body, Controller, Delete, Param, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { CertificateStatusService } from './certificate-status.service.js';
import { CertificateView } from './certificates.dto.js';
import { GroundedChange, StatusChange, StatusReason, SuspensionInput, TakingBackInput } from './status-changes.dto.js';

/** What the body, the holder and the calendar do with a certificate, and taking it back. */
@Controller('api/certificates')
export class CertificateStatusController {
  constructor(private readonly statuses: CertificateStatusService) {}

  @Needs('certificate.change-status')
  @Post(':id/suspension')
  suspend(
    @Param('id', IdPipe) id: string,
    @Body() input: SuspensionInput,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.statuses.suspend(id, input, who.timeZone);
  }

  /** Lifts the suspension. */
  @Needs('certificate.change-status')
  @Delete(':id/suspension')
  restore(
    @Param('id', IdPipe) id: string,
    @Query() input: StatusChange,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.statuses.restore(id, input, who.timeZone);
  }

  @Needs('certificate.change-status')
  @Post(':id/cancellation')
  cancel(
    @Param('id', IdPipe) id: string,
    @Body() input: GroundedChange,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.statuses.cancel(id, input, who.timeZone);
  }

  @Needs('certificate.change-status')
  @Post(':id/revocation')
  revoke(
    @Param('id', IdPipe) id: string,
    @Body() input: StatusReason,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.statuses.revoke(id, input, who.timeZone);
  }

  /** Of a certificate whose last valid day is over in China; what ends earlier is cancelled or revoked. */
  @Needs('certificate.change-status')
  @Post(':id/expiry')
  expire(@Param('id', IdPipe) id: string, @Body() input: StatusChange): Promise<CertificateView> {
    return this.statuses.expire(id, input);
  }

  /** Ends an expiry: a renewal arrived under the same number, or it was recorded by mistake. */
  @Needs('certificate.change-status')
  @Post(':id/reinstatement')
  reinstate(
    @Param('id', IdPipe) id: string,
    @Body() input: StatusChange,
    @CurrentWho() who: Who,
  ): Promise<CertificateView> {
    return this.statuses.reinstate(id, input, who.timeZone);
  }

  /** Takes the last change of status back, whoever made it: a person or the calendar. */
  @Needs('certificate.take-back')
  @Post(':id/status-changes/:changeId/taking-back')
  takeBack(
    @Param('id', IdPipe) id: string,
    @Param('changeId', IdPipe) changeId: string,
    @Body() input: TakingBackInput,
  ): Promise<CertificateView> {
    return this.statuses.takeBack(id, changeId, input.reason);
  }
}
