import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { Needs } from '#platform/http/marks';
import { PlanningValueInput, PlanningValueList, PlanningValueView } from './planning-values.dto.js';
import { PlanningValuesService } from './planning-values.service.js';

@Controller('api/planning-values')
export class PlanningValuesController {
  constructor(private readonly values: PlanningValuesService) {}

  /** What no source states: our default and the tenant's own amount. */
  @Needs('plan.read')
  @Get()
  async list(): Promise<PlanningValueList> {
    return { items: await this.values.list() };
  }

  /** Sets the tenant's own amount; a value of law or practice cannot be set. */
  @Needs('planning-value.edit')
  @Put(':key')
  set(@Param('key') key: string, @Body() input: PlanningValueInput): Promise<PlanningValueView> {
    return this.values.set(key, input);
  }

  /** Back to our default. */
  @Needs('planning-value.edit')
  @Delete(':key')
  @HttpCode(200)
  reset(@Param('key') key: string): Promise<PlanningValueView> {
    return this.values.reset(key);
  }
}
