import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { isId } from '#database/db';
import { isDay } from '#domain/day';
import { BadInput } from '#domain/errors';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;

/** Query fields of every list. A list's own query class extends it with its `sort` names and filters. */
export class PageQuery {
  /** rows at most */
  @ApiPropertyOptional({ minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  limit?: number;

  /** `nextCursor` of the page before */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;
}

/** A page of a list: rows and where the next one begins; `nextCursor` is null on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Position after a row: the sort it belongs to, the row's sort value (as text) and its id. */
export interface Position {
  sort: string;
  value: string | null;
  id: string;
}

export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.sort, position.value, position.id])).toString('base64url');
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

/** What a sort value must look like before it may reach the SQL: a forged one is the caller's fault, not ours. */
const IS_VALUE = {
  count: (value: string) => /^\d{1,18}$/.test(value),
  text: (value: string) => !value.includes('\0'),
  day: (value: string) => value === 'infinity' || isDay(value),
  // The parser takes 31 February for 3 March, Postgres does not.
  instant: (value: string) =>
    value === 'infinity' || (INSTANT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))),
};

/**
 * @param kind what the sort compares; days and instants may be `infinity`, a count is a whole number
 * @throws BadInput `invalid-cursor` when it is broken or belongs to another sort
 */
export function decodeCursor(
  cursor: string | undefined,
  sort: string,
  kind: keyof typeof IS_VALUE = 'text',
): Position | null {
  if (!cursor) return null;
  try {
    const [cursorSort, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (cursorSort === sort && (value === null || (typeof value === 'string' && IS_VALUE[kind](value))) && isId(id)) {
      return { sort, value, id };
    }
  } catch {
    // falls through to the one answer for every kind of broken cursor
  }
  throw new BadInput('invalid-cursor', [
    {
      field: 'cursor',
      code: 'invalid-cursor',
      detail: 'The cursor is broken or belongs to another sort order.',
      allowed: 'nextCursor of the page before, with the same sort',
    },
  ]);
}

/**
 * Cuts a page from rows fetched with one row more than asked.
 *
 * @param rows at most limit + 1 rows in order
 * @param valueOf the row's sort value as text, as the SQL compares it
 */
export function toPage<T extends { id: string }>(
  rows: T[],
  limit: number,
  sort: string,
  valueOf: (row: T) => string | null,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? encodeCursor({ sort, value: valueOf(last), id: last.id }) : null,
  };
}
