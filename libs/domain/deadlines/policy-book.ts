import type { Basis, DeadlineKind } from './deadline.js';
import type { Ladders } from './ladder.js';
import { defaultPolicy, type Policy } from './policy.js';

/** Where a policy stands, the nearest to the deadline first. */
export const POLICY_LEVELS = ['case', 'client', 'tenant', 'default'] as const;
export type PolicyLevel = (typeof POLICY_LEVELS)[number];

/** A policy that somebody has set: for a case, a client, or (both null) the tenant. */
export interface SetPolicy extends Policy {
  id: string;
  kind: DeadlineKind;
  /** null = for every basis that has none of its own here */
  basis: Basis | null;
  clientId: string | null;
  applicationId: string | null;
  version: number;
}

/** What decides which policy holds for a deadline. */
export interface PolicySubject {
  kind: DeadlineKind;
  basis: Basis;
  /** null where it belongs to none, or to several */
  clientId: string | null;
  /** the case it belongs to */
  applicationId: string | null;
}

/** The policy in force, and where it comes from. */
export interface PolicyInForce {
  level: PolicyLevel;
  /** null = our default */
  set: SetPolicy | null;
  policy: Policy;
}

/** All policies of a tenant that may be asked for, with the defaults behind them. */
export class PolicyBook {
  private readonly byPlace = new Map<string, SetPolicy>();
  private readonly defaults = new Map<DeadlineKind, Policy>();

  /** @param ladders our defaults, from the reference data */
  constructor(
    set: readonly SetPolicy[],
    private readonly ladders: Ladders,
  ) {
    for (const policy of set) this.byPlace.set(placeOf(policy), policy);
  }

  /**
   * The nearest policy holds whole: case, client, tenant, default; at one level the one that names the basis. Nothing is
   * merged, so that whoever reads a policy sees all that holds.
   */
  of({ kind, basis, clientId, applicationId }: PolicySubject): PolicyInForce {
    const places = [
      ...(applicationId === null ? [] : [{ level: 'case' as const, applicationId, clientId: null }]),
      ...(clientId === null ? [] : [{ level: 'client' as const, applicationId: null, clientId }]),
      { level: 'tenant' as const, applicationId: null, clientId: null },
    ];
    for (const { level, ...place } of places) {
      for (const named of [basis, null]) {
        const set = this.byPlace.get(placeOf({ kind, basis: named, ...place }));
        if (set) return { level, set, policy: set };
      }
    }
    return { level: 'default', set: null, policy: this.defaultOf(kind) };
  }

  /** What holds where nobody has set anything. */
  defaultOf(kind: DeadlineKind): Policy {
    let policy = this.defaults.get(kind);
    if (!policy) this.defaults.set(kind, (policy = defaultPolicy(this.ladders[kind])));
    return policy;
  }

  /**
   * The same book with one place changed: what would hold if this were saved.
   *
   * @param policy null = what stands there is taken away
   */
  with(place: Pick<SetPolicy, 'kind' | 'basis' | 'clientId' | 'applicationId'>, policy: Policy | null): PolicyBook {
    const others = [...this.byPlace.values()].filter((set) => placeOf(set) !== placeOf(place));
    return new PolicyBook(policy ? [...others, { id: '', version: 0, ...place, ...policy }] : others, this.ladders);
  }
}

function placeOf(at: Pick<SetPolicy, 'kind' | 'basis' | 'clientId' | 'applicationId'>): string {
  return `${at.kind} ${at.basis ?? ''} ${at.clientId ?? ''} ${at.applicationId ?? ''}`;
}
