import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsString, Length, Matches, Min,
} from 'class-validator'; // prettier-ignore
import { CHANNEL_KINDS, CHANNEL_TOPICS, type ChannelKind, type ChannelTopic } from '#domain/mail/channel';
import { LANGUAGES, type Language } from '#domain/permissions';
import { IfGiven, IsName, Tidy } from '#platform/http/fields';

export const SMS_CONTENT_TYPES = ['application/json', 'application/x-www-form-urlencoded'] as const;

/** Where a channel leads. It is kept sealed and shown to nobody again. */
class TargetInput {
  /** of the webhook, the SMS gateway or the push service; https */
  @IsString() @Length(10, 2000) url: string;
  /** of DingTalk: the key by which messages are signed; of web push: `auth` of the subscription */
  @IfGiven() @IsString() @Length(8, 300) secret?: string;
  /** of web push: `p256dh` of the subscription */
  @IfGiven() @IsString() @Length(80, 200) publicKey?: string;
  /** of an SMS gateway: up to ten headers, e.g. its key */
  @IfGiven() @IsObject() headers?: Record<string, string>;
  /** of an SMS gateway: what is sent, with `{{text}}` and, where it is wanted, `{{to}}` */
  @IfGiven() @IsString() @Length(8, 4000) body?: string;
  @IfGiven() @IsIn(SMS_CONTENT_TYPES) contentType?: (typeof SMS_CONTENT_TYPES)[number];
  /** of an SMS gateway: number of the reader with its country */
  @IfGiven() @Matches(/^\+[1-9]\d{6,14}$/, { message: '$property must be a number like +4915112345678' }) to?: string;
}

export class ChannelInput extends TargetInput {
  @ApiProperty({ enum: CHANNEL_KINDS }) @IsIn(CHANNEL_KINDS) kind: ChannelKind;
  /** as its owner tells it from others */
  @Tidy() @IsString() @Length(1, 100) @IsName() name: string;
  /** the team's: it hears what the team's people are mailed, each thing once; only those who lead may make one */
  @IfGiven() @IsBoolean() isTeam?: boolean;
  /** of the team's: in which it is spoken to; the organisation's when left out. One's own channel speaks as one's mails */
  @ApiPropertyOptional({ enum: LANGUAGES }) @IfGiven() @IsIn(LANGUAGES) language?: Language;
  @ApiProperty({ enum: CHANNEL_TOPICS, isArray: true })
  @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(CHANNEL_TOPICS, { each: true })
  topics: ChannelTopic[]; // prettier-ignore
}

export class ChannelChanges {
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @Length(1, 100) @IsName() name?: string;
  @IfGiven() @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(CHANNEL_TOPICS, { each: true }) topics?: ChannelTopic[];
  /** of the team's */
  @ApiPropertyOptional({ enum: LANGUAGES }) @IfGiven() @IsIn(LANGUAGES) language?: Language;
  @IfGiven() @IsBoolean() isOn?: boolean;
}

export class ChannelView {
  id: string;
  @ApiProperty({ enum: CHANNEL_KINDS }) kind: ChannelKind;
  name: string;
  isTeam: boolean;
  /** whether the caller may change it */
  isOwn: boolean;
  /** all that is shown of its address */
  host: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  @ApiProperty({ enum: CHANNEL_TOPICS, isArray: true }) topics: ChannelTopic[];
  isOn: boolean;
  /** instant of the last message, or of the last try */
  lastAt: string | null;
  lastState: 'sent' | 'delayed' | 'refused' | null;
  /** the server's own words */
  lastAnswer: string | null;
  /** messages that wait to be sent */
  owed: number;
  version: number;
}

export class ChannelList {
  items: ChannelView[];
  /** kinds that can be made here: SMS only where the installation allows a gateway */
  @ApiProperty({ enum: CHANNEL_KINDS, isArray: true }) kinds: ChannelKind[];
  /** in which a channel of the team speaks unless another is chosen */
  @ApiProperty({ enum: LANGUAGES }) teamLanguage: Language;
  /** hosts of SMS gateways that are allowed */
  smsHosts: string[];
  /** by which a browser subscribes to web push (base64url) */
  pushKey: string;
}

export class ChannelTestView {
  state: 'sent' | 'delayed' | 'refused';
  /** the server's own words */
  answer: string;
}
