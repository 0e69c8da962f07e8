import type { Db } from '#database/db';
import type { Day } from '#domain/day';
import type { Clock } from '#platform/clock';

const ZONE = {
  name: 'campaigns.zone',
  text: `select time_zone as "timeZone" from tenants where id = (select current_tenant())`,
};

/** The day it is for the tenant, inside a transaction or outside of one. */
export async function tenantDay(db: Db, clock: Clock): Promise<Day> {
  return clock.today(await tenantZone(db));
}

/** The time zone in which the tenant counts its days. */
export async function tenantZone(db: Db): Promise<string> {
  const [tenant] = await db.read<{ timeZone: string }>(ZONE);
  return tenant!.timeZone;
}
