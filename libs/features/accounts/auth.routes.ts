import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Auth } from './auth.js';

/** Mounts better-auth under /api/auth. */
export function mountAuth(app: NestFastifyApplication): void {
  const auth = app.get(Auth);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  void fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 64 * 1024 }, (_request, body, done) =>
      done(null, body),
    );
    scope.all('/api/auth/*', async (request, reply) => {
      const library = await auth.library();
      const answer = await library.handler(
        new Request(`http://localhost${request.url}`, {
          method: request.method,
          headers: request.headers as Record<string, string>,
          ...(request.body ? { body: request.body as Buffer } : {}),
        }),
      );
      reply.status(answer.status);
      return reply.send(await answer.text());
    });
  });
}
