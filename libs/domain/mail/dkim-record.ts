/** What a look into the DNS found of a signing key. */
export type DkimFinding = 'found' | 'no-record' | 'other-key' | 'no-answer';

/** The TXT record a domain must carry so that signatures made with the key hold (RFC 6376, section 3.6.1). */
export interface DkimRecord {
  /** full name, without a dot at its end */
  name: string;
  value: string;
}

/** @param publicKey base64 of the DER of the public half (SubjectPublicKeyInfo) */
export function dkimRecordOf(selector: string, domain: string, publicKey: string): DkimRecord {
  return { name: `${selector}._domainkey.${domain}`, value: `v=DKIM1; k=rsa; p=${publicKey}` };
}

/**
 * Whether one of the TXT records of the name carries this key. Providers cut long values into strings, which are put
 * together before; blanks inside of a value mean nothing.
 *
 * @param records each a TXT record put together
 */
export function findDkimKey(records: readonly string[], publicKey: string): Exclude<DkimFinding, 'no-answer'> {
  const keys = records.flatMap((record) => {
    const tags = tagsOf(record);
    const version = tags.get('v');
    if (version !== undefined && version !== 'DKIM1') return [];
    const key = tags.get('p');
    return key === undefined || (tags.get('k') ?? 'rsa') !== 'rsa' ? [] : [key];
  });
  if (keys.includes(publicKey)) return 'found';
  return keys.length > 0 ? 'other-key' : 'no-record';
}

function tagsOf(record: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const part of record.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) tags.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).replace(/\s+/g, ''));
  }
  return tags;
}
