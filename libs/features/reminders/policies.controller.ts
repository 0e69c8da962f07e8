import { Body, Controller, Delete, Get, HttpCode, Param, ParseEnumPipe, Post, Put, Query } from '@nestjs/common';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { NotFound } from '#domain/errors';
import { IdPipe, Needs } from '#platform/http/marks';
import {
  PolicyEdit,
  PolicyList,
  PolicyOfKind,
  PolicyOverrideList,
  PolicyPlaceQuery,
  PolicyPreviewInput,
  PolicyRemovalQuery,
} from './policies.dto.js';
import { PoliciesService } from './policies.service.js';
import { PolicyPreview } from './policy-preview.dto.js';
import { PolicyPreviews } from './policy-previews.service.js';

const KINDS = Object.fromEntries(DEADLINE_KINDS.map((kind) => [kind, kind]));
/** A kind that is none names nothing. */
const KindPipe = new ParseEnumPipe(KINDS, { exceptionFactory: () => new NotFound('policy') });

@Controller('api/reminder-policies')
export class PoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly previews: PolicyPreviews,
  ) {}

  /** One per kind of deadline: what holds for the tenant, a client or a case, and where it comes from. */
  @Needs('policy.read')
  @Get()
  async list(@Query() query: PolicyPlaceQuery): Promise<PolicyList> {
    return { items: await this.policies.list(query) };
  }

  /** What clients and cases have of their own. */
  @Needs('policy.read')
  @Get('overrides')
  overrides(): Promise<PolicyOverrideList> {
    return this.policies.overrides();
  }

  /** Sets the policy of the tenant, a client or a case; unsent reminders are laid anew. */
  @Needs('policy.edit')
  @Put(':kind')
  set(@Param('kind', KindPipe) kind: DeadlineKind, @Body() input: PolicyEdit): Promise<PolicyOfKind> {
    return this.policies.set(kind, input);
  }

  /** Takes a policy away; the next wider one holds. */
  @Needs('policy.edit')
  @Delete(':id')
  @HttpCode(200)
  remove(@Param('id', IdPipe) id: string, @Query() { version }: PolicyRemovalQuery): Promise<PolicyOfKind> {
    return this.policies.remove(id, version);
  }

  /** What would be sent to whom in the next 180 days, and what changes for reminders that are planned. Nothing is written. */
  @Needs('policy.read')
  @Post(':kind/preview')
  @HttpCode(200)
  preview(@Param('kind', KindPipe) kind: DeadlineKind, @Body() input: PolicyPreviewInput): Promise<PolicyPreview> {
    return this.previews.of(kind, input);
  }
}
