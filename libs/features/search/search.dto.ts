import { IsString, Length } from 'class-validator';
import type { ApplicationStatus } from '#domain/states/application-status';
import { Tidy } from '#platform/http/fields';

export const SEARCH_KINDS = ['case', 'certificate', 'product', 'client', 'factory', 'audit', 'booking'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

export class SearchQuery {
  /** what was typed so far: every word of it must begin a word, a number or a model, in either script */
  @Tidy() @IsString() @Length(1, 200) q: string;
}

/** Something found, as much as a line needs to be told from others. */
export class SearchHit {
  kind: SearchKind;
  id: string;
  /** the number of a case or certificate, else the name of the thing or of what it is about */
  title: string;
  titleZh: string | null;
  /** what it is about: product of a case or certificate, models of a product, laboratory of a booking */
  about: string | null;
  aboutZh: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  /** state of a case, certificate, audit or booking, by its own words */
  status: ApplicationStatus | (string & {}) | null;
  /** first day of an audit or booking, where one is planned */
  on: string | null;
}

/** The first few of each kind, the kinds in a fixed order. */
export class SearchView {
  items: SearchHit[];
}
