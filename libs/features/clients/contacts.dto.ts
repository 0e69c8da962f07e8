import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
import { LANGUAGES, type Language } from '#domain/permissions';
import { IfGiven, IsAddress, IsZone, Tidy } from '#platform/http/fields';

export class ContactInput {
  @Tidy() @IsString() @Length(1, 200) name: string;
  /** an e-mail address; a client has each only once */
  @IsAddress() email: string;
  /** of the mails the person gets */
  @ApiProperty({ enum: LANGUAGES }) @IsIn(LANGUAGES) language: Language;
  /** zone of the tz database; needed only where the client's country has several */
  @IsOptional() @IsZone() timeZone?: string | null;
  /** works at this factory of the client; null or left out: at the company itself */
  @IsOptional() @IsUUID() factoryId?: string | null;
}

export class ContactEdit {
  /** the version that was read */
  @IsInt() @Min(1) version: number;
  @IfGiven() @Tidy() @IsString() @Length(1, 200) name?: string;
  @IfGiven() @IsAddress() email?: string;
  @ApiProperty({ enum: LANGUAGES, required: false }) @IfGiven() @IsIn(LANGUAGES) language?: Language;
  /** null = that of the client's country */
  @IsOptional() @IsZone() timeZone?: string | null;
  /** a factory of the client; null = at the company itself */
  @IsOptional() @IsUUID() factoryId?: string | null;
}

/** A person at a client who gets mail. */
export class ContactView {
  id: string;
  clientId: string;
  name: string;
  email: string;
  @ApiProperty({ enum: LANGUAGES }) language: Language;
  timeZone: string;
  /** works at this factory of the client; null = at the company itself */
  factoryId: string | null;
  version: number;
}
