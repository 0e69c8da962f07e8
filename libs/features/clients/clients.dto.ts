import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Length, MaxLength, Min } from 'class-validator';
import { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import { IfGiven, IsCountry, IsName, Tidy } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';
import { ContactView } from './contacts.dto.js';
import { FactoryLine } from './factories.dto.js';

export const CLIENT_SORTS = ['legalName', '-createdAt'] as const;
export type ClientSort = (typeof CLIENT_SORTS)[number];

export class ClientListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CLIENT_SORTS, default: 'legalName' })
  @IsOptional()
  @IsIn(CLIENT_SORTS)
  sort?: ClientSort;

  /** words of the name in either script */
  @ApiPropertyOptional()
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class ClientInput {
  /** in Latin script, as in the register of companies */
  @Tidy() @IsString() @IsName() @Length(1, 200) legalName: string;
  /** in Chinese script, as on the business licence or the application */
  @IsOptional() @Tidy() @IsString() @Length(1, 200) legalNameZh?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) address?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) addressZh?: string | null;
  /** ISO 3166, two capital letters */
  @IsCountry() country: string;
}

export class ClientEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 200) legalName?: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 200) legalNameZh?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) address?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) addressZh?: string | null;
  @IfGiven() @IsCountry() country?: string;
}

/** One row of the list of clients. */
export class ClientLine {
  id: string;
  legalName: string;
  legalNameZh: string | null;
  country: string;
  /** certificates and declarations that are valid or suspended */
  certificatesLive: number;
  /** open deadlines of its certificates */
  deadlinesOpen: number;
  /** day of the nearest of them */
  nextDueOn: string | null;
  /** instant */
  createdAt: string;
}

export class ClientPage {
  items: ClientLine[];
  nextCursor: string | null;
}

/** A client company with its people and production sites. */
export class ClientView {
  id: string;
  legalName: string;
  legalNameZh: string | null;
  address: string | null;
  addressZh: string | null;
  country: string;
  /** the tenant itself, where the tenant is a manufacturer */
  isOwn: boolean;
  /** zones of its country: one is taken without asking, of several a contact's must be named */
  timeZones: string[];
  contacts: ContactView[];
  factories: FactoryLine[];
  products: number;
  certificatesLive: number;
  certificatesEnded: number;
  deadlinesOpen: number;
  nextDueOn: string | null;
  @ApiProperty({ type: String, nullable: true }) nextDueKind: DeadlineKind | null;
  @ApiProperty({ type: String, nullable: true }) nextDueBasis: Basis | null;
  /** instant */
  createdAt: string;
  version: number;
}
