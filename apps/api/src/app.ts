import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '#platform/config/config';
import { PROBLEM_TYPE, problemDocument, problemOf } from '#platform/http/problem.filter';
import { serveOpenApi } from './openapi.js';
import { ApiModule } from './api.module.js';
import { sendSecurityHeaders } from './security-headers.js';
import { serveWeb } from './web-files.js';

/** `List-Unsubscribe=One-Click`, and room for a mail program's own. */
const ONE_CLICK_BYTES = 4_096;
/** Bytes of a JSON body. Files come as multipart, whose limits the import sets. */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** Bytes of an uploaded file. */
const FILE_LIMIT_BYTES = 20 * 1024 * 1024;

/**
 * The api, ready to listen. Used by main.ts and by the HTTP tests alike, so that a test meets what users meet.
 *
 * @throws Error when the database does not answer or its walls are not in force
 */
export async function createApi(config: Config, log: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: (_address: string, hop: number) => hop < config.trustProxy,
    genReqId: () => randomUUID(),
    // Idle keep-alive connections must not hold up a stop; a request under way is finished.
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read (`/%E0%A4%A`) is refused before any route, hook or filter is asked.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const parts = problemOf(error);
      void reply.status(parts.status).header('content-type', PROBLEM_TYPE).send(problemDocument(parts, request.id));
    },
  });
  const fastify = adapter.getInstance();
  sendSecurityHeaders(fastify, config);
  // `@RouteConfig({ bodyLimit })` of a route that takes more than the others.
  fastify.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: number };
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(config, log), adapter, {
    logger: log.isLevelEnabled('debug') ? undefined : ['error', 'fatal'],
    abortOnError: false,
    forceCloseConnections: true,
  });
  // A piece of an upload: read by its route, once it is known who sends it.
  fastify.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  await app.register(multipart as never, { limits: { files: 1, fields: 10, fileSize: FILE_LIMIT_BYTES } });
  serveOpenApi(app, log);
  if (config.webDir) await serveWeb(fastify, config.webDir);
  await app.init();
  // Forms of other pages come as these without the browser asking first; the api speaks JSON.
  fastify.removeContentTypeParser(['application/x-www-form-urlencoded', 'text/plain']);
  takeOneClickForms(fastify);
  await fastify.ready();
  return app;
}

/** Mail programs unsubscribe with a form (RFC 8058); what stands in it is not needed, and no other route takes one. */
function takeOneClickForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: ONE_CLICK_BYTES },
    (request, _body, done) => {
      if (request.routeOptions.url === '/hooks/unsubscribe/:token') done(null, undefined);
      else
        done(
          Object.assign(new Error('Unsupported Media Type'), {
            statusCode: 415,
            code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE',
          }),
        );
    },
  );
}
