/** Bytes of the largest file that is taken: 250 MB. */
export const MAX_FILE_BYTES = 250 * 1024 * 1024;

/** Bytes of a piece of an upload; only the last one is shorter. What a broken connection loses is at most one. */
export const CHUNK_BYTES = 2 * 1024 * 1024;

/** A kind of file that is taken. */
export interface FileType {
  key: string;
  /** endings of names, in small letters; the first is the usual one */
  endings: readonly string[];
  /** what its content may be found to be */
  contents: readonly string[];
  /** told to who downloads it */
  mediaType: string;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Every kind of file that is taken. Office files with macros are none of them. */
export const FILE_TYPES: readonly FileType[] = [
  { key: 'pdf', endings: ['pdf'], contents: ['pdf'], mediaType: 'application/pdf' },
  { key: 'docx', endings: ['docx'], contents: ['docx'], mediaType: `${OFFICE}.wordprocessingml.document` },
  { key: 'xlsx', endings: ['xlsx'], contents: ['xlsx'], mediaType: `${OFFICE}.spreadsheetml.sheet` },
  { key: 'pptx', endings: ['pptx'], contents: ['pptx'], mediaType: `${OFFICE}.presentationml.presentation` },
  { key: 'doc', endings: ['doc'], contents: ['doc'], mediaType: 'application/msword' },
  { key: 'xls', endings: ['xls'], contents: ['xls'], mediaType: 'application/vnd.ms-excel' },
  { key: 'jpg', endings: ['jpg', 'jpeg'], contents: ['jpg'], mediaType: 'image/jpeg' },
  { key: 'png', endings: ['png'], contents: ['png'], mediaType: 'image/png' },
  { key: 'webp', endings: ['webp'], contents: ['webp'], mediaType: 'image/webp' },
  { key: 'heic', endings: ['heic', 'heif'], contents: ['heic', 'heif'], mediaType: 'image/heic' },
  { key: 'tiff', endings: ['tif', 'tiff'], contents: ['tif'], mediaType: 'image/tiff' },
  { key: 'zip', endings: ['zip'], contents: ['zip'], mediaType: 'application/zip' },
  { key: 'csv', endings: ['csv'], contents: ['text'], mediaType: 'text/csv' },
  { key: 'txt', endings: ['txt'], contents: ['text'], mediaType: 'text/plain' },
  { key: 'mp4', endings: ['mp4'], contents: ['mp4'], mediaType: 'video/mp4' },
];

/** The endings of all kinds, as an error names them: `pdf, docx, ...`. */
export const ALLOWED_ENDINGS = FILE_TYPES.flatMap(({ endings }) => endings).join(', ');

/** The kind that the ending of the name says; null when that is none that is taken. */
export function fileTypeOfName(name: string): FileType | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return FILE_TYPES.find(({ endings }) => ending !== undefined && endings.includes(ending)) ?? null;
}

/** Whether the content is what the name says. An Office file of old may hold one of the other kind. */
export function isOfType(type: FileType, contents: readonly string[]): boolean {
  return contents.some((content) => type.contents.includes(content));
}

/** The last part of a path, as some browsers send one: a name, and no way through folders. */
export function bareFileName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '').trim();
}
