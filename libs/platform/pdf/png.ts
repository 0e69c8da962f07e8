import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { PictureRefused } from './picture-refused.js';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bits per sample that each colour type may have, and its samples per pixel. */
const COLOR_TYPES: Record<number, { samples: number; depths: readonly number[] }> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** More than these are not seen on paper and cost time in every letter: 1000 on 58 mm are 440 dots per inch. */
const PRINTED_PIXELS = 1000;

interface Pixels {
  width: number;
  height: number;
  rgba: Buffer;
}

interface Header {
  width: number;
  height: number;
  depth: number;
  colorType: number;
}

export function isPng(file: Buffer): boolean {
  return file.subarray(0, 8).equals(SIGNATURE);
}

/**
 * A PNG made anew from the pixels of another one, 8 bits, RGB or RGBA, at most 1000 pixels wide and high: what follows the picture, texts and other hidden
 * parts are gone, and no later reader meets a broken file.
 *
 * @param maxPixels of width and height
 * @throws PictureRefused `picture.broken`, `picture.too-many-pixels`, `picture.interlaced`
 */
export function tidyPng(file: Buffer, maxPixels: number): { picture: Buffer; width: number; height: number } {
  const { header, palette, transparency, data } = readChunks(file);
  const { width, height } = header;
  if (Math.max(width, height) > maxPixels)
    throw new PictureRefused('picture.too-many-pixels', { width, height, maxPixels });
  const samples = unfilter(header, inflate(header, data));
  let pixels: Pixels = { width, height, rgba: toRgba(header, samples, palette, transparency) };
  while (Math.max(pixels.width, pixels.height) > PRINTED_PIXELS) pixels = halve(pixels);
  return { picture: writePng(pixels), width: pixels.width, height: pixels.height };
}

function broken(): PictureRefused {
  return new PictureRefused('picture.broken');
}

function readChunks(file: Buffer) {
  let header: Header | undefined;
  let palette: Buffer | undefined;
  let transparency: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    const content = file.subarray(at + 8, at + 8 + length);
    if (content.length !== length) throw broken();
    if (!header && kind !== 'IHDR') throw broken();
    if (kind === 'IHDR') header = readHeader(content);
    else if (kind === 'PLTE') palette = content;
    else if (kind === 'tRNS') transparency = content;
    else if (kind === 'IDAT') data.push(content);
    else if (kind === 'IEND') break;
    at += 12 + length;
  }
  if (!header || data.length === 0) throw broken();
  return { header, palette, transparency, data: Buffer.concat(data) };
}

function readHeader(content: Buffer): Header {
  if (content.length !== 13) throw broken();
  const [depth, colorType, compression, filter, interlace] = [...content.subarray(8)] as [
    number,
    number,
    number,
    number,
    number,
  ];
  const header = { width: content.readUInt32BE(0), height: content.readUInt32BE(4), depth, colorType };
  const isKnown = COLOR_TYPES[colorType]?.depths.includes(depth) && compression === 0 && filter === 0 && interlace <= 1;
  if (!isKnown || header.width === 0 || header.height === 0) throw broken();
  if (interlace === 1) throw new PictureRefused('picture.interlaced');
  return header;
}

const bitsPerPixel = ({ depth, colorType }: Header) => depth * COLOR_TYPES[colorType]!.samples;
const bytesPerRow = (header: Header) => Math.ceil((header.width * bitsPerPixel(header)) / 8);

/** Never unpacks more than the picture can hold, whatever the file says. */
function inflate(header: Header, data: Buffer): Buffer {
  const size = header.height * (bytesPerRow(header) + 1);
  try {
    const rows = inflateSync(data, { maxOutputLength: size });
    if (rows.length === size) return rows;
  } catch {
    // what the library says of it helps nobody: the file is broken
  }
  throw broken();
}

