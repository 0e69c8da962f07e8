import { isJpeg, tidyJpeg } from './jpeg.js';
import { PictureRefused } from './picture-refused.js';
import { isPng, tidyPng } from './png.js';

export const PICTURE_LIMITS = { fileBytes: 300 * 1024, pixels: 2000 } as const;

export interface Picture {
  kind: 'png' | 'jpeg';
  /** the file to keep: the picture alone, without remarks and other hidden parts */
  content: Buffer;
  width: number;
  height: number;
}

/**
 * Looks into an uploaded picture and gives back what may be kept and printed. Its kind is what its content says, not
 * its name.
 *
 * @throws PictureRefused
 */
export function readPicture(file: Buffer): Picture {
  const { fileBytes, pixels } = PICTURE_LIMITS;
  if (file.length > fileBytes)
    throw new PictureRefused('picture.too-large', { sizeBytes: file.length, maxBytes: fileBytes });
  if (isPng(file)) {
    const { picture, ...size } = tidyPng(file, pixels);
    return { kind: 'png', content: picture, ...size };
  }
  if (isJpeg(file)) {
    const { picture, ...size } = tidyJpeg(file, pixels);
    return { kind: 'jpeg', content: picture, ...size };
  }
  throw new PictureRefused('picture.unknown-kind');
}
