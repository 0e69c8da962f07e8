import { isFQDN } from 'class-validator';

/** How many mails may be on their way, and be sent in a minute, for one sender (tenant) and one receiving domain. */
export interface MailLimits {
  readonly senderInFlight: number;
  readonly senderPerMinute: number;
  readonly domainInFlight: number;
  readonly domainPerMinute: number;
  /** by domain in lower case */
  readonly domains: ReadonlyMap<string, { readonly inFlight: number; readonly perMinute: number }>;
}

const MOST_IN_FLIGHT = 1_000;
const MOST_PER_MINUTE = 1_000_000;

/** Reads `qq.com=2/60 163.com=2/60`; null when it is something else. */
export function parseDomainLimits(text: string): MailLimits['domains'] | null {
  const domains = new Map<string, { inFlight: number; perMinute: number }>();
  for (const part of text.split(/[\s,]+/).filter((each) => each !== '')) {
    const [, name, first, second] = /^([^=]+)=(\d{1,4})\/(\d{1,7})$/.exec(part) ?? [];
    const domain = name?.toLowerCase();
    const [inFlight, perMinute] = [Number(first), Number(second)];
    if (!domain || !isFQDN(domain, { require_tld: false }) || domains.has(domain)) return null;
    if (inFlight < 1 || inFlight > MOST_IN_FLIGHT || perMinute < 1 || perMinute > MOST_PER_MINUTE) return null;
    domains.set(domain, Object.freeze({ inFlight, perMinute }));
  }
  return domains;
}
