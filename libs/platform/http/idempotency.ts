import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '#database/db';
import { IdempotencyKey } from '#database/entities/idempotency-key.entity';
import { BadInput, RuleBroken } from '#domain/errors';
import type { Clock } from '../clock.js';

/**
 * `Idempotency-Key`: the first answer to a key is kept in the transaction of the act and given again to a repetition;
 * the same key with another request is refused.
 *
 * @param content what makes the request the same one: its body, or the fingerprint of an uploaded file
 * @param work runs inside the current transaction
 */
export async function answerOnce(
  { db, clock }: { db: Db; clock: Clock },
  request: FastifyRequest,
  reply: FastifyReply,
  content: string,
  work: () => Promise<unknown>,
): Promise<unknown> {
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
  const requestHash = createHash('sha256').update(`${request.method} ${request.url}\n${content}`).digest('hex');
  // Two repetitions at once wait for each other here; the lock ends with the transaction.
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tenantId} ${memberId} ${key}`]);
  // The answers that are kept are nobody's to see; a member, a client's too, is only given its own again.
  const known = await db.asTenant(() => db.repo(IdempotencyKey).findOneBy({ tenantId, memberId, key }));
  if (known) {
    if (known.requestHash !== requestHash) throw new RuleBroken('idempotency-key.reused', { key });
    void reply.status(known.status).header('idempotency-replayed', 'true');
    return known.body ?? undefined;
  }
  const body = await work();
  const answer = { memberId, key, requestHash, status: reply.statusCode, body: body ?? null, createdAt: clock.now() };
  await db.asTenant(() => db.insert(IdempotencyKey, answer));
  return body;
}
