import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { holdsOn } from '#domain/reference/record';
import { Clock } from '#platform/clock';
import { IdPipe, Needs } from '#platform/http/marks';
import {
  ApprovalActInput,
  ApprovalEdit,
  ApprovalInput,
  ApprovalKindList,
  ApprovalListQuery,
  ApprovalPage,
  ApprovalView,
} from './approvals.dto.js';
import { ApprovalsQueries } from './approvals.queries.js';
import { ApprovalsService } from './approvals.service.js';

@Controller('api/approvals')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly queries: ApprovalsQueries,
  ) {}

  @Needs('approval.read')
  @Get()
  list(@Query() query: ApprovalListQuery): Promise<ApprovalPage> {
    return this.queries.list(query);
  }

  @Needs('approval.edit')
  @Post()
  create(@Body() input: ApprovalInput): Promise<ApprovalView> {
    return this.approvals.create(input);
  }

  @Needs('approval.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<ApprovalView> {
    return this.queries.one(id);
  }

  @Needs('approval.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: ApprovalEdit): Promise<ApprovalView> {
    return this.approvals.edit(id, input);
  }

  @Needs('approval.edit')
  @Post(':id/acts')
  @HttpCode(200)
  act(@Param('id', IdPipe) id: string, @Body() input: ApprovalActInput): Promise<ApprovalView> {
    return this.approvals.act(id, input);
  }
}

@Controller('api/approval-kinds')
export class ApprovalKindsController {
  constructor(
    private readonly references: ReferenceStore,
    private readonly clock: Clock,
  ) {}

  /** The kinds of approvals beside CCC that are known today, with what each needs. The same for every tenant. */
  @Needs('approval.read')
  @Get()
  kinds(): ApprovalKindList {
    const today = this.clock.today('Asia/Shanghai');
    return {
      items: this.references
        .known()
        .approvalKinds.filter((one) => holdsOn(one, today))
        .map(({ validFrom: _from, validTo: _to, classKeys: _classes, appliesTo, needs, after, ...kind }) => ({
          ...kind,
          appliesTo: [...appliesTo],
          needs: [...needs],
          after: [...after],
        })),
    };
  }
}
