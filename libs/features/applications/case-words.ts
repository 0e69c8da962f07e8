import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { searchPatterns, searchWords } from '#domain/search-words';

/** As many as a search has words at most. */
const PLACES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
type WordFilter = 'q' | 'met' | `word${(typeof PLACES)[number]}` | `dense${(typeof PLACES)[number]}`;

/** What a search asks of the list, as values of its filters. */
export type WordFilters = Partial<Record<WordFilter, string | string[]>>;

const OF_TENANT = 'tenant_id = (select current_tenant())';
const BEGINS = 'o.word >= $?::text and o.word < $?::text || chr(1114111)';

/** All of a kind that have such a word: the planner looks them up once and holds rows against them. */
const having = (kinds: string) =>
  `select o.subject_id from search_words o where o.${OF_TENANT} and o.kind in (${kinds}) and ${BEGINS}`;

/** The year is said by the row: of numbers only what is longer is looked up, and behind the year everything. */
const hasWord = (
  itself: string,
) => `starts_with(a.number_year::text, $?::text) or a.client_id in (${having(`'client'`)})
  or a.product_id in (${having(`'product'`)}) or a.names_id in (${having(`'names'`)}) or ${itself}
  or a.id in (select u.application_id from application_units u where u.${OF_TENANT} and u.position > 1
    and u.product_id in (${having(`'product'`)}))`;

const YEAR_DIGITS = 4;
const HAS_WORD = hasWord(
  `a.id in (${having(`'sequence', case when length($?::text) > ${YEAR_DIGITS} then 'application' else 'sequence' end`)})`,
);
/** Half of the cases may have the word; each is asked for itself, which the offset keeps the planner from turning around. */
const HAS_DENSE_WORD = hasWord(
  `exists (select 1 from search_words o where o.${OF_TENANT} and o.subject_id = a.id and ${BEGINS} offset 0)`,
);

/** The conditions behind `WordFilters`, for the list of cases. */
export const WORD_FILTERS = Object.fromEntries([
  ['q', 'a.id in (select applications_matching($?::text[]))'],
  ['met', 'a.id in (select unnest($?::uuid[]))'],
  ...PLACES.flatMap((place) => [
    [`word${place}`, HAS_WORD],
    [`dense${place}`, HAS_DENSE_WORD],
  ]),
]) as Record<WordFilter, string>;

/** The same for a count, which walks far: what is looked up once is cheaper there than what is asked of each row. */
export function wordsToCount(words: WordFilters): WordFilters {
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [name.replace('dense', 'word'), value]));
}

interface Reach {
  word: string;
  isFew: boolean;
  isDense: boolean;
}

const REACH: NamedSql = {
  name: 'applications.reach',
  text: 'select word, is_few as "isFew", is_dense as "isDense" from applications_reach($1::text[])',
};

/** Null where more than $2 cases have all words. */
const MET: NamedSql = {
  name: 'applications.met',
  text: 'select applications_met($1::text[], $2::integer) as ids',
};
/** Of fewer cases that have all words, 5 of 100 in a tenant of 50,000, walking the list would take longer than reading them. */
const MET_AT_MOST = 2_500;

/**
 * Chooses how the list looks for words. Where one of them leads to few cases: from that word to its cases. Where all are
 * common, but few cases have all of them: those. Otherwise the list is walked in its own order and each row held against
 * those who have the word: a page is full after a few hundred rows, while the cases of the word may be all of them.
 */
@Injectable()
export class CaseWords {
  constructor(private readonly db: Db) {}

  async filtersOf(text: string): Promise<WordFilters> {
    const reach = await this.db.read<Reach>(REACH, [searchWords(text)]);
    if (reach.length === 0 || reach.some(({ isFew }) => isFew)) return { q: searchPatterns(text) };
    if (reach.length > 1) {
      const words = reach.map(({ word }) => word);
      const [met] = await this.db.read<{ ids: string[] | null }>(MET, [words, MET_AT_MOST]);
      if (met!.ids) return { met: met!.ids };
    }
    // The rarer ones first: what they leave out is not asked further.
    return Object.fromEntries(
      reach
        .sort((a, b) => Number(a.isDense) - Number(b.isDense))
        .map(({ word, isDense }, at) => [`${isDense ? 'dense' : 'word'}${at + 1}`, word]),
    );
  }
}
