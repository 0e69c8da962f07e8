import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Serves `/api/openapi.json`, made when first asked for: the library that makes it is heavy and a start is not. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let made: Promise<string> | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/openapi.json', async (_request, reply) => {
      made ??= describeApi(app).then((document) => JSON.stringify(document));
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .send(await made);
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
