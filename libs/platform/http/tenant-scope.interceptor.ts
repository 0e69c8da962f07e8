import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, Observable } from 'rxjs';
import { Db, type TenantScope } from '#database/db';
import { Clock } from '../clock.js';
import { answerOnce } from './idempotency.js';
import { OWN_TRANSACTION } from './marks.js';
import type { Who } from './who.js';

/** The database scope of who asks: a client-role session is bound to its one company. */
export function scopeOf(who: Pick<Who, 'tenantId' | 'memberId' | 'clientId'>): TenantScope {
  return { tenantId: who.tenantId, memberId: who.memberId, audience: who.clientId ?? 'staff' };
}

/** Deadlock, and serialization failure: Postgres rolled the transaction back and says that it may well pass now. */
const PASSING = new Set(['40P01', '40001']);

function isPassing(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return PASSING.has(String(driverError?.code ?? code));
}

/**
 * Runs a tenant's request inside its tenant: reads pipelined, everything else in one transaction, and that once more when
 * it crossed another one. Nothing has left by then: answers and bells wait for the commit.
 */
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
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead || this.reflector.get<boolean>(OWN_TRANSACTION, context.getHandler()))
      return new Observable((answer) => this.db.inScope(scope, () => next.handle().subscribe(answer)));
    const work = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const reply = http.getResponse<FastifyReply>();
    const content = JSON.stringify(request.body ?? null);
    const attempt = () => this.db.inTenant(scope, () => answerOnce(this, request, reply, content, work));
    // An uploaded file has been read to its end and cannot be read again.
    const isRepeatable = !request.headers['content-type']?.startsWith('multipart/');
    return from(
      attempt().catch((error: unknown) => {
        if (isRepeatable && isPassing(error)) return attempt();
        throw error;
      }),
    );
  }
}
