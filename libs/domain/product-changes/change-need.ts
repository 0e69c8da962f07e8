import type { Scheme } from '../certificate.js';
import type { Sourced, Words } from '../reference/record.js';
import type { SchemeDefinition } from '../reference/scheme.js';
import type { ProductChangeKind } from './change-kind.js';

/** The procedure by which a certificate is changed, with the codes of its kinds. */
export const CHANGE_PROCEDURE = 'ccc-change';

/**
 * The change code of each kind, after the code list of a certification body's own system: a supplier counts with design
 * and key components, a quality system with the factory.
 */
export const CODE_OF: Readonly<Record<ProductChangeKind, string>> = {
  name: '01',
  model: '02',
  design: '03',
  supplier: '03',
  site: '04',
  'quality-system': '04',
  mark: '05',
};

/** Codes of a status (suspension, restoration ...) stand in the same list; they are no changes of goods. */
const STATUS_CODE = /^08_/;

/** What a change of this code needs on one certificate. */
export interface ChangeNeed {
  code: string;
  /** what the code stands for; null where the reference data does not have it */
  names: Words | null;
  /** document check, new test, new inspection ...; null: not found for this kind of certificate */
  needs: Words | null;
  /** procedure by which a case is opened; null: none is known, the acceptance is recorded by hand */
  schemeKey: string | null;
  source: Sourced | null;
}

type Schemes = ReadonlyMap<string, SchemeDefinition>;

/** The codes that may be chosen for a change of goods, in the order of the list. */
export function changeCodes(schemes: Schemes): string[] {
  return variantsOf(schemes).map(({ code }) => code);
}

/**
 * What a certificate or declaration of this scheme needs. The procedure is that of CCC certificates: for a declaration
 * or a voluntary mark none was found, and none is made up.
 */
export function changeNeed(code: string, scheme: Scheme, schemes: Schemes): ChangeNeed {
  const procedure = schemes.get(CHANGE_PROCEDURE);
  const variant = variantsOf(schemes).find((one) => one.code === code);
  const isRuled = procedure !== undefined && procedure.certifies === scheme && variant !== undefined;
  return {
    code,
    names: variant?.names ?? null,
    needs: isRuled ? variant.needs : null,
    schemeKey: isRuled ? procedure.key : null,
    source: isRuled ? { certainty: procedure.certainty, source: procedure.source } : null,
  };
}

function variantsOf(schemes: Schemes): SchemeDefinition['variants'] {
  return (schemes.get(CHANGE_PROCEDURE)?.variants ?? []).filter(({ code }) => !STATUS_CODE.test(code));
}
