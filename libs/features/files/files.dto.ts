import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsString, Length } from 'class-validator';
import type { StoredFile } from '#database/entities/stored-file.entity';
import { CHUNK_BYTES } from '#domain/files/file-types';
import { Tidy } from '#platform/http/fields';

export class UploadInput {
  /** as the person's machine calls it, with its ending */
  @Tidy() @IsString() @Length(1, 255) name: string;
  /** 1 to 262144000 */
  @IsInt() sizeBytes: number;
}

/** An upload under way. */
export class UploadView {
  /** that of the file it becomes */
  id: string;
  name: string;
  sizeBytes: number;
  /** what has arrived; the next piece begins here */
  offsetBytes: number;
  /** of each piece but the last */
  chunkBytes: number;
  /** stored: it has become a file. refused: its content is not what it may be */
  @ApiProperty({ enum: ['uploading', 'stored', 'refused'] }) state: 'uploading' | 'stored' | 'refused';
}

/** A file in the store. */
export class FileView {
  id: string;
  name: string;
  sizeBytes: number;
  /** SHA-256 of its content, in hex */
  sha256: string;
  mediaType: string;
}

/** An address that gives the file to whoever holds it, for a few minutes. */
export class FileLinkView {
  url: string;
  expiresAt: Date;
}

export function toUploadView(file: StoredFile): UploadView {
  const { id, name } = file;
  const [sizeBytes, receivedBytes] = [Number(file.sizeBytes), Number(file.receivedBytes)];
  const state = file.state === 'stored' || file.state === 'refused' ? file.state : 'uploading';
  return { id, name, sizeBytes, offsetBytes: receivedBytes, chunkBytes: CHUNK_BYTES, state };
}

export function toFileView(file: StoredFile): FileView {
  const { id, name, sha256, mediaType } = file;
  return { id, name, sizeBytes: Number(file.sizeBytes), sha256: sha256!, mediaType: mediaType! };
}
