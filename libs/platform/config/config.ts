import 'reflect-metadata';
import { join } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { S3Settings } from '../storage/s3-store.js';
import { type MailLimits, parseDomainLimits } from './mail-limits.js';
import {
  BucketName,
  ClockInstant,
  ClockSetting,
  DomainLimits,
  DomainName,
  EmailAddress,
  HostName,
  HostNames,
  OneOf,
  Optional,
  parseClockSetting,
  RegionName,
  SecretText,
  ServerUrl,
  WebOrigin,
  WholeNumber,
} from './setting-rules.js';

export type { ClockSetting } from './setting-rules.js';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const nodeEnvs = ['development', 'production', 'test'] as const;

/** Every setting by its name in the environment, with its rule and its default. `.env.example` says the same in prose. */
class Settings {
  @OneOf(nodeEnvs) NODE_ENV: (typeof nodeEnvs)[number] = 'development';

  @WholeNumber(1, 65535) HOMOLOG_PORT: number = 3000;
  @HostName() HOMOLOG_HOST: string = '127.0.0.1';
  @Optional() @WebOrigin() HOMOLOG_URL?: string;
  @WholeNumber(0, 10) HOMOLOG_TRUST_PROXY: number = 0;
  HOMOLOG_WEB_DIR?: string;

  @Optional() @SecretText(32) HOMOLOG_SECRET?: string;
  @Optional() @EmailAddress() HOMOLOG_PLATFORM_OWNER?: string;

  HOMOLOG_DATA_DIR: string = '.homolog';
  @Optional()
  @ServerUrl(
    ['postgres', 'postgresql'],
    'postgresql://owner:password@localhost:5432/homolog',
    (url) => url.hostname !== '' && url.pathname.length > 1,
  )
  DATABASE_URL?: string;
  @WholeNumber(1, 200, 'connections') DATABASE_POOL_SIZE: number = 10;
  @Optional()
  @ServerUrl(['redis', 'rediss'], 'redis://localhost:6379', (url) => url.hostname !== '')
  REDIS_URL?: string;

  HOMOLOG_FILES_DIR?: string;
  @Optional()
  @ServerUrl(['http', 'https'], 'https://s3.example.com', (url) => url.pathname === '/' && url.search === '')
  HOMOLOG_S3_ENDPOINT?: string;
  @Optional() @BucketName() HOMOLOG_S3_BUCKET?: string;
  @RegionName() HOMOLOG_S3_REGION: string = 'us-east-1';
  @Optional() @SecretText(1) HOMOLOG_S3_ACCESS_KEY?: string;
  @Optional() @SecretText(1) HOMOLOG_S3_SECRET_KEY?: string;
  @OneOf(['true', 'false']) HOMOLOG_S3_PATH_STYLE: 'true' | 'false' = 'true';

  @Optional()
  @ServerUrl(['smtp', 'smtps'], 'smtp://user:password@mail.example.com:587', (url) => url.hostname !== '')
  SMTP_URL?: string;
  @EmailAddress() HOMOLOG_MAIL_FROM: string = 'no-reply@homolog.localhost';
  @Optional() @DomainName() HOMOLOG_BOUNCE_DOMAIN?: string;
  @Optional() @WholeNumber(1, 65535) HOMOLOG_BOUNCE_PORT?: number;
  HOMOLOG_BOUNCE_TLS_CERT?: string;
  HOMOLOG_BOUNCE_TLS_KEY?: string;
  @Optional() @SecretText(32) HOMOLOG_MAIL_EVENTS_SECRET?: string;
  @Optional() @HostNames() HOMOLOG_SMS_HOSTS?: string;
  @OneOf(['true', 'false']) HOMOLOG_CHANNELS_TO_LOOPBACK: 'true' | 'false' = 'false';
  @WholeNumber(10, 3600, 'seconds') HOMOLOG_MAIL_LEASE_SECONDS: number = 120;
  @WholeNumber(1, 1_000, 'mails') HOMOLOG_MAIL_SENDER_IN_FLIGHT: number = 20;
  @WholeNumber(1, 1_000_000, 'mails') HOMOLOG_MAIL_SENDER_PER_MINUTE: number = 1_200;
  @WholeNumber(1, 1_000, 'mails') HOMOLOG_MAIL_DOMAIN_IN_FLIGHT: number = 10;
  @WholeNumber(1, 1_000_000, 'mails') HOMOLOG_MAIL_DOMAIN_PER_MINUTE: number = 600;
  @Optional() @DomainLimits() HOMOLOG_MAIL_DOMAIN_LIMITS?: string;
  @WholeNumber(1, 1_440, 'minutes') HOMOLOG_MAIL_LATE_MINUTES: number = 15;
  @WholeNumber(1, 300, 'seconds') HOMOLOG_SWEEP_SECONDS: number = 5;
  @WholeNumber(1, 100, 'jobs') HOMOLOG_WORKER_CONCURRENCY: number = 10;

