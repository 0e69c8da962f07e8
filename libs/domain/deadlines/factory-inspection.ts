import { isSelfDeclaration, type FactoryClass, type Scheme } from '../certificate.js';
import { CERTIFICATE_GROUNDS_SOURCE, isLive, type CertificateStatus } from '../states/certificate-status.js';
import { countFrom, type CountedDay } from '../calendar/counting.js';
import type { Day } from '../day.js';
import type { Basis, Certainty, StatedDeadline } from './deadline.js';
import { factoryDeadlines, type FactoryFacts, type RuleBook } from './deadline-rules.js';
import type { Limit } from '../reference/record.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';

/** What happens when a day is missed. `unknown`: the sources searched are silent; they never mean "nothing". */
export interface Consequence {
  outcome: 'suspension-ground' | 'revocation-ground' | 'inspection-failed' | 'test-repeated' | 'unknown';
  /** reason code of CNCA-00C-001 under which the body may act; the same code means something else per outcome */
  ground: string | null;
  basis: Basis | null;
  certainty: Certainty | null;
  source: string | null;
}

const UNKNOWN: Consequence = { outcome: 'unknown', ground: null, basis: null, certainty: null, source: null };
const groundTo = (outcome: 'suspension-ground' | 'revocation-ground', ground: string): Consequence => ({
  outcome,
  ground,
  ...CERTIFICATE_GROUNDS_SOURCE,
});
const INSPECTION_RULES = {
  basis: 'legal',
  certainty: 'secondary',
  source: 'http://www.ccc-certificate.org/en/renzhengliucheng/gongchangjiancha',
} as const;

/**
 * What a certificate risks when the follow-up inspection of its factory is missed: a valid CCC certificate suspension
 * (0205, not possible in the set time), a suspended one revocation (0201, ended without correction). CNCA-00C-001 rules
 * CCC certificates only; for voluntary marks nothing was found.
 */
export function missedFollowUp(scheme: Scheme, status: CertificateStatus): Consequence {
  if (scheme !== 'ccc' || !isLive(status)) return UNKNOWN;
  return status === 'suspended' ? groundTo('revocation-ground', '0201') : groundTo('suspension-ground', '0205');
}

/** When a factory must be inspected next. */
export interface FollowUpWindow {
  factoryClass: FactoryClass | 'unknown';
  lastInspectionOn: Day | null;
  /** first day on which the body comes; null: no source names one, so none is made up */
  opensOn: Day | null;
  /** last day on which the inspection is in time; null: see `unknown` */
  latestOn: Day | null;
  intervalMonths: number | null;
  /** the rule with its basis, source, certainty and count; null: see `unknown` */
  stated: StatedDeadline | null;
  /** why there is no last day: nobody knows when the last inspection was, or no rule fits the class */
  unknown: 'last-inspection' | 'rule' | null;
}

/**
 * The window of the next follow-up inspection, by the factory rules of the book.
 *
 * @returns null for a factory without a live certificate of a body: nobody inspects it
 */
export function followUpWindow(facts: FactoryFacts, book: RuleBook): FollowUpWindow | null {
  if (!facts.certificates.some(isFollowedUp)) return null;
  const stated = factoryDeadlines(facts, book).find((deadline) => deadline.kind === 'follow-up-inspection') ?? null;
  return {
    factoryClass: facts.factoryClass ?? 'unknown',
    lastInspectionOn: facts.lastFollowUpOn,
    opensOn: null,
    latestOn: stated?.dueOn ?? null,
    intervalMonths: stated?.counted.amount ?? null,
    stated,
    unknown: stated ? null : facts.lastFollowUpOn === null ? 'last-inspection' : 'rule',
  };
}

/** Bodies follow up live certificates; a self-declaration is nobody's to inspect. */
function isFollowedUp({ scheme, status }: { scheme: Scheme; status: CertificateStatus }): boolean {
  return isLive(status) && !isSelfDeclaration(scheme);
}

/** What is counted around an inspection, and what is lost when the day is missed. */
const INSPECTION_DUES = {
  /** corrections verified, counted from the day of the initial inspection */
  'initial-nonconformity': { outcome: 'inspection-failed', ground: null, ...INSPECTION_RULES },
  /** corrections verified, counted from the day of the follow-up inspection */
  'follow-up-nonconformity': groundTo('suspension-ground', '0203'),
  /** initial inspection ended, counted from the successful end of the type test */
  'inspection-after-type-test': { outcome: 'test-repeated', ground: null, ...INSPECTION_RULES },
  /** first inspection, counted from the certificate where it came first */
  'first-inspection-after-certificate': UNKNOWN,
} as const satisfies Record<string, Consequence>;

