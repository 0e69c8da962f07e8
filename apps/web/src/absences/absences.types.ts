import type { Day } from '#domain/day';

/** A time in which a member is away and somebody stands in. */
export interface Absence {
  id: string;
  memberId: string;
  memberName: string;
  fromOn: Day;
  toOn: Day;
  /** null: the deputy of each case. */
  deputyId: string | null;
  deputyName: string | null;
  version: number;
}