  @Optional() @SecretText(16) HOMOLOG_METRICS_TOKEN?: string;
  @OneOf(logLevels) HOMOLOG_LOG_LEVEL: (typeof logLevels)[number] = 'info';
  @Optional() @ClockInstant() HOMOLOG_CLOCK?: string;
}

/** Files in PEM. */
export interface BounceTls {
  /** certificate with its chain */
  readonly certFile: string;
  readonly keyFile: string;
}

/** What the program may know of its surroundings; made once at start, frozen. */
export interface Config {
  readonly nodeEnv: (typeof nodeEnvs)[number];
  readonly port: number;
  readonly host: string;
  /** public base URL of the links in mails, without a trailing slash */
  readonly url: string;
  /** how many proxies in front of the api are believed about the caller's address */
  readonly trustProxy: number;
  /** folder of the built web app; null: the api serves none */
  readonly webDir: string | null;
  readonly secret: string;
  /** e-mail of the person outside all tenants who keeps reference data, in lower case */
  readonly platformOwner: string | null;
  /** where `npm start` keeps database, mails and logs */
  readonly dataDir: string;
  /** the owner's URL; api and worker use only its host, port and database name */
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  /** null: the queue lives in Postgres */
  readonly redisUrl: string | null;
  /** folder of uploaded files, when there is no bucket for them */
  readonly filesDir: string;
  /** the bucket of uploaded files; null: they lie in `filesDir` */
  readonly s3: S3Settings | null;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** receives what mail servers return; null: the sender's own address does */
  readonly bounceDomain: string | null;
  /** on which the worker takes returned mails; null: it listens on none */
  readonly bouncePort: number | null;
  /** with which the worker offers STARTTLS to who returns mails; null: it offers none */
  readonly bounceTls: BounceTls | null;
  /** by which a mail provider may tell what became of mails; null: nobody may */
  readonly mailEventsSecret: string | null;
  /** hosts of SMS gateways that tenants may use, in lower case */
  readonly smsHosts: readonly string[];
  /** test only: channels may lead to this machine */
  readonly isChannelLoopback: boolean;
  readonly mailLeaseSeconds: number;
  readonly mailLimits: MailLimits;
  /** a mail that has been due for longer is late, and the platform owner is told */
  readonly lateMailMinutes: number;
  readonly sweepSeconds: number;
  readonly workerConcurrency: number;
  /** opens /metrics; null: only this machine may read it */
  readonly metricsToken: string | null;
  readonly logLevel: (typeof logLevels)[number];
  /** test only */
  readonly clock: ClockSetting | null;
}

/** What `npm start` knows before it has started its own servers: these three may still be missing. */
export type LocalConfig = Omit<Config, 'secret' | 'databaseUrl' | 'smtpUrl'> & {
  readonly secret: string | null;
  readonly databaseUrl: string | null;
  readonly smtpUrl: string | null;
};

