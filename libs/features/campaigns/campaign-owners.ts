import type { Db } from '#database/db';
import type { OwnerRule } from './campaigns.dto.js';

/** Gives each new case its owner by the rule of the campaign. */
export interface OwnerChooser {
  /** @param responsibleId of the certificate. @returns null: nobody */
  next(responsibleId: string | null): string | null;
}

/**
 * @returns a chooser as things stand now. Counting begins anew with each one, from what is stored: a worker that takes
 *   over chooses as the one before would have
 */
export async function ownerChooser(db: Db, rule: OwnerRule): Promise<OwnerChooser> {
  const { by, memberId = null, memberIds = [] } = rule;
  if (by === 'member') return { next: () => memberId };
  if (by === 'responsible') return { next: (responsibleId) => responsibleId ?? memberId };
  const rows = await db.read<{ memberId: string; cases: number }>(OPEN_CASES, [memberIds]);
  const cases = new Map(rows.map((row) => [row.memberId, row.cases]));
  return {
    next: () => {
      const fewest = memberIds.reduce((a, b) => ((cases.get(b) ?? 0) < (cases.get(a) ?? 0) ? b : a));
      cases.set(fewest, (cases.get(fewest) ?? 0) + 1);
      return fewest;
    },
  };
}

/** Those who have left since the draft was written own nothing new. */
const OPEN_CASES = {
  name: 'campaigns.open-cases-of-owners',
  text: `select m.id as "memberId", (select count(*)::int from applications a
      where a.tenant_id = m.tenant_id and a.owner_id = m.id and a.ended_on is null) as cases
    from members m where m.tenant_id = (select current_tenant()) and m.id = any ($1::uuid[])`,
};
