import { readFileSync } from 'node:fs';
import { loadConfig, loadLocalConfig, loadMigrationConfig, settingDefaults } from './config.js';

const needed = {
  HOMOLOG_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'postgresql://owner:hunter2@127.0.0.1:5432/homolog',
  SMTP_URL: 'smtp://127.0.0.1:2525',
};

const bucket = { HOMOLOG_S3_BUCKET: 'files', HOMOLOG_S3_ACCESS_KEY: 'key', HOMOLOG_S3_SECRET_KEY: 'hunter2' };

const refusal = (env: Record<string, string>): string => {
  try {
    loadConfig({ ...needed, ...env });
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('the configuration', () => {
  it('fills in every default and is frozen', () => {
    const config = loadConfig(needed);
    expect(config).toEqual({
      nodeEnv: 'development',
      port: 3000,
      host: '127.0.0.1',
      url: 'http://localhost:3000',
      trustProxy: 0,
      webDir: null,
      secret: 'x'.repeat(32),
      platformOwner: null,
      dataDir: '.homolog',
      databaseUrl: 'postgresql://owner:hunter2@127.0.0.1:5432/homolog',
      databasePoolSize: 10,
      redisUrl: null,
      filesDir: '.homolog/files',
      s3: null,
      smtpUrl: 'smtp://127.0.0.1:2525',
      mailFrom: 'no-reply@homolog.localhost',
      mailLeaseSeconds: 120,
      mailLimits: {
        senderInFlight: 20,
        senderPerMinute: 1_200,
        domainInFlight: 10,
        domainPerMinute: 600,
        domains: new Map(),
      },
      lateMailMinutes: 15,
      sweepSeconds: 5,
      workerConcurrency: 10,
      metricsToken: null,
      bounceDomain: null,
      bouncePort: null,
      bounceTls: null,
      mailEventsSecret: null,
      smsHosts: [],
      isChannelLoopback: false,
      logLevel: 'info',
      clock: null,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('knows where files go: a bucket, or a folder beside the other data', () => {
    expect(loadConfig({ ...needed, ...bucket, HOMOLOG_S3_PATH_STYLE: 'false' }).s3).toEqual({
      endpoint: null,
      bucket: 'files',
      region: 'us-east-1',
      accessKey: 'key',
      secretKey: 'hunter2',
      isPathStyle: false,
    });
    expect(loadConfig({ ...needed, HOMOLOG_DATA_DIR: '/data' }).filesDir).toBe('/data/files');
    expect(loadConfig({ ...needed, HOMOLOG_FILES_DIR: '/files' })).toMatchObject({ filesDir: '/files', s3: null });
  });

  it('follows the port in the public address, unless that one is named', () => {
    expect(loadConfig({ ...needed, HOMOLOG_PORT: '4100' }).url).toBe('http://localhost:4100');
    expect(loadConfig({ ...needed, HOMOLOG_URL: 'https://Homolog.example/' }).url).toBe('https://homolog.example');
  });

  it('takes an empty value for "not set"', () => {
    expect(loadConfig({ ...needed, REDIS_URL: '', HOMOLOG_PORT: ' ' })).toMatchObject({ redisUrl: null, port: 3000 });
  });

  it.each([
    [{ HOMOLOG_PORT: 'http' }, 'HOMOLOG_PORT is "http"; allowed is a whole number from 1 to 65535.'],
    [{ HOMOLOG_PORT: '0' }, 'HOMOLOG_PORT is "0"; allowed is a whole number from 1 to 65535.'],
    [{ HOMOLOG_PORT: '3000.5' }, 'HOMOLOG_PORT is "3000.5"; allowed is a whole number from 1 to 65535.'],
    [{ HOMOLOG_HOST: 'my host' }, 'HOMOLOG_HOST is "my host"; allowed is an IP address or a host name.'],
    [
      { HOMOLOG_URL: 'https://a.example/app' },
      'HOMOLOG_URL is "https://a.example/app"; allowed is an address like https://homolog.example.com, without a path.',
    ],
    [
      { HOMOLOG_SECRET: 'hunter2' },
      'HOMOLOG_SECRET is a text of 7 characters; allowed is a random text of at least 32 characters.',
    ],
    [
      { DATABASE_URL: 'mysql://owner:hunter2@db/homolog' },
      'DATABASE_URL is "mysql://owner:***@db/homolog"; allowed is an address like postgresql://owner:password@localhost:5432/homolog.',
    ],
    [
      { DATABASE_URL: 'postgresql://owner:hunter2@db' },
      'DATABASE_URL is "postgresql://owner:***@db"; allowed is an address like postgresql://owner:password@localhost:5432/homolog.',
    ],
    [
      { REDIS_URL: 'localhost:6379' },
      'REDIS_URL is "localhost:6379"; allowed is an address like redis://localhost:6379.',
    ],
    [
      { SMTP_URL: 'mail.example.com' },
      'SMTP_URL is "mail.example.com"; allowed is an address like smtp://user:password@mail.example.com:587.',
    ],
    [
      { HOMOLOG_MAIL_FROM: 'Homolog <a@b.example>' },
      'HOMOLOG_MAIL_FROM is "Homolog <a@b.example>"; allowed is an e-mail address like someone@example.com.',
    ],
    [
      { HOMOLOG_S3_ENDPOINT: 'https://s3.example/bucket', ...bucket },
      'HOMOLOG_S3_ENDPOINT is "https://s3.example/bucket"; allowed is an address like https://s3.example.com.',
    ],
    [
      { ...bucket, HOMOLOG_S3_BUCKET: 'My Files' },
      'HOMOLOG_S3_BUCKET is "My Files"; allowed is the name of a bucket: 3 to 63 small letters, digits, dots and hyphens.',
    ],
    [
      { ...bucket, HOMOLOG_S3_REGION: 'eu central' },
      'HOMOLOG_S3_REGION is "eu central"; allowed is the name of a region like eu-central-1.',
    ],
    [{ ...bucket, HOMOLOG_S3_PATH_STYLE: 'yes' }, 'HOMOLOG_S3_PATH_STYLE is "yes"; allowed is one of true, false.'],
    [
      { HOMOLOG_S3_BUCKET: 'files', HOMOLOG_S3_ACCESS_KEY: 'key' },
      'HOMOLOG_S3_SECRET_KEY is not set; files go to a bucket only with HOMOLOG_S3_BUCKET, HOMOLOG_S3_ACCESS_KEY, HOMOLOG_S3_SECRET_KEY. See .env.example.',
    ],
    [
      { HOMOLOG_BOUNCE_DOMAIN: 'b.test', HOMOLOG_BOUNCE_PORT: '25', HOMOLOG_BOUNCE_TLS_CERT: '/c.pem' },
      'HOMOLOG_BOUNCE_TLS_KEY is not set; returned mails are taken by TLS only with HOMOLOG_BOUNCE_TLS_CERT, HOMOLOG_BOUNCE_TLS_KEY and HOMOLOG_BOUNCE_PORT. See .env.example.',
    ],
    [
      { HOMOLOG_BOUNCE_TLS_CERT: '/c.pem', HOMOLOG_BOUNCE_TLS_KEY: '/k.pem' },
      'HOMOLOG_BOUNCE_PORT is not set; returned mails are taken by TLS only with HOMOLOG_BOUNCE_TLS_CERT, HOMOLOG_BOUNCE_TLS_KEY and HOMOLOG_BOUNCE_PORT. See .env.example.',
    ],
    [
      { HOMOLOG_SWEEP_SECONDS: '0' },
      'HOMOLOG_SWEEP_SECONDS is "0"; allowed is a whole number of seconds from 1 to 300.',
    ],
    [
      { HOMOLOG_LOG_LEVEL: 'verbose' },
      'HOMOLOG_LOG_LEVEL is "verbose"; allowed is one of fatal, error, warn, info, debug, trace, silent.',
    ],
  ])('refuses %j in one sentence', (env, message) => {
    expect(refusal(env)).toBe(message);
  });

  it('names every wrong setting at once, one per line', () => {
    expect(refusal({ HOMOLOG_PORT: 'x', DATABASE_POOL_SIZE: '0' })).toBe(
      'HOMOLOG_PORT is "x"; allowed is a whole number from 1 to 65535.\n' +
        'DATABASE_POOL_SIZE is "0"; allowed is a whole number of connections from 1 to 200.',
    );
  });

  it('never prints a secret or a password', () => {
    const said = refusal({
      HOMOLOG_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://o:hunter2@db/h',
      SMTP_URL: 'x://u:hunter2@m',
      HOMOLOG_S3_SECRET_KEY: 'hunter2',
    });
    expect(said).toContain('SMTP_URL');
    expect(said).not.toContain('hunter2');
  });

  it('asks the servers for what only the launcher may do without', () => {
    expect(() => loadConfig({})).toThrow(
      'HOMOLOG_SECRET is not set; it is needed. See .env.example.\n' +
        'DATABASE_URL is not set; it is needed. See .env.example.\n' +
        'SMTP_URL is not set; it is needed. See .env.example.',
    );
    expect(() => loadMigrationConfig({ SMTP_URL: needed.SMTP_URL })).toThrow(
      'HOMOLOG_SECRET is not set; it is needed. See .env.example.\n' +
        'DATABASE_URL is not set; it is needed. See .env.example.',
    );
    expect(loadLocalConfig({})).toMatchObject({ secret: null, databaseUrl: null, smtpUrl: null, port: 3000 });
  });

  it('refuses to run in production with links and a sender that lead nowhere', () => {
    expect(refusal({ NODE_ENV: 'production' })).toBe(
      'HOMOLOG_URL is not set; it is needed when NODE_ENV is production. See .env.example.\n' +
        'HOMOLOG_MAIL_FROM is not set; it is needed when NODE_ENV is production. See .env.example.',
    );
  });
});

describe('the test clock', () => {
  const clock = (value: string) => loadConfig({ ...needed, HOMOLOG_CLOCK: value }).clock;

  it('is an instant with its zone', () => {
    expect(clock('2026-12-01T08:00:00+08:00')).toEqual({ shows: new Date('2026-12-01T00:00:00Z'), startedAt: null });
  });

  it('may say at which real instant it started, so that several processes show the same time', () => {
    expect(clock('2026-12-01T08:00Z@2026-11-20T10:00:00.500Z')).toEqual({
      shows: new Date('2026-12-01T08:00:00Z'),
      startedAt: new Date('2026-11-20T10:00:00.500Z'),
    });
  });

  it.each(['2026-12-01', '2026-12-01T08:00:00', '2026-13-01T08:00:00Z', 'tomorrow', '2026-12-01T08:00:00Z@'])(
    'refuses %s',
    (value) => {
      expect(refusal({ HOMOLOG_CLOCK: value })).toContain(
        `HOMOLOG_CLOCK is "${value}"; allowed is an instant with a zone`,
      );
    },
  );

  it('is refused in production', () => {
    const production = { NODE_ENV: 'production', HOMOLOG_URL: 'https://h.example', HOMOLOG_MAIL_FROM: 'h@h.example' };
    expect(refusal(production)).toBe('accepted');
    expect(refusal({ ...production, HOMOLOG_CLOCK: '2026-12-01T08:00:00Z' })).toBe(
      'HOMOLOG_CLOCK is "2026-12-01T08:00:00Z"; it is for tests and not allowed when NODE_ENV is production.',
    );
  });
});

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const written = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^#? ?([A-Z][A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
      return name ? [[name, value]] : [];
    }),
  );

  it('lists exactly the settings the program knows, in their order', () => {
    expect([...written.keys()]).toEqual([...settingDefaults().keys()]);
  });

  it('says the default of each setting as the program fills it in', () => {
    for (const [name, value] of settingDefaults()) {
      if (value !== undefined) expect(`${name}=${written.get(name)}`).toBe(`${name}=${value}`);
    }
  });

  it('changes nothing for who copies it as it is', () => {
    const active = Object.fromEntries(
      lines.flatMap((line) => (/^[A-Z]/.test(line) ? [line.split('=', 2) as [string, string]] : [])),
    );
    expect(loadLocalConfig(active)).toEqual(loadLocalConfig({}));
  });

  it('explains every setting: each stands under a comment', () => {
    const unexplained = lines.filter(
      (line, at) => /^#? ?[A-Z][A-Z0-9_]+=/.test(line) && !/^# \S/.test(lines[at - 1] ?? ''),
    );
    expect(unexplained).toEqual([]);
  });
});
