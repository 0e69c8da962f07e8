import { BadInput, NotFound, RuleBroken } from '#domain/errors';

/** Why one of many was left as it was: the words that the same act alone would get. */
export interface Refusal {
  code: string;
  detail: string | null;
  facts: Record<string, unknown>;
}

/** @throws what is no refusal but a failure of ours */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof RuleBroken) return { code: error.code, detail: null, facts: error.facts };
  if (error instanceof NotFound) return { code: error.code, detail: error.message, facts: {} };
  if (error instanceof BadInput) {
    const { field, code, detail, allowed } = error.faults[0]!;
    return { code, detail, facts: { field, ...(allowed !== undefined && { allowed }) } };
  }
  throw error;
}
