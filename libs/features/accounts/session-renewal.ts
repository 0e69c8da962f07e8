import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedInPerson } from '#platform/http/who';
import { AuthPool } from './auth-pool.js';
import { Auth } from './auth.js';

/** better-auth gives a session 7 days and lengthens it once a day of them has passed. */
const IS_DUE = {
  name: 'accounts.session-is-due',
  text: `select 1 from session where id = $1 and "expiresAt" < now() + interval '6 days'`,
};

/** Lets a session that is in use go on. Other requests only look whether it still runs. */
@Injectable()
export class SessionRenewal {
  constructor(
    private readonly authPool: AuthPool,
    private readonly auth: Auth,
  ) {}

  async renewIfDue(person: SignedInPerson, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { rowCount } = await this.authPool.look({ ...IS_DUE, values: [person.sessionId] });
    if (!rowCount) return;
    const { cookies } = await this.auth.ask(request, 'GET', '/get-session');
    if (cookies.length > 0) void reply.header('set-cookie', cookies);
  }
}
