import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { CALENDAR_FEED_KINDS, type CalendarFeedKind } from '#domain/calendar/feed';
import { LANGUAGES, type Language } from '#domain/permissions';
import { Tidy } from '#platform/http/fields';

export class CalendarFeedListQuery {
  @ApiPropertyOptional({ enum: CALENDAR_FEED_KINDS })
  @IsOptional()
  @IsIn(CALENDAR_FEED_KINDS)
  kind?: CalendarFeedKind;
  @IsOptional() @IsUUID() clientId?: string;
  @IsOptional() @IsUUID() factoryId?: string;
}

export class CalendarFeedInput {
  /** `person`: what its maker is responsible for, or as a client's contact is asked for; the others: all of the client, factory or tenant */
  @ApiProperty({ enum: CALENDAR_FEED_KINDS })
  @IsIn(CALENDAR_FEED_KINDS)
  kind: CalendarFeedKind;
  /** where it is read, e.g. `Outlook, office` */
  @Tidy() @IsString() @Length(1, 100) name: string;
  /** what its entries are written in; that of its maker when left out */
  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;
  /** of the kind `client`; a client's own company when a client asks */
  @IsOptional() @IsUUID() clientId?: string;
  /** of the kind `factory` */
  @IsOptional() @IsUUID() factoryId?: string;
}

export class CalendarFeedView {
  id: string;
  @ApiProperty({ enum: CALENDAR_FEED_KINDS }) kind: CalendarFeedKind;
  name: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  clientId: string | null;
  factoryId: string | null;
  /** who made it, and with whom it ends */
  madeBy: string;
  isMine: boolean;
  /** whether who asks may revoke it: its maker, owners and managers */
  mayRevoke: boolean;
  createdAt: string;
  /** null = never */
  lastUsedOn: string | null;
}

export class NewCalendarFeedView extends CalendarFeedView {
  /** told this once; only the hash of its secret is kept */
  address: string;
}

export class CalendarFeedList {
  items: CalendarFeedView[];
}
