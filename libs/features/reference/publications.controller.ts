import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { CurrentPerson, PlatformOwner } from '#platform/http/marks';
import type { SignedInPerson } from '#platform/http/who';
import { PublicationInput, PublicationView } from './publications.dto.js';
import { PublicationsService } from './publications.service.js';

/** Two million characters of Chinese in UTF-8, with room for what JSON escapes. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

@Controller('api/reference/publications')
export class PublicationsController {
  constructor(private readonly publications: PublicationsService) {}

  /** Adds records to the reference data, or tells what that would change. The whole file holds, or nothing of it. */
  @PlatformOwner()
  @Post()
  @HttpCode(200)
  @RouteConfig({ bodyLimit: BODY_LIMIT_BYTES })
  upload(@Body() input: PublicationInput, @CurrentPerson() person: SignedInPerson): Promise<PublicationView> {
    return this.publications.upload(input, person.email);
  }
}
