import { compareEditions, readStandards } from '../changes/edition.js';
import type { Standard } from '../reference/catalogue.js';
import type { ReferenceBook } from '../reference/book.js';
import type { Obstacle, RenewalWindow } from './obstacles.js';
import type { RenewalFacts } from './renewal-facts.js';

/**
 * Standards of which a newer edition is in force, or will be before the certificate ends: the renewed one is issued by
 * the new edition. How existing certificates follow is data of each standard, often not found.
 */
export function standardObstacles(
  facts: Pick<RenewalFacts, 'standard' | 'classCode' | 'issuedOn'>,
  window: RenewalWindow,
  book: Pick<ReferenceBook, 'standards'>,
): Obstacle[] {
  const found: Obstacle[] = [];
  for (const standard of book.standards) {
    const { inForceOn, classKeys } = standard;
    if (inForceOn === null || inForceOn > window.expiresOn) continue;
    if (classKeys.length > 0 && !classKeys.includes(facts.classCode)) continue;
    const kind = kindOf(standard, facts, inForceOn > window.today);
    if (kind !== null) found.push(obstacle(kind, standard, facts.standard, window));
  }
  return found;
}

type StandardKind = 'standard-superseded' | 'standard-coming' | 'standard-unclear';

/** `unclear`: what is recorded does not tell the edition, and the certificate is older than the new one. */
function kindOf(
  { number, replaces, classKeys, inForceOn }: Standard,
  { standard, issuedOn }: Pick<RenewalFacts, 'standard' | 'issuedOn'>,
  isComing: boolean,
): StandardKind | null {
  const newer = readStandards(number)[0] ?? null;
  switch (compareEditions(standard, readStandards, replaces.flatMap(readStandards), newer)) {
    case 'replaced':
    case 'mixed':
      return isComing ? 'standard-coming' : 'standard-superseded';
    case 'other':
    case 'year-not-recorded':
      return 'standard-unclear';
    case 'not-recorded':
    case 'not-readable':
      // Only a standard that names the class can be meant; a certificate of after its first day is under it.
      return classKeys.length > 0 && (issuedOn === null || issuedOn < inForceOn!) ? 'standard-unclear' : null;
    default:
      return null;
  }
}

function obstacle(
  kind: StandardKind,
  standard: Standard,
  recorded: string | null,
  { alarmOn }: RenewalWindow,
): Obstacle {
  const { number, inForceOn, transition, certainty, source } = standard;
  const { existingUntil, note } = transition;
  return {
    kind,
    by: existingUntil !== null && existingUntil < alarmOn ? existingUntil : alarmOn,
    ref: null,
    facts: { edition: number, inForceOn, recorded, existingUntil },
    // The day until which to update is a day of the authority only where the transition names one.
    basis: existingUntil === null ? 'planning' : 'legal',
    certainty,
    source,
    note,
  };
}
