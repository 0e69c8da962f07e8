import { isSelfDeclaration } from '../certificate.js';
import { isLive } from '../states/certificate-status.js';
import type { Day } from '../day.js';
import { certificateDeadlines } from '../deadlines/deadline-rules.js';
import { countFrom } from '../calendar/counting.js';
import type { StatedDeadline } from '../deadlines/deadline.js';
import type { Limit } from '../reference/record.js';
import type { ReferenceBook } from '../reference/book.js';
import { lateFiling, type LateStep } from './late-filing.js';
import { obstaclesOf, type Obstacle } from './obstacles.js';
import type { CaseOnCertificate, PreparationStep, RenewalFacts } from './renewal-facts.js';
import { renewalProcedure } from './renewal-procedure.js';

/** Why a certificate is not renewed, or nobody can say when. */
export const NO_RENEWAL = ['declaration', 'ended', 'replaced', 'no-last-day', 'no-rule'] as const;
export type NoRenewal = (typeof NO_RENEWAL)[number];

/**
 * Where a renewal stands. `ahead`: before documents are asked; `ask`: documents are asked now; `late`: after the alarm
 * day; `lapsed`: the last valid day has passed. A case that is open or filed goes before all of them.
 */
export const RENEWAL_STANDINGS = ['ahead', 'ask', 'late', 'lapsed', 'case-open', 'filed'] as const;
export type RenewalStanding = (typeof RENEWAL_STANDINGS)[number];

/** A step before the filing with its days, both included in the plan. */
export interface PlannedStep {
  stageKey: string;
  from: Day;
  to: Day;
  limit: Limit;
  /** whose working days were counted, ISO 3166-1 alpha-2 */
  country: string;
  /** of working days: it ran through a year without a published calendar, and may still move */
  isProvisional: boolean;
}

/** The way to a renewal, backwards from the last valid day. */
export interface RenewalPlan {
  expiresOn: Day;
  /** the last day to file: by the earlier of its readings, which stand in `counted` */
  filing: StatedDeadline;
  /** last day to ask the client for the documents; null where nobody has said how long the preparation takes */
  askBy: Day | null;
  /** from that day to the filing, in their order; empty where nobody has said how long they take */
  steps: PlannedStep[];
  /** key of the procedure; null where the reference data has none */
  procedure: string | null;
  standing: RenewalStanding;
  /** the renewal that is under way */
  openCase: CaseOnCertificate | null;
  obstacles: Obstacle[];
  ifLate: LateStep[];
}

/**
 * Plans the renewal of a certificate.
 *
 * @param today of the reader; the last valid day itself is not yet past
 * @param preparation the steps up to the filing in their order; empty: nobody has said how long they take
 * @returns the plan, or why there is none
 */
export function planRenewal(
  facts: RenewalFacts,
  today: Day,
  preparation: readonly PreparationStep[],
  book: ReferenceBook,
): RenewalPlan | { whyNot: NoRenewal } {
  const { scheme, status, validUntil: expiresOn } = facts;
  if (isSelfDeclaration(scheme)) return { whyNot: 'declaration' };
  if (!isLive(status)) return { whyNot: 'ended' };
  if (facts.isReplaced) return { whyNot: 'replaced' };
  if (expiresOn === null) return { whyNot: 'no-last-day' };
  const filing = certificateDeadlines(facts, book).find(({ kind }) => kind === 'renewal-filing');
  if (!filing) return { whyNot: 'no-rule' };
  const steps = stepsBefore(filing.dueOn, preparation);
  const askBy = steps[0]?.from ?? null;
  const window = { opensOn: askBy ?? filing.dueOn, alarmOn: filing.dueOn, expiresOn, today };
  const openCase = facts.cases.find(({ kind }) => kind === 'renewal') ?? null;
  return {
    expiresOn,
    filing,
    askBy,
    steps,
    procedure: renewalProcedure(scheme, book.schemes)?.key ?? null,
    standing: standingOf(openCase, window),
    openCase,
    obstacles: obstaclesOf(facts, window, book),
    ifLate: lateFiling({ scheme, alarmOn: filing.dueOn, expiresOn, today }, book),
  };
}

/** Each step ends where the next one begins; the last one ends with the filing. Their counts go back, so are negative. */
function stepsBefore(filingOn: Day, preparation: readonly PreparationStep[]): PlannedStep[] {
  const steps: PlannedStep[] = [];
  let to = filingOn;
  for (const { stageKey, limit, calendar } of [...preparation].reverse()) {
    const { result, country, isProvisional } = countFrom(to, -limit.amount, limit.unit, calendar);
    steps.unshift({ stageKey, from: result, to, limit, country, isProvisional });
    to = result;
  }
  return steps;
}

function standingOf(
  openCase: CaseOnCertificate | null,
  { opensOn, alarmOn, expiresOn, today }: { opensOn: Day; alarmOn: Day; expiresOn: Day; today: Day },
): RenewalStanding {
  if (openCase) return openCase.isFiled ? 'filed' : 'case-open';
  if (today > expiresOn) return 'lapsed';
  if (today > alarmOn) return 'late';
  return today >= opensOn ? 'ask' : 'ahead';
}