/** Says which settings are wrong, what stands there and what is allowed; meant to be printed without a stack. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The names of all settings with their defaults as text (undefined: none), in the order of `.env.example`. */
export function settingDefaults(): Map<string, string | undefined> {
  const filled = new Map(Object.entries(new Settings()).map(([name, value]) => [name, String(value)]));
  return new Map(settingNames.map((name) => [name, filled.get(name)]));
}

const settingNames = [
  'NODE_ENV',
  'HOMOLOG_PORT',
  'HOMOLOG_HOST',
  'HOMOLOG_URL',
  'HOMOLOG_TRUST_PROXY',
  'HOMOLOG_WEB_DIR',
  'HOMOLOG_SECRET',
  'HOMOLOG_PLATFORM_OWNER',
  'HOMOLOG_DATA_DIR',
  'DATABASE_URL',
  'DATABASE_POOL_SIZE',
  'REDIS_URL',
  'HOMOLOG_FILES_DIR',
  'HOMOLOG_S3_ENDPOINT',
  'HOMOLOG_S3_BUCKET',
  'HOMOLOG_S3_REGION',
  'HOMOLOG_S3_ACCESS_KEY',
  'HOMOLOG_S3_SECRET_KEY',
  'HOMOLOG_S3_PATH_STYLE',
  'SMTP_URL',
  'HOMOLOG_MAIL_FROM',
  'HOMOLOG_BOUNCE_DOMAIN',
  'HOMOLOG_BOUNCE_PORT',
  'HOMOLOG_BOUNCE_TLS_CERT',
  'HOMOLOG_BOUNCE_TLS_KEY',
  'HOMOLOG_MAIL_EVENTS_SECRET',
  'HOMOLOG_SMS_HOSTS',
  'HOMOLOG_CHANNELS_TO_LOOPBACK',
  'HOMOLOG_MAIL_LEASE_SECONDS',
  'HOMOLOG_MAIL_SENDER_IN_FLIGHT',
  'HOMOLOG_MAIL_SENDER_PER_MINUTE',
  'HOMOLOG_MAIL_DOMAIN_IN_FLIGHT',
  'HOMOLOG_MAIL_DOMAIN_PER_MINUTE',
  'HOMOLOG_MAIL_DOMAIN_LIMITS',
  'HOMOLOG_MAIL_LATE_MINUTES',
  'HOMOLOG_SWEEP_SECONDS',
  'HOMOLOG_WORKER_CONCURRENCY',
  'HOMOLOG_METRICS_TOKEN',
  'HOMOLOG_LOG_LEVEL',
  'HOMOLOG_CLOCK',
] as const satisfies readonly (keyof Settings)[];

/** Without these an installation would run, and mail links that lead nowhere from a sender nobody accepts. */
const requiredInProduction = ['HOMOLOG_URL', 'HOMOLOG_MAIL_FROM'] as const;

/** Together they make STARTTLS: one without the other is a mistake. */
const bounceTlsNames = ['HOMOLOG_BOUNCE_TLS_CERT', 'HOMOLOG_BOUNCE_TLS_KEY'] as const;

/** Together they name a bucket: one without the others is a mistake. */
const bucketNames = ['HOMOLOG_S3_BUCKET', 'HOMOLOG_S3_ACCESS_KEY', 'HOMOLOG_S3_SECRET_KEY'] as const;

const secretNames = new Set([
  'HOMOLOG_SECRET',
  'HOMOLOG_METRICS_TOKEN',
  'HOMOLOG_MAIL_EVENTS_SECRET',
  'HOMOLOG_S3_ACCESS_KEY',
  'HOMOLOG_S3_SECRET_KEY',
]);

/** What stands there, fit for a terminal and a log: no secret, no password, not too long. */
function shown(name: string, value: string): string {
  if (secretNames.has(name)) return `a text of ${value.length} characters`;
  const masked = value.replace(/(\/\/[^:/@\s]*):[^@\s]*@/, '$1:***@');
  return `"${masked.length > 120 ? `${masked.slice(0, 120)}...` : masked}"`;
}

