import type { RegulatoryEntry } from '#database/entities/regulatory-entry.entity';
import type { RegulatoryChangeView } from './regulatory-changes.dto.js';

/**
 * What an entry that follows a record keeps of it, so that its deadline and its history can be told without the record.
 * Whom it hits, the record says.
 */
export function followedFields(
  record: RegulatoryChangeView,
): Pick<
  RegulatoryEntry,
  | 'kind'
  | 'status'
  | 'instrument'
  | 'title'
  | 'titleZh'
  | 'sourceUrl'
  | 'certainty'
  | 'announcedOn'
  | 'deadlineOn'
  | 'viewsUntil'
> {
  // prettier-ignore
  const { kind, status, instrument, names, source, certainty, days } = record;
  return {
    kind: kind === 'catalogue' ? 'other' : kind,
    // A standard of which no day in force is known may still change.
    status: status === 'in-force' ? 'in-force' : 'draft',
    instrument: instrument.slice(0, 300),
    title: (names?.en ?? instrument).slice(0, 500),
    titleZh: names?.zh.slice(0, 500) ?? null,
    sourceUrl: source.split(' ; ').find((part) => /^https?:\/\//.test(part))?.slice(0, 2000) ?? null, // prettier-ignore
    certainty,
    announcedOn: days.announcedOn,
    deadlineOn: status === 'in-force' ? days.deadlineOn : null,
    viewsUntil: days.viewsUntil,
  };
}

/** The same for two ways of writing one instrument: width, case, spaces and dashes do not tell them apart. */
export function instrumentKey(instrument: string): string {
  return instrument
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u2010-\u2015\u2212\u2500_-]/g, '');
}
