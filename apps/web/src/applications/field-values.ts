import type { Day } from '#domain/day';

/** What a field of a form says: an empty one says nothing. */
export const textOrNull = (text: string): string | null => text.trim() || null;
export const dayOrNull = (text: string): Day | null => text.trim() || null;
