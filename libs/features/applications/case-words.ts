import { Injectable } from '@nestjs/common';
import { Db, type NamedSql } from '#database/db';
import { searchPatterns, searchWords } from '#domain/search-words';

/** As many as a search has words at most. */
const PLACES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
type WordFilter = 'q' | 'met' | `word${(typeof PLACES)[number]}` | `dense${(typeof PLACES)[number]}`;

/** What a search asks of the list, as values of its filters. */
export type WordFilters = Partial<Record<WordFilter, string | string[]>>;

/** All of a kind that have such a word: looked up once, and rows held against them. */
const having = (kind: 'client' | 'product' | 'names' | 'number' | 'further') => `(select case_subjects('${kind}', $?))`;

/** The year is said by the row: of numbers only what is longer is looked up, and behind the year everything. */
const hasWord = (byNumber: string) => `starts_with(a.number_year::text, $?::text) or a.client_id in ${having('client')}
  or a.product_id in ${having('product')} or a.names_id in ${having('names')} or ${byNumber} or a.id in ${having('further')}`;

const HAS_WORD = hasWord(`a.id in ${having('number')}`);
/** Half of the cases may have the word; each is asked for itself, which the offset keeps the planner from turning around. */
const HAS_DENSE_WORD = hasWord(
  `exists (select 1 from search_words o where o.tenant_id = (select current_tenant()) and o.subject_id = a.id
    and o.word >= $?::text and o.word < $?::text || chr(1114111) offset 0)`,
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

/** How far each word reaches and, where all of several are common, the cases that have them all, if `meeting` tells them. */
const reachAnd = (name: string, meeting: string): NamedSql => ({
  name,
  text: `with reach as materialized (select word, is_few as "isFew", is_dense as "isDense" from applications_reach($1::text[]))
    select (select coalesce(json_agg(r), '[]') from reach r) as reach,
      case when (select count(*) > 1 and not bool_or(r."isFew") from reach r)
        then ${meeting}((select array_agg(r.word) from reach r), $2::integer) end as ids`,
});
/** Null where more than $2 cases have all words. */
const ALL = reachAnd('applications.reach-of-all', 'applications_met');
/** Of fewer cases that have all words, 5 of 100 in a tenant of 50,000, walking the list would take longer than reading them. */
const MET_AT_MOST = 2_500;
/** $2 of the cases that have all words, or all of them; null where so many have them that the list is passed sooner. */
const SOME = reachAnd('applications.reach-of-some', 'applications_some');

/**
 * Chooses how the list looks for words. Where one of them leads to few cases: from that word to its cases. Where all are
 * common, but few cases have all of them: those. Otherwise the list is walked in its own order and each row held against
 * those who have the word: a page is full after a few hundred rows, while the cases of the word may be all of them.
 */
@Injectable()
export class CaseWords {
  constructor(private readonly db: Db) {}

  async filtersOf(text: string): Promise<WordFilters> {
    return this.filters(text, ALL, MET_AT_MOST);
  }

  /** For a count by words alone: some of the cases are enough, `atMost` or, where there are fewer, all. */
  async filtersOfSome(text: string, atMost: number): Promise<WordFilters> {
    return wordsToCount(await this.filters(text, SOME, atMost));
  }

  private async filters(text: string, statement: NamedSql, atMost: number): Promise<WordFilters> {
    const [found] = await this.db.read<{ reach: Reach[]; ids: string[] | null }>(statement, [
      searchWords(text),
      atMost,
    ]);
    const { reach, ids } = found!;
    if (reach.length === 0 || reach.some(({ isFew }) => isFew)) return { q: searchPatterns(text) };
    if (ids) return { met: ids };
    // The rarer ones first: what they leave out is not asked further.
    return Object.fromEntries(
      reach
        .sort((a, b) => Number(a.isDense) - Number(b.isDense))
        .map(({ word, isDense }, at) => [`${isDense ? 'dense' : 'word'}${at + 1}`, word]),
    );
  }
}
