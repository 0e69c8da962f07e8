import { readdirSync, readFileSync } from 'node:fs';
import { Get } from '@nestjs/common';
import { ACCESS, AnyPerson, Needs } from '#platform/http/marks';
import fastify from 'fastify';
import { pino } from 'pino';
import { serveOpenApi } from '../../apps/api/src/openapi.js';
import { routesOf } from '../support/routes.js';
import { startApi, type TestApi } from '../support/test-app.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

type Document = { openapi: string; paths: Record<string, Record<string, unknown>> };

describe('/api/openapi.json', () => {
  it('describes every route of the program and no other', async () => {
    const { body } = await api.nobody().get('/api/openapi.json').expect(200);
    const document = body as Document;
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const routes = routesOf(api.app).map(({ name }) => name);
    expect(routes.length).toBeGreaterThan(70);
    expect(described.sort()).toEqual([...routes, 'GET /api/openapi.json'].sort());
  });

  it('tells of a failure in a bare problem, logs it, and is made anew for the next who asks', async () => {
    const server = fastify();
    const logged: string[] = [];
    const describeOnce = jest.fn().mockRejectedValueOnce(new Error('of our insides')).mockResolvedValue({ openapi: '3.0.0' }); // prettier-ignore
    const app = { getHttpAdapter: () => ({ getInstance: () => server }) };
    serveOpenApi(app as never, pino({}, { write: (line: string) => void logged.push(line) }), describeOnce);
    const failed = await server.inject('/api/openapi.json');
    expect(failed.statusCode).toBe(500);
    expect(failed.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(failed.json()).toMatchObject({ status: 500, code: 'unexpected', title: 'Something failed on our side' });
    expect(failed.body).not.toContain('insides');
    expect(logged.join('')).toContain('of our insides');
    const next = await server.inject('/api/openapi.json');
    expect([next.statusCode, next.json()]).toEqual([200, { openapi: '3.0.0' }]);
    await server.inject('/api/openapi.json');
    expect(describeOnce).toHaveBeenCalledTimes(2);
    await server.close();
  });

  it('lies beside every route that the server answers: nothing is mounted past the controllers', async () => {
    const printed = api.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const top = [...printed.matchAll(/^[├└]── (\S+)/gmu)].map(([, path]) => path);
    expect(top).toContain('/api/me');
    for (const path of top) expect(path).toMatch(/^\/(api|health|calendars|hooks|metrics)(\/|$)/);
  });
});

describe('every field of a DTO', () => {
  it('that is a readonly list names its type: the built program finds none and would describe nothing at all', () => {
    const all = readdirSync('libs/features', { recursive: true, encoding: 'utf8' });
    const files = all.filter((name) => name.endsWith('.dto.ts')).map((name) => `libs/features/${name}`);
    expect(files.length).toBeGreaterThan(20);
    const untyped = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => /^ {2}\w+\??: readonly /.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(untyped).toEqual([]);
  });
});

describe('every endpoint', () => {
  it('carries an access mark of its own', () => {
    expect(routesOf(api.app).filter(({ access }) => !access)).toEqual([]);
  });

  it('cannot carry two: such a controller does not load', () => {
    const load = () => {
      class Twice {
        @Needs('client.edit')
        @AnyPerson()
        @Get()
        list() {}
      }
      return Twice;
    };
    expect(load).toThrow('Twice.list has two access marks');
  });

  it('is closed while it has none', async () => {
    const route = routesOf(api.app).find(({ name }) => name === 'GET /api/tenant')!;
    const { TenantsController } = await import('#features/accounts/tenants.controller');
    const handler = TenantsController.prototype.show;
    Reflect.deleteMetadata(ACCESS, handler);
    try {
      const agent = await api.as(await api.make.member({ role: 'owner' }));
      await agent.get(route.path).expect(403);
    } finally {
      Reflect.defineMetadata(ACCESS, route.access, handler);
    }
  });
});
