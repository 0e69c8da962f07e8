import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Tidy } from '#platform/http/fields';

export class ReleaseKeyInput {
  /** who asks with it, e.g. `SAP goods issue Suzhou` */
  @Tidy() @IsString() @Length(1, 100) name: string;
  /** it then answers for this client's products only; for all when left out */
  @IsOptional() @IsUUID() clientId?: string;
}

export class ReleaseKeyView {
  id: string;
  name: string;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  createdAt: string;
  createdByName: string | null;
  /** to the hour, roughly; null = never */
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export class NewReleaseKeyView extends ReleaseKeyView {
  /** told this once; only its hash is kept */
  key: string;
}

export class ReleaseKeyList {
  items: ReleaseKeyView[];
}
