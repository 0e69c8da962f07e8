import { REACH_OF, type ProductChangeKind } from '#domain/product-changes/change-kind';
import { readDay } from '../i18n/day-input.js';
import type { Query } from '../api/client.js';
import type { ProductChangeInput } from './product-changes.types.js';

/** What is typed while a change is entered. */
export interface NewChangeValues {
  kind: ProductChangeKind | null;
  clientId: string | null;
  factoryId: string | null;
  products: readonly { id: string; name: string }[];
  title: string;
  description: string;
  plannedOn: string;
  /** certificate id -> why it is not touched; empty while nothing was typed */
  leftOut: Readonly<Record<string, string>>;
  /** other companies at the factory that are left alone */
  notFor: readonly string[];
}

export const NOTHING_ENTERED: NewChangeValues = {
  kind: null,
  clientId: null,
  factoryId: null,
  products: [],
  title: '',
  description: '',
  plannedOn: '',
  leftOut: {},
  notFor: [],
};

/** The question to which the certificates are the answer; null while it cannot be asked. */
export function touchedQuestion({ kind, clientId, factoryId, products }: NewChangeValues): Query | null {
  if (!kind || !clientId) return null;
  const reach = REACH_OF[kind];
  if (reach === 'factory') return factoryId ? { kind, clientId, factoryId } : null;
  if (reach === 'products')
    return products.length > 0 ? { kind, clientId, productIds: products.map(({ id }) => id) } : null;
  return { kind, clientId };
}

export type MissingOfChange = 'kind' | 'client' | 'factory' | 'products' | 'title' | 'day' | 'reason';

/** What is missing, by field, before the api is asked. */
export function faultsOfChange(
  values: NewChangeValues,
  say: (what: MissingOfChange) => string,
): Record<string, string> {
  const { kind, clientId, factoryId, products, title, plannedOn, leftOut } = values;
  const faults: Record<string, string> = {};
  if (!kind) faults['kind'] = say('kind');
  if (!clientId) faults['client'] = say('client');
  if (kind && REACH_OF[kind] === 'factory' && !factoryId) faults['factory'] = say('factory');
  if (kind && REACH_OF[kind] === 'products' && products.length === 0) faults['products'] = say('products');
  for (const [id, reason] of Object.entries(leftOut)) if (!reason.trim()) faults[`leftOut.${id}`] = say('reason');
  if (!title.trim()) faults['title'] = say('title');
  if (plannedOn.trim() && !readDay(plannedOn)) faults['plannedOn'] = say('day');
  return faults;
}

/** What is sent. @param others companies at the same factory, as the api named them */
export function changeInput(values: NewChangeValues, others: readonly string[]): ProductChangeInput {
  const { kind, clientId, factoryId, products, title, description, plannedOn, leftOut, notFor } = values;
  const reach = REACH_OF[kind!];
  const also = others.filter((id) => !notFor.includes(id));
  const out = Object.entries(leftOut).map(([certificateId, reason]) => ({ certificateId, reason: reason.trim() }));
  return {
    kind: kind!,
    clientId: clientId!,
    ...(reach === 'factory' && { factoryId: factoryId! }),
    ...(reach === 'products' && { productIds: products.map(({ id }) => id) }),
    title: title.trim(),
    description: description.trim() || null,
    plannedOn: readDay(plannedOn),
    ...(out.length > 0 && { leftOut: out }),
    ...(reach === 'factory' && also.length > 0 && { alsoForClientIds: also }),
  };
}
