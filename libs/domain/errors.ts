/** Facts of an error: flat, printable, never secrets. They reach the reader as part of the problem document. */
export type ErrorFacts = Readonly<Record<string, unknown>>;

/** The thing does not exist, or the caller may not know that it does. Answered with 404. */
export class NotFound extends Error {
  readonly code = 'not-found';
  constructor(readonly noun: string) {
    super(`${noun} not found`);
  }
}

/**
 * A rule of the product refuses the act. Answered with 409.
 *
 * @param code stable, `noun.reason`, e.g. `certificate.illegal-transition`; stands beside the rule that throws it
 * @param facts what the reader needs to put it right, e.g. `{ allowed: ['suspend', 'cancel'] }`
 */
export class RuleBroken extends Error {
  constructor(
    readonly code: string,
    readonly facts: ErrorFacts = {},
  ) {
    super(code);
  }
}

/** The caller is known and lacks the permission. Answered with 403. */
export class Forbidden extends Error {
  readonly code: string = 'forbidden';
  constructor(readonly needed: string) {
    super(`needs ${needed}`);
  }
}

/** One thing wrong with one field of the input. `allowed` names what would be accepted. */
export interface FieldFault {
  field: string;
  code: string;
  detail: string;
  allowed?: string;
}

/** The shape of the input is wrong. Answered with 400. */
export class BadInput extends Error {
  constructor(
    readonly code: string,
    readonly faults: readonly FieldFault[],
  ) {
    super(code);
  }
}

/** One field is wrong. @param allowed what would be accepted, where that can be named */
export function badField(field: string, code: string, detail: string, allowed?: string): BadInput {
  return new BadInput('invalid-input', [{ field, code, detail, ...(allowed && { allowed }) }]);
}
