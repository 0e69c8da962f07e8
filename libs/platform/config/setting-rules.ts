import { Transform } from 'class-transformer';
import { isEmail, isFQDN, isIP, ValidateBy, ValidateIf } from 'class-validator';
import { parseDomainLimits } from './mail-limits.js';

/** One rule of a setting: the words say what is allowed and are printed as they stand when `holds` says no. */
function Rule(allowed: string, holds: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name: 'setting', validator: { validate: holds, defaultMessage: () => allowed } });
}

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function urlOf(value: unknown): URL | null {
  try {
    return new URL(text(value));
  } catch {
    return null;
  }
}

/** May be left out. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_settings, value) => value !== undefined);
}

/** A whole number in decimal digits; `unit` is part of the printed rule. */
export function WholeNumber(least: number, most: number, unit = ''): PropertyDecorator {
  return all(
    Transform(({ value }) => (/^\d{1,9}$/.test(text(value)) ? Number(value) : value)),
    Rule(
      `a whole number${unit && ` of ${unit}`} from ${least} to ${most}`,
      (value) => typeof value === 'number' && value >= least && value <= most,
    ),
  );
}

/** One of a few words. */
export function OneOf(words: readonly string[]): PropertyDecorator {
  return Rule(`one of ${words.join(', ')}`, (value) => words.includes(text(value)));
}

/** An address a server can listen on. */
export function HostName(): PropertyDecorator {
  return Rule('an IP address or a host name', (value) => isIP(value) || isFQDN(value, { require_tld: false }));
}

/** The bare start of a web address: scheme, host and port. */
export function WebOrigin(): PropertyDecorator {
  return Rule('an address like https://homolog.example.com, without a path', (value) => {
    const url = urlOf(value);
    return (
      url !== null &&
      /^https?:$/.test(url.protocol) &&
      `${url.origin}${text(value).endsWith('/') ? '/' : ''}` === text(value).toLowerCase()
    );
  });
}

/** The address of a server, by its schemes; `complete` looks at the rest. */
export function ServerUrl(schemes: string[], example: string, complete: (url: URL) => boolean): PropertyDecorator {
  return Rule(`an address like ${example}`, (value) => {
    const url = urlOf(value);
    return url !== null && schemes.includes(url.protocol.slice(0, -1)) && complete(url);
  });
}

/** The name of a bucket, as every S3 server takes it. */
export function BucketName(): PropertyDecorator {
  return Rule('the name of a bucket: 3 to 63 small letters, digits, dots and hyphens', (value) =>
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text(value)),
  );
}

/** The name of a region, as every S3 server takes it. */
export function RegionName(): PropertyDecorator {
  return Rule('the name of a region like eu-central-1', (value) => /^[a-zA-Z0-9-]{1,64}$/.test(text(value)));
}

/** A bare e-mail address, without a display name. */
export function EmailAddress(): PropertyDecorator {
  return Rule('an e-mail address like someone@example.com', (value) => isEmail(value, { require_tld: false }));
}

/** A domain that has DNS records of its own. */
export function DomainName(): PropertyDecorator {
  return Rule('a domain like bounces.example.com', (value) => isFQDN(value, { require_tld: false }));
}

/** Names of hosts, with spaces or commas between. */
export function HostNames(): PropertyDecorator {
  return Rule('a list of host names like "sms.example.com api.example.net"', (value) =>
    text(value)
      .split(/[\s,]+/)
      .every((host) => isFQDN(host)),
  );
}

/** Limits of single receiving domains. */
export function DomainLimits(): PropertyDecorator {
  return Rule(
    'a list like "qq.com=2/60 163.com=2/60": each domain once, with the mails that may be on their way to it (1 to 1000) and those sent in a minute (1 to 1000000)',
    (value) => parseDomainLimits(text(value)) !== null,
  );
}

/** A secret is judged by its length only and never printed. */
export function SecretText(least: number): PropertyDecorator {
  return Rule(`a random text of at least ${least} characters`, (value) => text(value).length >= least);
}

const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

function instantOf(value: string): Date | null {
  const instant = instantPattern.test(value) ? new Date(value) : null;
  return instant && !Number.isNaN(instant.getTime()) ? instant : null;
}

/** Where the product's clock stands when it starts; it runs on from there. */
export interface ClockSetting {
  /** the instant the product's clock shows ... */
  shows: Date;
  /** ... at this real instant; null: when the process starts */
  startedAt: Date | null;
}

/** Reads `<instant>` or `<instant>@<real instant>`; null when it is neither. */
export function parseClockSetting(value: string): ClockSetting | null {
  const [shows, startedAt, more] = value.split('@');
  const [first, second] = [instantOf(shows), startedAt === undefined ? null : instantOf(startedAt)];
  if (!first || more !== undefined || (startedAt !== undefined && !second)) return null;
  return { shows: first, startedAt: second };
}

/** An instant with its zone, so that no machine's own zone decides what it means. */
export function ClockInstant(): PropertyDecorator {
  return Rule(
    'an instant with a zone like 2026-12-01T08:00:00+08:00, or two joined by @ (the second: the real instant at which the first one was shown)',
    (value) => parseClockSetting(text(value)) !== null,
  );
}
