/** Why a mail server refused, as far as its answer says it. */
export const REFUSALS = [
  'address-marked',
  'unknown-address',
  'unknown-domain',
  'mailbox-full',
  'blocked',
  'too-large',
  'other',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Enhanced status codes (RFC 3463) and what they mean to a person. */
const BY_CODE: Readonly<Record<string, Refusal>> = {
  '5.1.0': 'unknown-address',
  '5.1.1': 'unknown-address',
  '5.1.2': 'unknown-domain',
  '5.1.3': 'unknown-address',
  '5.1.6': 'unknown-address',
  '5.1.10': 'unknown-address',
  '5.2.1': 'unknown-address',
  '5.2.2': 'mailbox-full',
  '5.2.3': 'too-large',
  '5.3.4': 'too-large',
  '5.4.1': 'unknown-domain',
  '5.4.4': 'unknown-domain',
  '5.7.0': 'blocked',
  '5.7.1': 'blocked',
};

/** Servers without enhanced codes say it in English words of their own. */
const BY_WORDS: readonly (readonly [RegExp, Refusal])[] = [
  [/mailbox (is )?full|over ?quota|quota exceeded/i, 'mailbox-full'],
  [
    /(no such|unknown|invalid) (user|recipient|mailbox|address)|user unknown|does not exist|mailbox unavailable/i,
    'unknown-address',
  ],
  [/(domain|host) (not found|unknown)|unrouteable|no mx/i, 'unknown-domain'],
  [/too (large|big)|size limit/i, 'too-large'],
  [/spam|blocked|blacklist|denied|policy|rejected/i, 'blocked'],
];

/**
 * What a mail server's answer means to a person.
 *
 * @param answer as the server gave it, e.g. `550 5.1.1 <li@example.com>: user unknown`
 */
export function refusalOf(answer: string): Refusal {
  // Not even tried: what follows is what the server said of an earlier mail.
  if (answer.startsWith('address-marked')) return 'address-marked';
  const code = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(answer)?.[0];
  const byCode = code ? BY_CODE[code] : undefined;
  return byCode ?? BY_WORDS.find(([words]) => words.test(answer))?.[1] ?? 'other';
}

/** Whether a better address helps; otherwise only the other side can. */
export function isAddressAtFault(refusal: Refusal): boolean {
  return refusal === 'address-marked' || refusal === 'unknown-address' || refusal === 'unknown-domain';
}
