import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { BadInput, Forbidden, NotFound, RuleBroken, type ErrorFacts, type FieldFault } from '#domain/errors';

/** RFC 9457 problem document. `code` is stable and what programs and the web's language files go by. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  requestId: string;
  facts?: ErrorFacts;
  errors?: readonly FieldFault[];
}

const TITLES: Record<number, string> = {
  400: 'The input is not of the expected shape',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'A rule refuses this',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Something failed on our side',
  503: 'Not ready',
};

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

type Parts = Pick<Problem, 'status' | 'code'> & Partial<Problem>;

/** What the caller learns of an error. The unexpected becomes a bare 500; its detail stays in the log. */
export function problemOf(error: unknown): Parts {
  if (error instanceof BadInput)
    return { status: 400, code: error.code, errors: error.faults, detail: error.faults[0]?.detail };
  if (error instanceof NotFound) return { status: 404, code: error.code, detail: error.message };
  if (error instanceof Forbidden) return { status: 403, code: error.code, facts: { needed: error.needed } };
  if (error instanceof RuleBroken) return { status: 409, code: error.code, facts: error.facts };
  if (error instanceof HttpException) return ofHttpException(error);
  const pgCode =
    (error as { code?: unknown; driverError?: { code?: unknown } })?.driverError?.code ??
    (error as { code?: unknown })?.code;
  if (pgCode === '23505') return { status: 409, code: 'duplicate', detail: 'The same thing exists already.' };
  const statusCode = (error as { statusCode?: unknown })?.statusCode;
  // Fastify's own refusals (body too large, broken JSON, unknown content type) carry a status and are safe to show.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return {
      status: statusCode,
      code: String((error as { code?: unknown }).code ?? 'bad-request').toLowerCase(),
      detail: (error as Error).message,
    };
  }
  return { status: 500, code: 'unexpected' };
}

function ofHttpException(error: HttpException): Parts {
  const status = error.getStatus();
  const codes: Record<number, string> = {
    400: 'bad-request',
    401: 'not-signed-in',
    403: 'forbidden',
    404: 'not-found',
    413: 'too-large',
    415: 'unsupported-media-type',
    429: 'too-many-requests',
    503: 'not-ready',
  };
  const body = error.getResponse();
  const { facts, code } = (typeof body === 'object' ? body : {}) as { facts?: ErrorFacts; code?: string };
  return {
    status,
    code: code ?? codes[status] ?? `http-${status}`,
    // An own code was chosen for the reader, and so was its text; other texts of a failure may name our insides.
    ...((status < 500 || code) && { detail: error.message }),
    ...(facts && { facts }),
  };
}

/** The document of an error, as it leaves. */
export function problemDocument(parts: Parts, requestId: string): Problem {
  return {
    type: `urn:homolog:problem:${parts.code}`,
    title: TITLES[parts.status] ?? 'The request cannot be answered',
    requestId,
    ...parts,
  };
}

/** Turns whatever was thrown into a problem document. Catching anything elsewhere is only to add facts or to decide. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const parts = problemOf(error);
    if (parts.status >= 500) {
      // The route and not the address: that may carry a token.
      const route = `${request.method} ${request.routeOptions?.url ?? ''}`;
      this.log.error({ err: error, requestId: request.id, route }, 'request failed');
    }
    if (reply.sent) return;
    const problem = problemDocument(parts, String(request.id));
    void reply.status(parts.status).header('content-type', PROBLEM_TYPE).send(problem);
  }
}
