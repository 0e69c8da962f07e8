import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator'; // prettier-ignore
import { FACTORY_CLASSES, FactoryClass } from '#domain/certificate';
import { IfGiven, IsCountry, IsDay, IsName, Tidy, TidyCode } from '#platform/http/fields';
import { PageQuery } from '#platform/http/page';

export const FACTORY_SORTS = ['name', 'nextDueOn'] as const;
export type FactorySort = (typeof FACTORY_SORTS)[number];
export const FACTORY_CLASS_FILTERS = [...FACTORY_CLASSES, 'unknown'] as const;

const FACTORY_CODE = /^[A-Z0-9]{7}$/;
const FACTORY_CODE_SHAPE = { message: 'factoryCode must be 7 letters or digits' };

export class FactoryListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: FACTORY_SORTS, default: 'name' })
  @IsOptional()
  @IsIn(FACTORY_SORTS)
  sort?: FactorySort;

  @IsOptional() @IsUUID() clientId?: string;

  @ApiPropertyOptional({ enum: FACTORY_CLASS_FILTERS })
  @IsOptional()
  @IsIn(FACTORY_CLASS_FILTERS)
  factoryClass?: (typeof FACTORY_CLASS_FILTERS)[number];

  /** words of the name in either script, or of the factory code */
  @ApiPropertyOptional()
  @IsOptional()
  @Tidy()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class FactoryInput {
  /** the clients that produce there, and whose people may see it */
  @IsArray() @ArrayMaxSize(50) @ArrayUnique() @IsUUID(undefined, { each: true }) clientIds: string[];
  @Tidy() @IsString() @IsName() @Length(1, 300) name: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) nameZh?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) address?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) addressZh?: string | null;
  /** ISO 3166, two capital letters */
  @IsCountry() country: string;
  /** 7 letters or digits, given by the certification body */
  @IsOptional() @TidyCode() @Matches(FACTORY_CODE, FACTORY_CODE_SHAPE) factoryCode?: string | null;
  /** null = unknown; counted as 12 months */
  @ApiPropertyOptional({ enum: FACTORY_CLASSES, nullable: true })
  @IsOptional()
  @IsIn(FACTORY_CLASSES)
  factoryClass?: FactoryClass | null;
  /** day of the last follow-up inspection */
  @IsOptional() @IsDay() lastFollowUpOn?: string | null;
}

export class FactoryEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @IsName() @Length(1, 300) name?: string;
  @IsOptional() @Tidy() @IsString() @Length(1, 300) nameZh?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) address?: string | null;
  @IsOptional() @Tidy() @IsString() @MaxLength(1000) addressZh?: string | null;
  @IfGiven() @IsCountry() country?: string;
  @IsOptional() @TidyCode() @Matches(FACTORY_CODE, FACTORY_CODE_SHAPE) factoryCode?: string | null;
  @ApiPropertyOptional({ enum: FACTORY_CLASSES, nullable: true })
  @IsOptional()
  @IsIn(FACTORY_CLASSES)
  factoryClass?: FactoryClass | null;
  /** puts right what was entered; an inspection that took place is recorded as a follow-up inspection */
  @IsOptional() @IsDay() lastFollowUpOn?: string | null;
}

/** A follow-up inspection that took place. */
export class FollowUpInspectionInput {
  /** its last day; not in the future, and later than the one before */
  @IsDay() inspectedOn: string;
}

/** A client as others name it. */
export class NamedClient {
  id: string;
  legalName: string;
  legalNameZh: string | null;
}

/** One row of the list of factories. */
export class FactoryLine {
  id: string;
  name: string;
  nameZh: string | null;
  country: string;
  factoryCode: string | null;
  @ApiProperty({ enum: FACTORY_CLASSES, nullable: true }) factoryClass: FactoryClass | null;
  lastFollowUpOn: string | null;
  /** day of the next follow-up inspection; null = none is owed or the last one is unknown */
  nextDueOn: string | null;
  /** those that the reader may see */
  clients: NamedClient[];
  certificatesLive: number;
}

export class FactoryPage {
  items: FactoryLine[];
  nextCursor: string | null;
}

/** A production site. */
export class FactoryView extends FactoryLine {
  address: string | null;
  addressZh: string | null;
  /** instant */
  createdAt: string;
  version: number;
}
