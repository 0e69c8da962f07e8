import { Body, Controller, Get, Headers, Patch, Post } from '@nestjs/common';
import { AnyPerson, CurrentPerson, Needs } from '#platform/http/marks';
import type { SignedInPerson } from '#platform/http/who';
import { TenantChange, TenantInput, TenantView } from './accounts.dto.js';
import { TenantsService } from './tenants.service.js';

@Controller('api')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  /** Founds a consultancy or a manufacturer; the signed-in person becomes its owner. */
  @AnyPerson()
  @Post('tenants')
  found(
    @CurrentPerson() person: SignedInPerson,
    @Body() input: TenantInput,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<TenantView> {
    return this.tenants.found(person, input, idempotencyKey);
  }

  /** The tenant named in the header Homolog-Tenant. */
  @Needs('tenant.read')
  @Get('tenant')
  show(): Promise<TenantView> {
    return this.tenants.show();
  }

  @Needs('tenant.edit')
  @Patch('tenant')
  change(@Body() input: TenantChange): Promise<TenantView> {
    return this.tenants.change(input);
  }
}
