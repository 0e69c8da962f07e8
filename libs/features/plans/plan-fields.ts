import { ValidateBy, type ValidationOptions } from 'class-validator';
import { COUNT_UNITS } from '#domain/calendar/counting';
import { isDay } from '#domain/day';
import { KNOWN_OR_NOT } from '#domain/reference/actors';

/** Entries of one record of a body: more than all schemes have stages and conditions. */
export const MOST_ENTRIES = 100;

const KEY = /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/;

/** A record of plain keys whose values are right. */
function recordRule(name: string, isValue: (value: unknown) => boolean, message: string) {
  const validate = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const entries = Object.entries(value);
    return entries.length <= MOST_ENTRIES && entries.every(([key, entry]) => KEY.test(key) && isValue(entry));
  };
  const text = `$property must be an object of at most ${MOST_ENTRIES} keys of letters, digits and hyphens, each with ${message}`;
  return (options?: ValidationOptions) =>
    ValidateBy({ name, validator: { validate, defaultMessage: () => text } }, options);
}

function isShape(value: unknown, fields: Readonly<Record<string, (field: unknown) => boolean>>): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const isKnown = Object.keys(value).every((key) => key in fields);
  return isKnown && Object.entries(fields).every(([key, isRight]) => isRight((value as Record<string, unknown>)[key]));
}

const isOptionalDay = (value: unknown) => value === undefined || value === null || isDay(value);

/** Answers to questions by their keys. */
export const IsAnswers = recordRule(
  'isAnswers',
  (value) => KNOWN_OR_NOT.includes(value as never),
  KNOWN_OR_NOT.join(', '),
);

export const IsDays = recordRule('isDays', isDay, 'an existing day, YYYY-MM-DD');

export const IsDurations = recordRule(
  'isDurations',
  (value) =>
    isShape(value, {
      amount: (amount) => Number.isInteger(amount),
      unit: (unit) => unit === undefined || COUNT_UNITS.includes(unit as never),
    }),
  `{ amount: whole number, unit: ${COUNT_UNITS.join(' | ')} (working-days when left out) }`,
);

export const IsPins = recordRule(
  'isPins',
  (value) => isShape(value, { startsOn: isOptionalDay, endsOn: isOptionalDay }),
  '{ startsOn, endsOn }: existing days, YYYY-MM-DD, or null',
);
