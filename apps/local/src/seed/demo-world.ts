import type { Day } from '#domain/day';
import { jadebruecke } from './demo-jadebruecke.js';
import { pacificGate } from './demo-pacific-gate.js';
import type { DemoPerson, DemoTenant } from './demo-shapes.js';
import { yunfan } from './demo-yunfan.js';

/**
 * A small believable world: two consultancies and a manufacturer, with dates around `today`, so that every kind of
 * date shows. All companies and people are invented; product classes and standards are real.
 */
export function demoWorld(today: Day): DemoTenant[] {
  return [jadebruecke(today), pacificGate(today), yunfan(today)].map((tenant) => ({
    ...tenant,
    people: [...tenant.people, ...clientPeople(tenant)],
  }));
}

/** The contact of each client signs in to the portal. A manufacturer is no client of its own. */
function clientPeople({ kind, clients }: DemoTenant): DemoPerson[] {
  if (kind === 'manufacturer') return [];
  return clients.map(({ legalName, country, contact }) => ({ ...contact, country, role: 'client', client: legalName }));
}
