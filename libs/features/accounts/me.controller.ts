import { Controller, Get } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { AnyPerson, CurrentPerson } from '#platform/http/marks';
import type { SignedInPerson } from '#platform/http/who';
import { MeView } from './accounts.dto.js';

@Controller('api/me')
export class MeController {
  constructor(private readonly clock: Clock) {}

  /** Who is signed in and where they belong. */
  @AnyPerson()
  @Get()
  show(@CurrentPerson() person: SignedInPerson): MeView {
    return {
      person: {
        id: person.userId,
        name: person.name,
        email: person.email,
        language: person.memberships[0]?.language ?? 'en',
        timeZone: person.memberships[0]?.timeZone ?? 'UTC',
        isPlatformOwner: person.isPlatformOwner,
      },
      memberships: person.memberships.map(
        ({ tenantId, memberId, tenantName, tenantNameZh, tenantKind, role, clientId }) => ({
          tenantId,
          memberId,
          tenantName,
          tenantNameZh,
          tenantKind,
          role,
          clientId,
        }),
      ),
      now: this.clock.now().toISOString(),
    };
  }
}
