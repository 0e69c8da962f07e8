/** What is changed about goods that are certified, or about who makes them and where. */
export const PRODUCT_CHANGE_KINDS = ['design', 'supplier', 'site', 'name', 'quality-system', 'model', 'mark'] as const;
export type ProductChangeKind = (typeof PRODUCT_CHANGE_KINDS)[number];

/** How far a change reaches by itself: every certificate of the company, of the factory, or of the products named. */
export type ChangeReach = 'client' | 'factory' | 'products';

export const REACH_OF: Readonly<Record<ProductChangeKind, ChangeReach>> = {
  name: 'client',
  site: 'factory',
  'quality-system': 'factory',
  design: 'products',
  supplier: 'products',
  model: 'products',
  mark: 'products',
};
