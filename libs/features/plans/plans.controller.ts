import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentWho, IdPipe, Needs } from '#platform/http/marks';
import type { Who } from '#platform/http/who';
import { ComparisonsService } from './comparisons.service.js';
import { ComparisonInput, ComparisonView, PlanEdit, PlanInput, PlanListQuery, PlanPage, PlanView, WhatIfInput, WhatIfView } from './plans.dto.js'; // prettier-ignore
import { PlansQueries } from './plans.queries.js';
import { PlansService } from './plans.service.js';

@Controller('api')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly comparisons: ComparisonsService,
    private readonly queries: PlansQueries,
  ) {}

  /** All ways for a product or class side by side, each open one with its plan; stores nothing. */
  @Needs('plan.read')
  @Post('route-comparisons')
  @HttpCode(200)
  compare(@Body() input: ComparisonInput, @CurrentWho() who: Who): Promise<ComparisonView> {
    return this.comparisons.compare(input, who);
  }

  /** What moves in the plan of one scheme when one thing is otherwise; stores nothing. */
  @Needs('plan.read')
  @Post('route-comparisons/what-if')
  @HttpCode(200)
  whatIf(@Body() input: WhatIfInput, @CurrentWho() who: Who): Promise<WhatIfView> {
    return this.comparisons.whatIf(input, who);
  }

  @Needs('plan.read')
  @Get('plans')
  list(@Query() query: PlanListQuery): Promise<PlanPage> {
    return this.queries.list(query);
  }

  @Needs('plan.edit')
  @Post('plans')
  create(@Body() input: PlanInput, @CurrentWho() who: Who): Promise<PlanView> {
    return this.plans.create(input, who);
  }

  @Needs('plan.read')
  @Get('plans/:id')
  one(@Param('id', IdPipe) id: string): Promise<PlanView> {
    return this.queries.one(id);
  }

  @Needs('plan.edit')
  @Patch('plans/:id')
  edit(@Param('id', IdPipe) id: string, @Body() input: PlanEdit): Promise<PlanView> {
    return this.plans.edit(id, input);
  }

  @Needs('plan.edit')
  @Delete('plans/:id')
  @HttpCode(204)
  remove(@Param('id', IdPipe) id: string): Promise<void> {
    return this.plans.remove(id);
  }
}
