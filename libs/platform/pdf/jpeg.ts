import { PictureRefused } from './picture-refused.js';

/** Frames that every reader of PDF knows: baseline, extended and progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** Parts without content. */
const BARE = [0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7];
/** Parts that a picture needs; the rest is places, cameras, previews and remarks. APP0 JFIF, APP2 ICC, APP14 Adobe. */
const isNeeded = (marker: number) => marker < 0xe0 || [0xe0, 0xe2, 0xee].includes(marker);
const START_OF_SCAN = 0xda;
const END = 0xd9;

export function isJpeg(file: Buffer): boolean {
  return file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff;
}

/**
 * The JPEG without what is no part of the picture: remarks, place and camera, and what follows its end.
 *
 * @param maxPixels of width and height
 * @throws PictureRefused `picture.broken`, `picture.too-many-pixels`, `picture.colors`
 */
export function tidyJpeg(file: Buffer, maxPixels: number): { picture: Buffer; width: number; height: number } {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let frame: { width: number; height: number } | undefined;
  let at = 2;
  while (at + 4 <= file.length) {
    const marker = file[at + 1]!;
    if (file[at] !== 0xff) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = BARE.includes(marker) ? 0 : file.readUInt16BE(at + 2);
    const part = file.subarray(at, at + 2 + length);
    if (part.length !== 2 + length || (length < 2 && !BARE.includes(marker))) break;
    if (FRAMES.includes(marker)) {
      if (frame || length < 11) break;
      const [bits, samples] = [part[4]!, part[9]!];
      frame = { height: part.readUInt16BE(5), width: part.readUInt16BE(7) };
      if (bits !== 8 || ![1, 3, 4].includes(samples)) throw new PictureRefused('picture.colors');
      if (frame.width === 0 || frame.height === 0) break;
      if (Math.max(frame.width, frame.height) > maxPixels)
        throw new PictureRefused('picture.too-many-pixels', { ...frame, maxPixels });
    }
    if (marker === START_OF_SCAN) {
      const end = file.lastIndexOf(Buffer.from([0xff, END]));
      if (!frame || end < at) break;
      return { picture: Buffer.concat([...kept, file.subarray(at, end + 2)]), ...frame };
    }
    if (isNeeded(marker)) kept.push(part);
    at += part.length;
  }
  throw new PictureRefused('picture.broken');
}
