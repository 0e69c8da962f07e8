import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { parse } from 'yaml';
import { settingDefaults } from '#platform/config/config';
import { sendSecurityHeaders } from '../../apps/api/src/security-headers.js';

interface Service {
  image: string;
  build?: { dockerfile: string; target: string };
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
}

// No container engine is asked here: these tests hold the files against each other and against the program.
const compose = parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const dockerfile = readFileSync('docker/Dockerfile', 'utf8');

describe('docker/compose.yaml', () => {
  it('runs api, worker, web and migration beside Postgres, Redis and a mail catcher', () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      'api',
      'mail',
      'migrate',
      'postgres',
      'redis',
      'web',
      'worker',
    ]);
  });

  it('builds only targets that the Dockerfile has', () => {
    const targets = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name);
    const wanted = Object.values(compose.services).flatMap(({ build }) => build?.target ?? []);
    expect(new Set(wanted)).toEqual(new Set(['server', 'web']));
    expect(targets).toEqual(expect.arrayContaining(wanted));
  });

  it('sets only settings that exist', () => {
    const known = [...settingDefaults().keys()];
    for (const name of ['migrate', 'api', 'worker']) {
      expect(known).toEqual(expect.arrayContaining(Object.keys(compose.services[name]!.environment!)));
    }
  });

  it('keeps the password of the database owner from api and worker', () => {
    expect(compose.services.migrate!.environment!.DATABASE_URL).toContain('homolog_owner:');
    expect(compose.services.api!.environment!.DATABASE_URL).toBe('postgresql://postgres:5432/homolog');
    expect(compose.services.worker!.environment!.DATABASE_URL).toBe('postgresql://postgres:5432/homolog');
  });

  it('starts api and worker only on a migrated database', () => {
    for (const name of ['api', 'worker']) {
      expect(compose.services[name]!.depends_on!.migrate).toEqual({ condition: 'service_completed_successfully' });
    }
  });
});

describe('the images', () => {
  it('run as an ordinary user', () => {
    const server = dockerfile.slice(dockerfile.indexOf('AS server'), dockerfile.indexOf('AS web'));
    expect(server).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^FROM nginxinc\/nginx-unprivileged:\S+ AS web$/m);
  });

  it('answer for the web with the same security headers as the api does', () => {
    const sent: Record<string, string> = {};
    const reply = {
      headers: (headers: Record<string, string>) => Object.assign(sent, headers) && reply,
      header: () => reply,
    };
    const fastify = { addHook: (_name: string, hook: CallableFunction) => hook({ id: '1' }, reply, () => {}) };
    sendSecurityHeaders(fastify as unknown as FastifyInstance, { url: 'http://localhost' });
    delete sent['cache-control'];

    const nginx = readFileSync('docker/web/default.conf.template', 'utf8');
    const added = [...nginx.matchAll(/add_header (\S+) "(.*)" always;/g)].map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(added)).toEqual(sent);
  });
});