function check(env: Environment, required: readonly (keyof Settings)[]): Settings {
  // An empty value (`REDIS_URL=` in a .env file) means "not set".
  const given = Object.fromEntries(
    settingNames.flatMap((name) => (env[name]?.trim() ? [[name, env[name]!.trim()]] : [])),
  );
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const wrong = validateSync(settings, { skipMissingProperties: false }).map(
    ({ property, constraints }) =>
      `${property} is ${shown(property, given[property])}; allowed is ${Object.values(constraints ?? {})[0]}.`,
  );
  if (settings.HOMOLOG_BOUNCE_PORT !== undefined && settings.HOMOLOG_BOUNCE_DOMAIN === undefined)
    wrong.push('HOMOLOG_BOUNCE_DOMAIN is not set; HOMOLOG_BOUNCE_PORT takes mails for it. See .env.example.');
  if (bounceTlsNames.some((name) => name in given)) {
    for (const name of [...bounceTlsNames, 'HOMOLOG_BOUNCE_PORT'].filter((each) => !(each in given)))
      wrong.push(
        `${name} is not set; returned mails are taken by TLS only with ${bounceTlsNames.join(', ')} and HOMOLOG_BOUNCE_PORT. See .env.example.`,
      );
  }
  const needed = settings.NODE_ENV === 'production' ? [...required, ...requiredInProduction] : required;
  for (const name of needed) {
    if (!(name in given)) {
      wrong.push(
        `${name} is not set; it is needed${required.includes(name) ? '' : ' when NODE_ENV is production'}. See .env.example.`,
      );
    }
  }
  if ([...bucketNames, 'HOMOLOG_S3_ENDPOINT'].some((name) => name in given)) {
    for (const name of bucketNames.filter((each) => !(each in given)))
      wrong.push(`${name} is not set; files go to a bucket only with ${bucketNames.join(', ')}. See .env.example.`);
  }
  if (settings.NODE_ENV === 'production' && settings.HOMOLOG_CLOCK !== undefined) {
    wrong.push(
      `HOMOLOG_CLOCK is ${shown('HOMOLOG_CLOCK', settings.HOMOLOG_CLOCK)}; it is for tests and not allowed when NODE_ENV is production.`,
    );
  }
  if (settings.NODE_ENV === 'production' && settings.HOMOLOG_CHANNELS_TO_LOOPBACK === 'true')
    wrong.push('HOMOLOG_CHANNELS_TO_LOOPBACK is "true"; it is for tests and not allowed when NODE_ENV is production.');
  if (wrong.length > 0) throw new WrongSettings(wrong.join('\n'));
  return settings;
}

function bucketOf(settings: Settings): S3Settings | null {
  if (settings.HOMOLOG_S3_BUCKET === undefined) return null;
  return Object.freeze({
    endpoint: settings.HOMOLOG_S3_ENDPOINT ?? null,
    bucket: settings.HOMOLOG_S3_BUCKET,
    region: settings.HOMOLOG_S3_REGION,
    accessKey: settings.HOMOLOG_S3_ACCESS_KEY!,
    secretKey: settings.HOMOLOG_S3_SECRET_KEY!,
    isPathStyle: settings.HOMOLOG_S3_PATH_STYLE === 'true',
  });
}

function bounceTlsOf(settings: Settings): BounceTls | null {
  const { HOMOLOG_BOUNCE_TLS_CERT: certFile, HOMOLOG_BOUNCE_TLS_KEY: keyFile } = settings;
  return certFile === undefined || keyFile === undefined ? null : Object.freeze({ certFile, keyFile });
}

