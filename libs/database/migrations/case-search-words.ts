/**
 * How a text becomes the words it is found by, as SQL; used by the migration of the case search only and, like it, never
 * edited once merged.
 */

/**
 * What stands between words: everything of ASCII and Latin-1 that is no letter or digit, general and Chinese punctuation.
 * Spelled out, because the classes of a regular expression know no more than ASCII under the C locale.
 */
const SEPARATORS = String.raw`\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3000-\u303f`;
/** Han characters and kana, which are written without spaces. */
const HAN = String.raw`\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff`;

/** Between two characters: where digits and letters meet, and before and after each Han character. */
const BOUNDARY = [
  String.raw`(?<=[0-9])(?=[^0-9${SEPARATORS}])`,
  String.raw`(?<=[^0-9${SEPARATORS}])(?=[0-9])`,
  String.raw`(?=[${HAN}])`,
  String.raw`(?<=[${HAN}])(?=[^${HAN}${SEPARATORS}])`,
].join('|');

export const SEARCH_TEXT_FUNCTIONS = `
  create function search_fold(p_text text) returns text language sql immutable parallel safe
    as $$ select replace(lower(normalize(regexp_replace(normalize(p_text, NFKD), '[\\u0300-\\u036f]', '', 'g'), NFKC)), 'ß', 'ss') $$;
  comment on function search_fold(text) is 'without case, width and accents: Müller, MULLER and Ｍüller are the same';

  create function search_key(p_word text) returns text language sql immutable parallel safe
    as $$ select left(regexp_replace(search_fold(p_word), '[${SEPARATORS}]+', '', 'g'), 40) $$;
  comment on function search_key(text) is 'a typed word as it is compared with the beginnings of words; empty when it has no letter or digit';

  create function search_starts(p_text text, p_is_code boolean) returns text[] language plpgsql immutable parallel safe
    as $$
      declare
        v_folded constant text := search_fold(p_text);
        v_chunks constant text[] := case when p_is_code then array[v_folded] else regexp_split_to_array(v_folded, '\\s+') end;
        v_words text[] := '{}';
        v_chunk text;
        v_pieces text[];
        v_piece text;
        v_tail text;
      begin
        foreach v_chunk in array v_chunks loop
          v_pieces := string_to_array(
            regexp_replace(regexp_replace(v_chunk, '${BOUNDARY}', chr(1), 'g'), '[${SEPARATORS}]+', chr(1), 'g'), chr(1));
          v_tail := '';
          for i in reverse coalesce(cardinality(v_pieces), 0)..1 loop
            v_piece := v_pieces[i];
            continue when v_piece = '';
            if v_piece ~ '^[0-9]{10,}$' then
              for j in 1..(length(v_piece) - 1) / 4 loop
                v_words := v_words || left(substr(v_piece, j * 4 + 1) || v_tail, 40);
              end loop;
            end if;
            v_tail := left(v_piece || v_tail, 40);
            v_words := v_words || v_tail;
            if p_is_code and v_piece ~ '^0+[1-9][0-9]*$' then v_words := v_words || ltrim(v_piece, '0'); end if;
          end loop;
        end loop;
        return v_words;
      end $$;
  comment on function search_starts(text, boolean) is
    'the text from each beginning of a word on: at spaces and signs, where letters meet digits, at each Han character, every four digits of a long number; of a code also its numbers without leading zeros';

  create function search_words_of(p_row jsonb, p_codes text[], p_names text[]) returns text[]
    language plpgsql immutable parallel safe
    as $$
      declare
        v_words text[] := '{}';
        v_field text;
        v_text text;
      begin
        foreach v_field in array p_codes loop
          if jsonb_typeof(p_row -> v_field) = 'array' then
            for v_text in select jsonb_array_elements_text(p_row -> v_field) loop
              v_words := v_words || search_starts(v_text, true);
            end loop;
          elsif p_row ->> v_field is not null then
            v_words := v_words || search_starts(p_row ->> v_field, true);
          end if;
        end loop;
        foreach v_field in array p_names loop
          if p_row ->> v_field is not null then v_words := v_words || search_starts(p_row ->> v_field, false); end if;
        end loop;
        return v_words;
      end $$;

  create function search_keys(p_words text[]) returns text[] language sql immutable parallel safe
    as $$ select coalesce(array_agg(distinct key), '{}') from (select search_key(w) as key from unnest(p_words) w) k where key <> '' $$;
  revoke all on function search_fold(text), search_key(text), search_starts(text, boolean),
    search_words_of(jsonb, text[], text[]), search_keys(text[]) from public;
`;
