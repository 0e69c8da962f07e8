import type pg from 'pg';
import { publish } from './publish.js';
import { shippedRecords } from './read-book.js';
import type { RawRecord } from './raw-record.js';

/**
 * Brings the release layer to what the files of this version say. Safe to run again: without a difference nothing is
 * written and no version made. What the platform owner has uploaded stays.
 *
 * @param owner a connection of the tables' owner, outside a transaction
 * @param log told once, in words, when anything changed
 * @param records for tests; the files of this version when left out
 * @returns how many records changed
 * @throws ReferenceFault naming file and record; the data in force stays then
 */
export async function loadReference(
  owner: pg.ClientBase,
  log: (line: string) => void = () => {},
  records: readonly RawRecord[] = shippedRecords(),
): Promise<number> {
  await owner.query('begin');
  try {
    const { version, changes } = await publish(owner, {
      layer: 'release',
      records,
      fileName: null,
      note: null,
      by: null,
      at: new Date(),
    });
    await owner.query('commit');
    if (changes.length > 0) log(`reference data: ${changes.length} records changed, version ${version}`);
    return changes.length;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}
