import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Db, type TenantScope } from '#database/db';
import { IdempotencyKey } from '#database/entities/idempotency-key.entity';
import { BadInput, RuleBroken } from '#domain/errors';
import { Clock } from '../clock.js';
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
    private readonly db: Db,
    private readonly clock: Clock,
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
    return from(this.db.inTenant(scope, () => this.once(request, http.getResponse<FastifyReply>(), work)));
  }

  /**
   * `Idempotency-Key`: the first answer to a key is kept in the transaction of the act and given again to a repetition;
   * the same key with another request is refused.
   */
  private async once(request: FastifyRequest, reply: FastifyReply, work: () => Promise<unknown>): Promise<unknown> {
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined) return work();
    if (typeof key !== 'string' || key.length < 1 || key.length > 200) {
      throw new BadInput('invalid-input', [
        {
          field: 'Idempotency-Key',
          code: 'length',
          detail: 'The key has 1 to 200 characters.',
          allowed: '1 to 200 characters',
        },
      ]);
    }
    const { tenantId, memberId } = request.who!;
    const requestHash = createHash('sha256')
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex');
    // Two repetitions at once wait for each other here; the lock ends with the transaction.
    await this.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tenantId} ${memberId} ${key}`]);
    const keys = this.db.repo(IdempotencyKey);
    const known = await keys.findOneBy({ tenantId, memberId, key });
    if (known) {
      if (known.requestHash !== requestHash) throw new RuleBroken('idempotency-key.reused', { key });
      void reply.status(known.status).header('idempotency-replayed', 'true');
      return known.body ?? undefined;
    }
    const body = await work();
    await this.db.add(IdempotencyKey, {
      memberId: memberId,
      key,
      requestHash,
      status: reply.statusCode,
      body: body ?? null,
      createdAt: this.clock.now(),
    });
    return body;
  }
}
