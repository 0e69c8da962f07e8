import { modelsKey } from './register/models.js';
import { nameKey } from './register/text.js';

/** What makes two products of a tenant the same certification unit. */
export interface UnitFacts {
  clientId: string;
  factoryId: string | null;
  classCode: string;
  name: string;
  models: readonly string[];
}

/** Keys stand in an index, whose entries hold some 2,700 bytes at most. */
const LONGEST_KEY = 500;

/**
 * The key of a certification unit: the same models of one class, made for one client in one factory, are one unit,
 * however its name is spelled; without models the name counts. A new edition of the standard is the same unit.
 */
export function unitKey(unit: UnitFacts): string {
  const made = unit.models.length > 0 ? modelsKey(unit.models) : nameKey(unit.name);
  const key = [unit.clientId, unit.factoryId ?? '', unit.classCode, made].join(' ');
  return key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY)} ${fingerprint(key)}`;
}

/** FNV-1a of 64 bits, in hex: tells long keys with the same beginning apart. Not for secrets. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
