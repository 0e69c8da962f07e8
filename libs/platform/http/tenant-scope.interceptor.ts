import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Db, type TenantScope } from '#database/db';
import { Clock } from '../clock.js';
import { answerOnce } from './idempotency.js';
import { OWN_TRANSACTION } from './marks.js';
import type { Who } from './who.js';

/** The database scope of who asks: a client-role session is bound to its one company. */
export function scopeOf(who: Pick<Who, 'tenantId' | 'memberId' | 'clientId'>): TenantScope {
  return { tenantId: who.tenantId, memberId: who.memberId, audience: who.clientId ?? 'staff' };
}

/** Runs a tenant's request inside its tenant: reads pipelined, everything else in one transaction. */
@Injectable()
export class TenantScopeInterceptor implements NestInterceptor {
  constructor(
    readonly db: Db,
    readonly clock: Clock,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (!request.who) return next.handle();
    const scope = scopeOf(request.who);
    const work = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead || this.reflector.get<boolean>(OWN_TRANSACTION, context.getHandler()))
      return from(this.db.inScope(scope, work));
    const reply = http.getResponse<FastifyReply>();
    const content = JSON.stringify(request.body ?? null);
    return from(this.db.inTenant(scope, () => answerOnce(this, request, reply, content, work)));
  }
}