function toConfig(settings: Settings): LocalConfig {
  return Object.freeze({
    nodeEnv: settings.NODE_ENV,
    port: settings.HOMOLOG_PORT,
    host: settings.HOMOLOG_HOST,
    url: (settings.HOMOLOG_URL ?? `http://localhost:${settings.HOMOLOG_PORT}`).replace(/\/$/, '').toLowerCase(),
    trustProxy: settings.HOMOLOG_TRUST_PROXY,
    webDir: settings.HOMOLOG_WEB_DIR ?? null,
    secret: settings.HOMOLOG_SECRET ?? null,
    platformOwner: settings.HOMOLOG_PLATFORM_OWNER?.toLowerCase() ?? null,
    dataDir: settings.HOMOLOG_DATA_DIR,
    databaseUrl: settings.DATABASE_URL ?? null,
    databasePoolSize: settings.DATABASE_POOL_SIZE,
    redisUrl: settings.REDIS_URL ?? null,
    filesDir: settings.HOMOLOG_FILES_DIR ?? join(settings.HOMOLOG_DATA_DIR, 'files'),
    s3: bucketOf(settings),
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.HOMOLOG_MAIL_FROM,
    bounceDomain: settings.HOMOLOG_BOUNCE_DOMAIN?.toLowerCase() ?? null,
    bouncePort: settings.HOMOLOG_BOUNCE_PORT ?? null,
    bounceTls: bounceTlsOf(settings),
    mailEventsSecret: settings.HOMOLOG_MAIL_EVENTS_SECRET ?? null,
    smsHosts: Object.freeze(
      (settings.HOMOLOG_SMS_HOSTS ?? '')
        .toLowerCase()
        .split(/[\s,]+/)
        .filter((host) => host !== ''),
    ),
    isChannelLoopback: settings.HOMOLOG_CHANNELS_TO_LOOPBACK === 'true',
    mailLeaseSeconds: settings.HOMOLOG_MAIL_LEASE_SECONDS,
    mailLimits: Object.freeze({
      senderInFlight: settings.HOMOLOG_MAIL_SENDER_IN_FLIGHT,
      senderPerMinute: settings.HOMOLOG_MAIL_SENDER_PER_MINUTE,
      domainInFlight: settings.HOMOLOG_MAIL_DOMAIN_IN_FLIGHT,
      domainPerMinute: settings.HOMOLOG_MAIL_DOMAIN_PER_MINUTE,
      domains: parseDomainLimits(settings.HOMOLOG_MAIL_DOMAIN_LIMITS ?? '')!,
    }),
    lateMailMinutes: settings.HOMOLOG_MAIL_LATE_MINUTES,
    sweepSeconds: settings.HOMOLOG_SWEEP_SECONDS,
    workerConcurrency: settings.HOMOLOG_WORKER_CONCURRENCY,
    metricsToken: settings.HOMOLOG_METRICS_TOKEN ?? null,
    logLevel: settings.HOMOLOG_LOG_LEVEL,
    clock: settings.HOMOLOG_CLOCK === undefined ? null : parseClockSetting(settings.HOMOLOG_CLOCK),
  });
}

/**
 * The configuration of api, worker and migrate.
 *
 * @param env the process environment; empty values count as not set
 * @returns frozen; every default filled in
 * @throws WrongSettings with one line per wrong or missing setting
 */
export function loadConfig(env: Environment = process.env): Config {
  return toConfig(check(env, ['HOMOLOG_SECRET', 'DATABASE_URL', 'SMTP_URL'])) as Config;
}

/** The same for the migration, which sends no mail. */
export function loadMigrationConfig(env: Environment = process.env): Omit<Config, 'smtpUrl'> {
  return toConfig(check(env, ['HOMOLOG_SECRET', 'DATABASE_URL'])) as Omit<Config, 'smtpUrl'>;
}

/** The same for `npm start`, which makes the secret and starts database and mail catcher itself where none is named. */
export function loadLocalConfig(env: Environment = process.env): LocalConfig {
  return toConfig(check(env, []));
}
