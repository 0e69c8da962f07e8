import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '#database/db';
import { IdempotencyKey } from '#database/entities/idempotency-key.entity';
import { BadInput, RuleBroken } from '#domain/errors';
import type { Clock } from '../clock.js';

/** What an answer is kept in. */
interface Kept {
  db: Db;
  clock: Clock;
}

/**
 * `Idempotency-Key`: the first answer to a key is kept in the transaction of the act and given again to a repetition;
 * the same key with another request is refused.
 *
 * @param content what makes the request the same one: its body, or the fingerprint of an uploaded file
 * @param work runs inside the current transaction
 */
export async function answerOnce(
  kept: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
  content: string,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const key = keyOf(request);
  if (key === null) return work();
  const known = await recall(kept, request, reply, key, content);
  if (known) return known.body ?? undefined;
  const body = await work();
  await keep(kept, request, reply, key, content, body);
  return body;
}

/**
 * The same for an act of several transactions: its answer is kept once it is whole. An act that was broken off is done
 * again, so each of its parts must refuse to be done twice by itself.
 */
export async function answerWhole<Answer>(
  kept: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const key = keyOf(request);
  if (key === null) return work();
  const content = JSON.stringify(request.body ?? null);
  const { db } = kept;
  const known = await db.inTenant(db.scope, () => recall(kept, request, reply, key, content));
  if (known) return known.body as Answer;
  const body = await work();
  await db.inTenant(db.scope, async () => {
    // Whoever was first has told what became of it.
    if (!(await recall(kept, request, reply, key, content))) await keep(kept, request, reply, key, content, body);
  });
  return body;
}

/** @throws BadInput for a key that is too short or too long */
function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined) return null;
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
  return key;
}

function hashOf(request: FastifyRequest, content: string): string {
  return createHash('sha256').update(`${request.method} ${request.url}\n${content}`).digest('hex');
}

/** @throws RuleBroken `idempotency-key.reused` */
async function recall({ db }: Kept, request: FastifyRequest, reply: FastifyReply, key: string, content: string) {
  const { tenantId, memberId } = request.who!;
  // Two repetitions at once wait for each other here; the lock ends with the transaction.
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tenantId} ${memberId} ${key}`]);
  // The answers that are kept are nobody's to see; a member, a client's too, is only given its own again.
  const known = await db.asTenant(() => db.repo(IdempotencyKey).findOneBy({ tenantId, memberId, key }));
  if (!known) return null;
  if (known.requestHash !== hashOf(request, content)) throw new RuleBroken('idempotency-key.reused', { key });
  void reply.status(known.status).header('idempotency-replayed', 'true');
  return known;
}

async function keep(
  { db, clock }: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  content: string,
  body: unknown,
): Promise<void> {
  const requestHash = hashOf(request, content);
  const { memberId } = request.who!;
  const answer = { memberId, key, requestHash, status: reply.statusCode, body: body ?? null, createdAt: clock.now() };
  await db.asTenant(() => db.insert(IdempotencyKey, answer));
}
