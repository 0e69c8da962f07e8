import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { readPicture } from './picture.js';
import { PictureRefused } from './picture-refused.js';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function chunk(kind: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  // What stands in the check is not looked at: a damaged picture shows when it is unpacked.
  return Buffer.concat([length, Buffer.from(kind, 'latin1'), content, Buffer.alloc(4)]);
}

interface Parts {
  width: number;
  height: number;
  depth: number;
  colorType: number;
  interlace?: number;
  /** filter byte and samples of each row */
  rows: number[];
  more?: [string, Buffer][];
  data?: Buffer;
}

function png({ width, height, depth, colorType, interlace = 0, rows, more = [], data }: Parts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType, 0, 0, interlace], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...more.map(([kind, content]) => chunk(kind, content)),
    chunk('IDAT', data ?? deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The parts of a PNG, whose checks must be right. */
function partsOf(file: Buffer): Record<string, Buffer> {
  const parts: Record<string, Buffer> = {};
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    parts[kind] = file.subarray(at + 8, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(file.subarray(at + 4, at + 8 + length)));
    at += 12 + length;
  }
  return parts;
}

/** The pixels of a picture of one row, whose filter then says only: as the pixel before, and so much more. */
function rowOf(file: Buffer): number[][] {
  const { IHDR, IDAT } = partsOf(file);
  const samples = IHDR![9] === 6 ? 4 : 3;
  const [filter, ...bytes] = [...inflateSync(IDAT!)];
  expect(filter).toBe(4);
  const pixels: number[][] = [];
  for (let at = 0; at < bytes.length; at += samples) {
    const before = pixels.at(-1) ?? Array(samples).fill(0);
    pixels.push(bytes.slice(at, at + samples).map((byte, sample) => (byte + before[sample]) % 256));
  }
  return pixels;
}

const codeOf = (file: Buffer) => {
  try {
    readPicture(file);
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(PictureRefused);
    return (error as PictureRefused).code;
  }
};

const TWO = { width: 2, height: 1 };

