import { BadInput, type ErrorFacts } from '#domain/errors';
import { SpreadsheetRefused, type RefusalCode } from '#platform/spreadsheet/refused';

/** Why a table that could be read is no register, or why a clean one could not be imported. */
export type RegisterRefusalCode =
  | 'register.no-headings'
  | 'register.columns-missing'
  | 'register.column-twice'
  | 'register.no-rows'
  | 'import.changed-meanwhile'
  | 'import.unexpected';

const TEXTS: Readonly<Record<RegisterRefusalCode, { detail: (facts: ErrorFacts) => string; allowed: string | null }>> =
  {
    'register.no-headings': {
      detail: () => 'No row of headings was found in the first 20 rows of any sheet.',
      allowed: 'A row with headings such as Client 客户, Certificate no. 证书编号, Status 状态, in any order',
    },
    'register.columns-missing': {
      detail: (f) => `These columns are missing: ${(f.missing as string[]).join(', ')}.`,
      allowed: 'A heading for each of them, in English, Chinese or both; or say which heading stands for it',
    },
    'register.column-twice': {
      detail: (f) => `Columns ${(f.letters as string[]).join(' and ')} both stand for ${f.column}.`,
      allowed: 'One column for each; or say which one to leave alone',
    },
    'register.no-rows': { detail: () => 'Nothing stands below the headings.', allowed: 'At least one row' },
    'import.changed-meanwhile': {
      detail: () =>
        'Since the file was checked, something here has changed that it does not fit any more. Nothing was imported.',
      allowed: 'The file checked again',
    },
    'import.unexpected': { detail: () => 'Something failed on our side. Nothing was imported.', allowed: null },
  };

/** The table is no register. The facts name what is missing. */
export class RegisterRefused extends BadInput {
  constructor(
    override readonly code: RegisterRefusalCode,
    readonly facts: ErrorFacts = {},
  ) {
    const { detail, allowed } = refusalTexts(code, facts);
    super(code, [{ field: 'file', code, detail, ...(allowed && { allowed }) }]);
  }
}

/** The English words of a refusal, by its code and facts as they are stored. */
export function refusalTexts(code: string, facts: ErrorFacts): { detail: string; allowed: string | null } {
  if (code in TEXTS) {
    const { detail, allowed } = TEXTS[code as RegisterRefusalCode];
    return { detail: detail(facts), allowed };
  }
  const { detail, allowed } = new SpreadsheetRefused(code as RefusalCode, facts);
  return { detail, allowed };
}
