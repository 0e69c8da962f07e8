import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const ONE_YEAR_MS = 31_536_000_000;

/** Vite puts a hash of the content into the names under assets/: such a file never changes. */
const HASHED = /^\/assets\//;
const HAS_ENDING = /\.[a-z0-9]+$/i;

/**
 * Serves the built web app: its files, compressed as they were built (.br, .gz), and index.html for every other address
 * that is not the api's, because the addresses of screens are known only to the app in the browser.
 *
 * @param webDir folder with index.html
 * @throws Error when it is not there
 */
export async function serveWeb(fastify: FastifyInstance, webDir: string): Promise<void> {
  const root = resolve(webDir);
  if (!existsSync(resolve(root, 'index.html')))
    throw new Error(`HOMOLOG_WEB_DIR is "${webDir}"; there is no index.html in it. Build the web app first.`);
  await fastify.register(fastifyStatic, { root, serve: false, preCompressed: true, index: false });
  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    if (/^\/(api|health|hooks)(\/|$)/.test(path)) return reply.callNotFound();
    if (HASHED.test(path)) return reply.sendFile(path, { maxAge: ONE_YEAR_MS, immutable: true });
    // Always asked again, answered with 304 while unchanged: a new version is there with the next page load.
    const options = { maxAge: 0, cacheControl: true };
    return reply.sendFile(HAS_ENDING.test(path) ? path : 'index.html', options);
  };
  fastify.route({ method: ['GET', 'HEAD'], url: '/*', handler: answer });
}