describe('a PNG is made anew from its pixels:', () => {
  it.each([
    [
      'black and white',
      { ...TWO, depth: 1, colorType: 0, rows: [0, 0b01000000] },
      [
        [0, 0, 0],
        [255, 255, 255],
      ],
    ],
    [
      'grey of 4 bits',
      { ...TWO, depth: 4, colorType: 0, rows: [0, 0x5f] },
      [
        [85, 85, 85],
        [255, 255, 255],
      ],
    ],
    [
      'grey of 16 bits',
      { ...TWO, depth: 16, colorType: 0, rows: [0, 0x80, 0x80, 0xff, 0xff] },
      [
        [128, 128, 128],
        [255, 255, 255],
      ],
    ],
    [
      'colours',
      { ...TWO, depth: 8, colorType: 2, rows: [0, 10, 20, 30, 40, 50, 60] },
      [
        [10, 20, 30],
        [40, 50, 60],
      ],
    ],
    [
      'colours as differences',
      { ...TWO, depth: 8, colorType: 2, rows: [1, 10, 20, 30, 30, 30, 30] },
      [
        [10, 20, 30],
        [40, 50, 60],
      ],
    ],
    [
      'grey that lets through',
      { ...TWO, depth: 8, colorType: 4, rows: [0, 7, 100, 9, 255] },
      [
        [7, 7, 7, 100],
        [9, 9, 9, 255],
      ],
    ],
    [
      'colours that let through',
      { ...TWO, depth: 8, colorType: 6, rows: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    ],
    [
      'a palette of 2 bits with a clear entry',
      {
        ...TWO,
        depth: 2,
        colorType: 3,
        rows: [0, 0b01100000],
        more: [
          ['PLTE', Buffer.from([0, 0, 0, 9, 8, 7, 1, 2, 3])],
          ['tRNS', Buffer.from([255, 0])],
        ] as [string, Buffer][],
      },
      [
        [9, 8, 7, 0],
        [1, 2, 3, 255],
      ],
    ],
    [
      'one colour that is clear',
      {
        ...TWO,
        depth: 8,
        colorType: 2,
        rows: [0, 10, 20, 30, 40, 50, 60],
        more: [['tRNS', Buffer.from([0, 40, 0, 50, 0, 60])]] as [string, Buffer][],
      },
      [
        [10, 20, 30, 255],
        [40, 50, 60, 0],
      ],
    ],
  ])('%s', (_, parts, pixels) => {
    const picture = readPicture(png(parts));
    expect(picture).toMatchObject({ kind: 'png', width: 2, height: 1 });
    expect(rowOf(picture.content)).toEqual(pixels);
  });

  it('rows that build on the row above', () => {
    // 100; up + 1; mean of nothing and 101, + 10; the nearest of nothing and 60, + 5
    const rows = [0, 100, 2, 1, 3, 10, 4, 5];
    const { content } = readPicture(png({ width: 1, height: 4, depth: 8, colorType: 0, rows }));
    const differences = [...inflateSync(partsOf(content).IDAT!)];
    // filter 4 and the difference to the row above, for red, green and blue: 100, 101, 60, 65
    expect(differences).toEqual([4, 100, 100, 100, 4, 1, 1, 1, 4, 215, 215, 215, 4, 5, 5, 5]);
  });

  it('remarks and what follows its end are gone', () => {
    const remark: [string, Buffer] = ['tEXt', Buffer.from('Author\0secret-name')];
    const file = png({ ...TWO, depth: 8, colorType: 0, rows: [0, 1, 2], more: [remark] });
    const { content } = readPicture(Buffer.concat([file, Buffer.from('<script>alert(1)</script>')]));
    expect(content.toString('latin1')).not.toMatch(/secret-name|script/);
    expect(Object.keys(partsOf(content))).toEqual(['IHDR', 'IDAT', 'IEND']);
  });

  it('more pixels than paper shows become fewer, the clear ones without a dark rim', () => {
    const row = [0, ...Array.from({ length: 1200 }, (_, at) => (at % 2 ? [0, 0, 0, 0] : [200, 100, 50, 255])).flat()];
    const { width, height, content } = readPicture(png({ width: 1200, height: 1, depth: 8, colorType: 6, rows: row }));
    expect([width, height]).toEqual([600, 1]);
    expect(rowOf(content)[5]).toEqual([200, 100, 50, 128]);
  });
});

describe('refused is', () => {
  const good = { ...TWO, depth: 8, colorType: 0, rows: [0, 1, 2] };
  it.each([
    ['picture.unknown-kind', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['picture.unknown-kind', Buffer.from('GIF89a')],
    ['picture.unknown-kind', Buffer.alloc(0)],
    ['picture.too-large', Buffer.concat([png(good), Buffer.alloc(300 * 1024)])],
    ['picture.too-many-pixels', png({ ...good, width: 2001 })],
    ['picture.too-many-pixels', png({ ...good, height: 2001 })],
    // a second header counts as the first does
    [
      'picture.too-many-pixels',
      png({ ...good, more: [['IHDR', Buffer.from([0, 0, 35, 40, 0, 0, 35, 40, 8, 0, 0, 0, 0])]] }),
    ],
    ['picture.interlaced', png({ ...good, interlace: 1 })],
    ['picture.broken', png({ ...good, depth: 3 })],
    ['picture.broken', png({ ...good, colorType: 5 })],
    ['picture.broken', png({ ...good, width: 0 })],
    ['picture.broken', png({ ...good, rows: [0, 1] })],
    ['picture.broken', png({ ...good, rows: [5, 1, 2] })],
    ['picture.broken', png({ ...good, colorType: 3 })],
    ['picture.broken', png({ ...good, data: Buffer.from('no zlib') })],
    ['picture.broken', png({ ...good, data: deflateSync(Buffer.alloc(50_000_000)) })],
    ['picture.broken', SIGNATURE],
  ] as const)('%s', (code, file) => expect(codeOf(file)).toBe(code));

  it('a picture that is cut off anywhere', () => {
    const file = png({ ...TWO, depth: 8, colorType: 6, rows: [0, 1, 2, 3, 4, 5, 6, 7, 8] });
    // the last part, IEND, says nothing of the picture
    for (let end = 8; end < file.length - 16; end++) expect(codeOf(file.subarray(0, end))).toBe('picture.broken');
  });
});

describe('a JPEG', () => {
  const part = (marker: number, content: number[] | string) => {
    const bytes = Buffer.from(content as string, 'latin1');
    return Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes]);
  };
  const frame = (width: number, height: number, bits = 8, samples = 3) =>
    part(0xc0, [
      bits,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      samples,
      ...Array<number>(samples * 3).fill(1),
    ]);
  const start = Buffer.from([0xff, 0xd8]);
  const scan = Buffer.concat([part(0xda, [1, 1, 0, 0, 63, 0]), Buffer.from([1, 2, 0xff, 0, 3])]);
  const end = Buffer.from([0xff, 0xd9]);
  const jpeg = (...parts: Buffer[]) => Buffer.concat([start, ...parts]);

  it('is kept without place, camera, remarks and what follows its end', () => {
    const jfif = part(0xe0, 'JFIF');
    const file = jpeg(
      jfif,
      part(0xe1, 'Exif GPS'),
      part(0xfe, 'a remark'),
      frame(640, 480),
      scan,
      end,
      Buffer.from('PK and more'),
    );
    const picture = readPicture(file);
    expect(picture).toMatchObject({ kind: 'jpeg', width: 640, height: 480 });
    expect(picture.content.equals(jpeg(jfif, frame(640, 480), scan, end))).toBe(true);
  });

  it.each([
    ['picture.too-many-pixels', jpeg(frame(2001, 10), scan, end)],
    ['picture.too-many-pixels', jpeg(frame(10, 2001), scan, end)],
    ['picture.colors', jpeg(frame(10, 10, 12), scan, end)],
    ['picture.colors', jpeg(frame(10, 10, 8, 2), scan, end)],
    ['picture.broken', jpeg(frame(0, 10), scan, end)],
    ['picture.broken', jpeg(scan, end)],
    ['picture.broken', jpeg(frame(10, 10), frame(10, 10), scan, end)],
    ['picture.broken', jpeg(frame(10, 10), scan)],
    ['picture.broken', jpeg(frame(10, 10), end)],
    ['picture.broken', jpeg(Buffer.from([0xff, 0xe1, 0, 0]))],
    ['picture.broken', jpeg(Buffer.from([0xff, 0xe1, 0xff, 0xff, 1]))],
  ] as const)('is refused: %s', (code, file) => expect(codeOf(file)).toBe(code));
});
