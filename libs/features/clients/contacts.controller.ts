import { Body, Controller, Delete, HttpCode, Param, Patch } from '@nestjs/common';
import { IdPipe, Needs } from '#platform/http/marks';
import { ContactEdit, ContactView } from './contacts.dto.js';
import { ContactsService } from './contacts.service.js';

@Controller('api/contacts')
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Needs('client.edit')
  @Patch(':id')
  edit(@Param('id', IdPipe) id: string, @Body() input: ContactEdit): Promise<ContactView> {
    return this.contacts.edit(id, input);
  }

  /** Refused while a certificate names the contact: give it another one first, or edit the person. */
  @Needs('client.edit')
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', IdPipe) id: string): Promise<void> {
    return this.contacts.remove(id);
  }
}