/** Takes back what each row's filter did (PNG specification, section 9). */
function unfilter(header: Header, rows: Buffer): Buffer {
  const width = bytesPerRow(header);
  const step = Math.max(1, bitsPerPixel(header) / 8);
  const out = Buffer.alloc(width * header.height);
  for (let row = 0; row < header.height; row++) {
    const filter = rows[row * (width + 1)]!;
    if (filter > 4) throw broken();
    for (let at = 0; at < width; at++) {
      const here = row * width + at;
      const left = at >= step ? out[here - step]! : 0;
      const up = row > 0 ? out[here - width]! : 0;
      const corner = at >= step && row > 0 ? out[here - width - step]! : 0;
      let added = 0;
      if (filter === 1) added = left;
      else if (filter === 2) added = up;
      else if (filter === 3) added = (left + up) >> 1;
      else if (filter === 4) added = paeth(left, up, corner);
      out[here] = rows[row * (width + 1) + 1 + at]! + added;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const a = Math.abs(guess - left);
  const b = Math.abs(guess - up);
  const c = Math.abs(guess - corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function toRgba(header: Header, samples: Buffer, palette?: Buffer, transparency?: Buffer): Buffer {
  const { width, height, depth, colorType } = header;
  const perPixel = COLOR_TYPES[colorType]!.samples;
  const rowBytes = bytesPerRow(header);
  const top = 2 ** depth - 1;
  const clear =
    transparency && colorType !== 3
      ? [0, 2, 4].map((at) => (at + 2 <= transparency.length ? transparency.readUInt16BE(at) : -1))
      : null;
  const out = Buffer.alloc(width * height * 4);
  const sample = (row: number, index: number): number => {
    const start = row * rowBytes;
    if (depth === 8) return samples[start + index]!;
    if (depth === 16) return samples.readUInt16BE(start + index * 2);
    const bit = index * depth;
    return (samples[start + (bit >> 3)]! >> (8 - depth - (bit & 7))) & top;
  };
  const scale = (value: number) => (depth === 8 ? value : Math.round((value * 255) / top));
  const isGray = colorType === 0 || colorType === 4;
  // Plain loops without lists: a large picture has four million pixels.
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const to = (row * width + column) * 4;
      const from = column * perPixel;
      const first = sample(row, from);
      if (colorType === 3) {
        if (!palette || first * 3 + 2 >= palette.length) throw broken();
        out[to] = palette[first * 3]!;
        out[to + 1] = palette[first * 3 + 1]!;
        out[to + 2] = palette[first * 3 + 2]!;
        out[to + 3] = transparency?.[first] ?? 255;
        continue;
      }
      const green = isGray ? first : sample(row, from + 1);
      const blue = isGray ? first : sample(row, from + 2);
      const alpha = colorType === 4 ? sample(row, from + 1) : colorType === 6 ? sample(row, from + 3) : top;
      const isClear = clear && first === clear[0] && (isGray || (green === clear[1] && blue === clear[2]));
      out[to] = scale(first);
      out[to + 1] = scale(green);
      out[to + 2] = scale(blue);
      out[to + 3] = isClear ? 0 : scale(alpha);
    }
  }
  return out;
}

/** Half as wide and high; of four pixels the mean, in which clear ones have no colour to give. */
function halve({ width, height, rgba }: Pixels): Pixels {
  const half = { width: Math.max(1, width >> 1), height: Math.max(1, height >> 1) };
  const out = Buffer.alloc(half.width * half.height * 4);
  for (let row = 0; row < half.height; row++) {
    for (let column = 0; column < half.width; column++) {
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (let at = 0; at < 4; at++) {
        const from =
          (Math.min(row * 2 + (at >> 1), height - 1) * width + Math.min(column * 2 + (at & 1), width - 1)) * 4;
        const weight = rgba[from + 3]!;
        red += rgba[from]! * weight;
        green += rgba[from + 1]! * weight;
        blue += rgba[from + 2]! * weight;
        alpha += weight;
      }
      const to = (row * half.width + column) * 4;
      if (alpha === 0) continue;
      out[to] = Math.round(red / alpha);
      out[to + 1] = Math.round(green / alpha);
      out[to + 2] = Math.round(blue / alpha);
      out[to + 3] = Math.round(alpha / 4);
    }
  }
  return { ...half, rgba: out };
}

function writePng({ width, height, rgba }: Pixels): Buffer {
  let isOpaque = true;
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) isOpaque = false;
  const step = isOpaque ? 3 : 4;
  const rows = Buffer.alloc(height * (width * step + 1));
  const pixel = (row: number, column: number, at: number) =>
    row < 0 || column < 0 ? 0 : rgba[(row * width + column) * 4 + at]!;
  for (let row = 0; row < height; row++) {
    const start = row * (width * step + 1);
    rows[start] = 4;
    for (let column = 0; column < width; column++)
      for (let at = 0; at < step; at++)
        rows[start + 1 + column * step + at] =
          pixel(row, column, at) -
          paeth(pixel(row, column - 1, at), pixel(row - 1, column, at), pixel(row - 1, column - 1, at));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, isOpaque ? 2 : 6, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
