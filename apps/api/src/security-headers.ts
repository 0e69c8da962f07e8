import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/config/config';

/**
 * What a page of ours may load: only our own files. Styles may stand inline, because Mantine writes its theme into a
 * style element and sizes into style attributes; scripts may not.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const ONE_YEAR_SECONDS = 31_536_000;

/** Sets the headers that every answer carries, and its request id. */
export function sendSecurityHeaders(fastify: FastifyInstance, config: Pick<Config, 'url'>): void {
  const headers: Record<string, string> = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'x-permitted-cross-domain-policies': 'none',
    // What the api says is of one moment and one person; files of the web app set their own.
    'cache-control': 'no-store',
    ...(config.url.startsWith('https:') && { 'strict-transport-security': `max-age=${ONE_YEAR_SECONDS}` }),
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    done();
  });
}