export type InspectionDueKind = keyof typeof INSPECTION_DUES;
export const INSPECTION_DUE_KINDS = Object.keys(INSPECTION_DUES) as InspectionDueKind[];

export interface InspectionDue {
  kind: InspectionDueKind;
  from: Day | null;
  /** null: the start or the limit is unknown */
  dueOn: Day | null;
  counted: CountedDay | null;
  limit: Limit | null;
  ifMissed: Consequence;
}

/**
 * A day that an inspection or its preparation brings about: the limit comes from the stage of the scheme, whatever its
 * amount, unit and basis are.
 *
 * @param from start of the count; null = not known yet
 * @param limit null = not found
 * @throws RangeError when the limit does not lead forward, or `from` is no day
 */
export function inspectionDue(
  kind: InspectionDueKind,
  from: Day | null,
  limit: Limit | null,
  calendar: WorkingCalendar,
): InspectionDue {
  if (limit && limit.amount <= 0) throw new RangeError(`limit of ${kind} must be above 0: ${limit.amount}`);
  const counted = from !== null && limit ? countFrom(from, limit.amount, limit.unit, calendar) : null;
  return { kind, from, dueOn: counted?.result ?? null, counted, limit, ifMissed: INSPECTION_DUES[kind] };
}

/** What the chain needs to know of a certificate and of a factory; the entities fit as they are. */
export interface ChainCertificate {
  id: string;
  factoryId: string | null;
  scheme: Scheme;
  classCode: string;
  status: CertificateStatus;
  validUntil: Day | null;
}
export interface ChainFactory {
  id: string;
  factoryClass: FactoryClass | null;
  lastFollowUpOn: Day | null;
}

/** A certificate that hangs on the inspection of its factory. */
export type CertificateAtRisk = ChainCertificate & {
  ifMissed: Consequence;
  /** it ends before the inspection is due: it must be renewed first, and the renewal leans on the inspection before */
  endsFirst: boolean;
};

/** The certificates of one factory, tied together by one inspection. */
export interface FactoryChain {
  factoryId: string;
  window: FollowUpWindow | null;
  /** the first to end stands first; those without a last day stand last */
  atRisk: CertificateAtRisk[];
  notFollowedUp: { id: string; why: 'declaration' | 'ended' }[];
}

/**
 * Which certificates hang on which factory inspection.
 *
 * @returns one chain per factory, the earliest inspection first and those without a day last, then by id; beside them the
 *   ids of live certificates whose factory is not recorded or not among the given ones: on what they hang is unknown
 */
export function certificateChain(
  certificates: readonly ChainCertificate[],
  factories: readonly ChainFactory[],
  book: RuleBook,
): { chains: FactoryChain[]; withoutFactory: string[] } {
  const byFactory = new Map(factories.map((factory) => [factory.id, [] as ChainCertificate[]]));
  const withoutFactory: string[] = [];
  for (const certificate of certificates) {
    const own = certificate.factoryId === null ? undefined : byFactory.get(certificate.factoryId);
    if (own) own.push(certificate);
    else if (isFollowedUp(certificate)) withoutFactory.push(certificate.id);
  }
  const chains = factories.map((factory) => {
    const own = byFactory.get(factory.id)!;
    const window = followUpWindow({ ...factory, certificates: own }, book);
    return {
      factoryId: factory.id,
      window,
      atRisk: own
        .filter(isFollowedUp)
        .map((certificate) => atRisk(certificate, window))
        .sort((a, b) => compareDays(a.validUntil, b.validUntil) || compareText(a.id, b.id)),
      notFollowedUp: own
        .filter((certificate) => !isFollowedUp(certificate))
        .map(({ id, status }) => ({ id, why: isLive(status) ? ('declaration' as const) : ('ended' as const) })),
    };
  });
  return {
    chains: chains.sort(
      (a, b) =>
        compareDays(a.window?.latestOn ?? null, b.window?.latestOn ?? null) || compareText(a.factoryId, b.factoryId),
    ),
    withoutFactory,
  };
}

function atRisk(certificate: ChainCertificate, window: FollowUpWindow | null): CertificateAtRisk {
  const { id, factoryId, scheme, classCode, status, validUntil } = certificate;
  const latestOn = window?.latestOn ?? null;
  return {
    ...{ id, factoryId, scheme, classCode, status, validUntil },
    ifMissed: missedFollowUp(scheme, status),
    endsFirst: validUntil !== null && latestOn !== null && validUntil < latestOn,
  };
}

/** Unknown days last. */
function compareDays(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
