import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { FactoryEdit, FactoryInput, FactoryListQuery, FactoryPage, FactoryView, FollowUpInspectionInput } from './factories.dto.js'; // prettier-ignore
import { FactoriesQueries } from './factories.queries.js';
import { FactoriesService } from './factories.service.js';

@Controller('api/factories')
export class FactoriesController {
  constructor(
    private readonly factories: FactoriesService,
    private readonly queries: FactoriesQueries,
  ) {}

  @Needs('factory.read')
  @Get()
  list(@Query() query: FactoryListQuery): Promise<FactoryPage> {
    return this.queries.list(query);
  }

  @Needs('factory.edit')
  @Post()
  create(@Body() input: FactoryInput): Promise<FactoryView> {
    return this.factories.create(input);
  }

  @Needs('factory.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<FactoryView> {
    return this.queries.one(id);
  }

  @Needs('factory.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: FactoryEdit): Promise<FactoryView> {
    return this.factories.edit(id, input);
  }

  /** Lets a client's people see the factory. Doing it again changes nothing. */
  @Needs('factory.edit')
  @Put(':id/clients/:clientId')
  link(@Param('id', IdPipe) id: string, @Param('clientId', IdPipe) clientId: string): Promise<FactoryView> {
    return this.factories.link(id, clientId);
  }

  /** Refused while products or certificates of the client name the factory. */
  @Needs('factory.edit')
  @Delete(':id/clients/:clientId')
  unlink(@Param('id', IdPipe) id: string, @Param('clientId', IdPipe) clientId: string): Promise<FactoryView> {
    return this.factories.unlink(id, clientId);
  }

  /** Records an inspection that took place: the open follow-up is met and the next one stated. */
  @Needs('factory.edit')
  @Post(':id/follow-up-inspections')
  recordFollowUp(@Param('id', IdPipe) id: string, @Body() input: FollowUpInspectionInput): Promise<FactoryView> {
    return this.factories.recordFollowUp(id, input);
  }
}
