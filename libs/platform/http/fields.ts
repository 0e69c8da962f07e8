import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { isDay } from '#domain/day';
import { isPlainName } from '#domain/names';
import { isEmail, narrow, tidyText } from '#domain/register/text';
import { isCountry, isTimeZone } from '#domain/register/words';

/**
 * Text as it is kept: without invisible characters, spaces at its ends and doubled spaces. Text that is empty then
 * becomes null, which clears an optional field and is refused by a required one. Of a list each text.
 */
export function Tidy(): PropertyDecorator {
  const tidy = (value: unknown): unknown => (typeof value === 'string' ? tidyText(value) || null : value);
  return Transform(({ value }) => (Array.isArray(value) ? value.map(tidy) : tidy(value)));
}

/** As `Tidy`, for words that are compared: full-width letters become narrow, spaces go, small letters become capital. */
export function TidyCode(): PropertyDecorator {
  return Transform(({ value }) =>
    typeof value === 'string' ? narrow(tidyText(value)).toUpperCase().replace(/\s+/g, '') || null : (value as unknown),
  );
}

/** Of a change (PATCH): the field may be left out; given, it must be right. (`IsOptional` would let null pass.) */
export function IfGiven(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** A query field that may be repeated or name several values with commas: `status=valid&status=expired`, `status=valid,expired`. */
export function Several(): PropertyDecorator {
  return Transform(({ value }) =>
    value === undefined
      ? undefined
      : [value].flat().flatMap((part) => (typeof part === 'string' ? part.split(',') : [part])),
  );
}

const rule = (name: string, validate: (value: unknown) => boolean, message: string) => (options?: ValidationOptions) =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => message } }, options);

/** A name that can be told from others: at least one letter or digit, of any script. */
export const IsName = rule(
  'isName',
  (value) => typeof value === 'string' && /[\p{L}\p{N}]/u.test(value),
  '$property must contain a letter or a digit',
);

/**
 * As `Tidy`, for the names of people and tenants, which stand in mails to strangers: what looks like a link, an address
 * or a second line is refused and not silently joined.
 */
export function PlainName(): PropertyDecorator {
  const isPlain = rule(
    'isPlainName',
    // Null and what is no text is for `IsName` and `Length` to refuse, or for `IsOptional` to allow.
    (value) => typeof value !== 'string' || isPlainName(value),
    '$property must be a name of letters, digits, spaces and punctuation on one line, without "://", "www." and "@"',
  )();
  return (target, property) => {
    Transform(({ value }) => (typeof value === 'string' && isPlainName(value) ? tidyText(value) || null : value))(
      target,
      property,
    );
    isPlain(target, property as string);
  };
}

/** A day that exists, `YYYY-MM-DD`. */
export const IsDay = rule('isDay', isDay, '$property must be an existing day, YYYY-MM-DD');

/** A country of ISO 3166 by its two capital letters. */
export const IsCountry = rule(
  'isCountry',
  (value) => typeof value === 'string' && isCountry(value),
  '$property must be the two letters of a country (ISO 3166), for example DE',
);

/** A zone of the tz database. */
export const IsZone = rule(
  'isTimeZone',
  (value) => typeof value === 'string' && isTimeZone(value),
  '$property must be a time zone of the tz database, for example Europe/Berlin',
);

/** One e-mail address without a name around it. */
export function IsAddress(): PropertyDecorator {
  const isAddress = rule(
    'isEmail',
    (value) => typeof value === 'string' && isEmail(value),
    '$property must be one e-mail address, for example name@example.com',
  )();
  return (target, property) => {
    Transform(({ value }) => (typeof value === 'string' ? narrow(tidyText(value)).toLowerCase() : (value as unknown)))(
      target,
      property,
    );
    isAddress(target, property as string);
  };
}
