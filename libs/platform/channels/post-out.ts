import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A request to a server outside of the house, at an address that a person has entered. */
export interface OutgoingPost {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

export interface PostAnswer {
  status: number;
  /** its first part, as text */
  body: string;
}

/** The address is none that may be asked; said in words for people. Never tried again. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const PORTS = ['', '443', '8443'];
const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 4_096;

/** What is no address of the public internet: this machine, its networks, and ranges that are kept for other uses. */
const NOT_PUBLIC = new BlockList();
for (const [net, bits] of [
  ...[['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12]], // prettier-ignore
  ...[
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ],
  ...[
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
] as [string, number][])
  NOT_PUBLIC.addSubnet(net, bits, 'ipv4');

/** Of IPv6 only global unicast is public, and of it not what stands for something else (documentation, 6to4, Teredo). */
const GLOBAL_IPV6 = new BlockList();
GLOBAL_IPV6.addSubnet('2000::', 3, 'ipv6');
const SPECIAL_IPV6 = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as [string, number][])
  // prettier-ignore
  SPECIAL_IPV6.addSubnet(net, bits, 'ipv6');

/** Whether an IP address belongs to the public internet. */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip);
  if (family === 4) return !NOT_PUBLIC.check(ip, 'ipv4');
  return family === 6 && GLOBAL_IPV6.check(ip, 'ipv6') && !SPECIAL_IPV6.check(ip, 'ipv6');
}

/**
 * The parts of an address that may be asked: https, an ordinary port, no name and password in it.
 *
 * @param isLoopbackAllowed for tests: this machine may be asked too, without encryption
 * @throws AddressRefused saying what is allowed
 */
export function publicUrl(text: string, isLoopbackAllowed: boolean): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new AddressRefused('this is no web address; allowed is an address like https://example.com/hook');
  }
  if (url.username || url.password) throw new AddressRefused('an address must not carry a name or password');
  if (isLoopbackAllowed && url.hostname === '127.0.0.1') return url;
  if (url.protocol !== 'https:') throw new AddressRefused('only https:// addresses are allowed');
  if (!PORTS.includes(url.port)) throw new AddressRefused('only the ports 443 and 8443 are allowed');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !isPublicAddress(host))
    throw new AddressRefused('only addresses of the public internet are allowed');
  return url;
}

/**
 * Sends it and reads the beginning of the answer. The name is resolved here and connected to as it was judged, so that no
 * second answer of a name server leads elsewhere; redirections are not followed.
 *
 * @throws AddressRefused when the address, or what its name resolves to, may not be asked
 * @throws Error when nobody answers in time
 */
export async function postOut(
  { url, headers, body }: OutgoingPost,
  { isLoopbackAllowed = false, timeoutMs = TIMEOUT_MS } = {},
): Promise<PostAnswer> {
  const target = publicUrl(url, isLoopbackAllowed);
  const isThisMachine = target.hostname === '127.0.0.1';
  const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      target,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': content.length, 'user-agent': 'Homolog' },
        signal: AbortSignal.timeout(timeoutMs),
        agent: false,
        ...(!isThisMachine && { lookup: publicLookup }),
      },
      (response) => void readStart(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject), // prettier-ignore
    );
    outgoing.once('error', reject);
    outgoing.end(content);
  });
}

/** Every address of the name must be public: one that is not says that the name is not to be trusted. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 4);
    const found = Array.isArray(addresses) ? addresses : [];
    if (found.length === 0 || found.some(({ address }) => !isPublicAddress(address)))
      return done(new AddressRefused(`${hostname} is no address of the public internet`), '', 4);
    if (options.all) return done(null, found);
    return done(null, found[0]!.address, found[0]!.family);
  });
};

async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes >= ANSWER_BYTES) break;
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8');
}
