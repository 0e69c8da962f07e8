import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { ClientEdit, ClientInput, ClientListQuery, ClientPage, ClientView } from './clients.dto.js';
import { ClientsQueries } from './clients.queries.js';
import { ClientsService } from './clients.service.js';
import { ContactInput, ContactView } from './contacts.dto.js';
import { ContactsService } from './contacts.service.js';

@Controller('api/clients')
export class ClientsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly contacts: ContactsService,
    private readonly queries: ClientsQueries,
  ) {}

  @Needs('client.read')
  @Get()
  list(@Query() query: ClientListQuery): Promise<ClientPage> {
    return this.queries.list(query);
  }

  @Needs('client.edit')
  @Post()
  create(@Body() input: ClientInput): Promise<ClientView> {
    return this.clients.create(input);
  }

  @Needs('client.read')
  @Get(':id')
  one(@Param('id', IdPipe) id: string): Promise<ClientView> {
    return this.queries.one(id);
  }

  @Needs('client.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: ClientEdit): Promise<ClientView> {
    return this.clients.edit(id, input);
  }

  @Needs('client.edit')
  @Post(':id/contacts')
  addContact(@Param('id', IdPipe) id: string, @Body() input: ContactInput): Promise<ContactView> {
    return this.contacts.create(id, input);
  }
}
