import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

const TIMEOUT_MS = 3_000;
/** Answers of a name server that say there is nothing; all others are no answer. */
const NOTHING = ['ENOTFOUND', 'ENODATA', 'NXDOMAIN'];

/** Looks TXT records up. Never called inside a transaction. */
@Injectable()
export class DnsTexts {
  /** each a record put together from its strings; may be replaced by a test */
  ask: (name: string) => Promise<string[]> = askDns;
}

/** @throws Error when no name server answers */
async function askDns(name: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  try {
    return (await resolver.resolveTxt(name)).map((strings) => strings.join(''));
  } catch (error) {
    if (NOTHING.includes((error as { code?: string }).code ?? '')) return [];
    throw error;
  }
}
