import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { BadInput, Forbidden, NotFound } from '#domain/errors';
import { may } from '#domain/permissions';
import { ACCESS, type Access } from './marks.js';
import { refuseToWrite, ViewAs, wantsToView } from './view-as.js';
import { SessionReader, type SignedInPerson, type Who } from './who.js';

export const TENANT_HEADER = 'homolog-tenant';

/** Finds who asks and checks the endpoint's mark. An endpoint without a mark is closed. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionReader,
    private readonly viewAs: ViewAs,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw new Forbidden('a permission mark');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseForeignOrigin(request);
    if (access.kind === 'anyone') return true;

    const person = await this.sessions.read(request.headers);
    if (!person) throw new UnauthorizedException('Nobody is signed in.');
    request.person = person;
    // What is the person's own is nothing to change either while they look with a client's eyes.
    if (access.kind !== 'permission' && wantsToView(request.headers)) refuseToWrite(request.method);
    if (access.kind === 'person') return true;
    if (access.kind === 'platform-owner') {
      // What is not theirs to know is not there.
      if (!person.isPlatformOwner) throw new NotFound('this');
      return true;
    }
    const who = await this.viewAs.placeFor(chooseTenant(person, request.headers[TENANT_HEADER]), request);
    if (!may(who.role, access.permission)) throw new Forbidden(access.permission);
    request.who = who;
    return true;
  }
}

/** The session is a cookie: a page of another origin must not act with it. Programs send no Origin. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (!origin || request.method === 'GET' || request.method === 'HEAD') return;
  // As asked for: behind a believed proxy, the host it was asked for.
  if (URL.canParse(origin) && new URL(origin).host === request.host) return;
  throw new Forbidden('the same origin');
}

/** @throws NotFound when the person is not in the tenant named, BadInput when several are theirs and none is named */
export function chooseTenant(person: SignedInPerson, header: string | string[] | undefined): Who {
  const { userId, email, memberships } = person;
  const wanted = Array.isArray(header) ? header[0] : header;
  const place = wanted
    ? memberships.find((m) => m.tenantId === wanted)
    : memberships.length === 1
      ? memberships[0]
      : undefined;
  if (place) return { ...place, userId, email };
  if (wanted || memberships.length === 0) throw new NotFound('tenant');
  throw new BadInput('tenant-needed', [
    {
      field: 'Homolog-Tenant',
      code: 'tenant-needed',
      detail: 'You belong to several tenants; name one in this header.',
      allowed: memberships.map((m) => m.tenantId).join(', '),
    },
  ]);
}
