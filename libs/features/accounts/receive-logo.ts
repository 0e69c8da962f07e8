import type { FastifyRequest } from 'fastify';
import { BadInput } from '#domain/errors';
import { PICTURE_LIMITS, readPicture, type Picture } from '#platform/pdf/picture';
import { type PictureFault, PictureRefused } from '#platform/pdf/picture-refused';

const KILOBYTES = PICTURE_LIMITS.fileBytes / 1024;

const TEXTS: Readonly<Record<PictureFault, { detail: string; allowed: string }>> = {
  'picture.unknown-kind': { detail: 'The file is neither PNG nor JPEG.', allowed: 'A picture saved as PNG or JPEG' },
  'picture.broken': { detail: 'The picture is damaged.', allowed: 'The picture opened and saved again' },
  'picture.too-large': { detail: `The file is larger than ${KILOBYTES} kB.`, allowed: `Up to ${KILOBYTES} kB` },
  'picture.too-many-pixels': {
    detail: `The picture is wider or higher than ${PICTURE_LIMITS.pixels} pixels.`,
    allowed: `Up to ${PICTURE_LIMITS.pixels} pixels wide and high`,
  },
  'picture.interlaced': { detail: 'The PNG is interlaced.', allowed: 'A PNG saved without interlacing' },
  'picture.colors': {
    detail: 'The JPEG has colours that cannot be printed.',
    allowed: 'A JPEG with 8 bits per colour',
  },
};

/**
 * Takes the one picture of a form.
 *
 * @throws BadInput `file.missing`, `picture.*`
 */
export async function receiveLogo(request: FastifyRequest): Promise<Picture> {
  try {
    return readPicture(await readFile(request));
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error;
    throw new BadInput(error.code, [{ field: 'file', code: error.code, ...TEXTS[error.code] }]);
  }
}

async function readFile(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw missing();
  const limits = { files: 1, fileSize: PICTURE_LIMITS.fileBytes + 1 };
  const part = await request.file({ limits, throwFileSizeLimit: false }).catch(noForm);
  if (!part || part.fieldname !== 'file') throw missing();
  // One byte more than is allowed is enough to be told so.
  return part.toBuffer().catch(noForm);
}

/** A form without a boundary, or one that ends in the middle, is the sender's fault; the parser's own errors carry no status. */
function noForm(error: unknown): never {
  throw (error as { statusCode?: number }).statusCode === undefined ? missing() : error;
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
