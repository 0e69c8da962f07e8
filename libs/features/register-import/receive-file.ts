import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { BadInput } from '#domain/errors';
import { cutText, storable, tidyText } from '#domain/register/text';
import { SPREADSHEET_LIMITS, SpreadsheetRefused } from '#platform/spreadsheet/refused';
import { refuseTooLarge, sniff } from '#platform/spreadsheet/sniff';

export interface ReceivedFile {
  fileName: string;
  content: Buffer;
  /** SHA-256 in hex */
  hash: string;
}

/** Bytes after which it can be told whether this is a table at all. */
const SNIFF_BYTES = 4_096;

/** Headers and boundaries around the one file of the form. */
const FORM_BYTES = 64 * 1024;

/**
 * Takes the one file of a form while it comes. What is no table, or too large, is refused at once and not read to its
 * end.
 *
 * @throws BadInput `file.missing`; SpreadsheetRefused
 */
export async function receiveFile(request: FastifyRequest): Promise<ReceivedFile> {
  if (!request.isMultipart()) throw missing();
  refuseTooLarge(Number(request.headers['content-length'] ?? 0) - FORM_BYTES);
  const part = await request
    .file({ limits: { files: 1, fileSize: SPREADSHEET_LIMITS.fileBytes + 1 }, throwFileSizeLimit: false })
    .catch(noForm);
  if (!part || part.fieldname !== 'file') throw missing();
  const content = await readAll(part).catch(noForm);
  sniff(content);
  return { fileName: nameOf(part.filename), content, hash: createHash('sha256').update(content).digest('hex') };
}

async function readAll(part: MultipartFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  let isSniffed = false;
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    refuseTooLarge(sizeBytes);
    if (!isSniffed && sizeBytes >= SNIFF_BYTES) {
      sniff(Buffer.concat(chunks));
      isSniffed = true;
    }
  }
  if (part.file.truncated) throw new SpreadsheetRefused('file.too-large', { maxBytes: SPREADSHEET_LIMITS.fileBytes });
  return Buffer.concat(chunks);
}

/** A form without a boundary, or one that ends in the middle, is the sender's fault; the parser's own errors carry no status. */
function noForm(error: unknown): never {
  const isKnown = error instanceof BadInput || (error as { statusCode?: number }).statusCode !== undefined;
  throw isKnown ? error : missing();
}

/** The last part of a path, as some browsers send one. */
function nameOf(fileName: string | undefined): string {
  const name = tidyText(storable((fileName ?? '').split(/[\\/]/).pop() ?? ''));
  return cutText(name === '' ? 'register' : name, 255);
}

function missing(): BadInput {
  return new BadInput('file.missing', [
    {
      field: 'file',
      code: 'file.missing',
      detail: 'No file was sent.',
      allowed: 'A form (multipart/form-data) with one file in the field "file"',
    },
  ]);
}
