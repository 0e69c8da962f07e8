import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { PROBLEM_TYPE, problemDocument } from '#platform/http/problem.filter';

/**
 * Serves `/api/openapi.json`, made when first asked for: the library that makes it is heavy and a start is not. What
 * failed is made anew for the next who asks. The route lies beside the controllers, so no filter tells of a failure.
 */
export function serveOpenApi(app: NestFastifyApplication, log: Logger, describe: typeof describeApi = describeApi) {
  let made: Promise<string> | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/openapi.json', async (request, reply) => {
      try {
        made ??= describe(app).then((document) => JSON.stringify(document));
        const document = await made;
        return await reply
          .header('content-type', 'application/json; charset=utf-8')
          .header('cache-control', 'public, max-age=300')
          .send(document);
      } catch (error) {
        made = undefined;
        log.error({ err: error, requestId: request.id, route: 'GET /api/openapi.json' }, 'request failed');
        const problem = problemDocument({ status: 500, code: 'unexpected' }, String(request.id));
        return reply.status(500).header('content-type', PROBLEM_TYPE).send(problem);
      }
    });
}

/** The OpenAPI document of every endpoint. Its schemas are complete only in the built program (nest build). */
export async function describeApi(app: NestFastifyApplication) {
  const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  const settings = new DocumentBuilder()
    .setTitle('Homolog')
    .setDescription(
      'Certificates, deadlines and reminders for the Chinese market. Sign in with POST /api/auth/sign-in/email and ' +
        'send the cookie along; name the tenant in the header Homolog-Tenant when you belong to several. Errors are ' +
        'problem documents (RFC 9457) with a stable code.',
    )
    .setVersion('1')
    .addCookieAuth('homolog.session_token', { type: 'apiKey', in: 'cookie', name: 'homolog.session_token' })
    .build();
  const document = SwaggerModule.createDocument(app, settings);
  document.paths['/api/openapi.json'] = {
    get: { tags: ['OpenApi'], summary: 'This document', responses: { '200': { description: 'OpenAPI 3.0' } } },
  };
  return document;
}
