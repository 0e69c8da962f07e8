import { narrow, tidyText } from './text.js';

/** More than this in one unit of certification is a pasted column. */
export const MODELS_MAX = 200;

/** Of one model; a longer one was not split. */
export const MODEL_MAX_CHARACTERS = 100;

export interface ModelsReading {
  models: string[];
  /** The separators met, as they stand in the file; a line end is `\n`. */
  separators: string[];
  /** Named twice in the cell; kept once. */
  repeated: string[];
}

/** A comma of a decimal number with its unit (`1,5T`, `2,0 TDI`) is part of the name. */
const DECIMAL_COMMA = /(^|[^\p{L}\p{N}])(\d{1,2}),(\d{1,2})(?= ?\p{L})/gu;
const KEPT_COMMA = '\u0001';

/**
 * Splits the models of one cell at `;`, `；`, `、`, `,`, `，`, `|` and line ends. Never at a hyphen, a space or a dot.
 * A slash is part of a name (`185/65 R15`, `PA-749A/B`) unless spaces stand on both sides of it (`PA-749A / PA-870B`).
 * Order is kept; a model named twice (without case and width) counts once.
 */
export function readModels(text: string): ModelsReading {
  const separators = new Set<string>();
  const kept = text.replace(DECIMAL_COMMA, `$1$2${KEPT_COMMA}$3`);
  const parts = kept
    .replace(/\s[/／]\s/g, () => {
      separators.add('/');
      return ';';
    })
    .split(/([;；、,，|\r\n\u2028]+)/);
  const models = new Map<string, string>();
  const repeated: string[] = [];
  parts.forEach((part, index) => {
    if (index % 2 === 1) {
      for (const sign of part.replace(/[\r\u2028]/g, '\n')) separators.add(sign);
      return;
    }
    const model = tidyText(part.replaceAll(KEPT_COMMA, ','));
    if (model === '') return;
    const key = modelKey(model);
    if (models.has(key)) repeated.push(model);
    else models.set(key, model);
  });
  // The slash was turned into a semicolon above; name the semicolon only where the file has one.
  if (!/;/.test(text)) separators.delete(';');
  return { models: [...models.values()], separators: [...separators], repeated };
}

/** Two spellings of one model: width, case and spaces do not count, every other sign does. */
export function modelKey(model: string): string {
  return narrow(model).toUpperCase().replace(/\s+/g, '');
}

/** The key of a unit of certification's models: the same models in any order are the same unit. */
export function modelsKey(models: readonly string[]): string {
  return [...new Set(models.map(modelKey))].sort().join(';');
}
