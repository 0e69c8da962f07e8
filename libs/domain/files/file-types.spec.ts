import { ALLOWED_ENDINGS, bareFileName, CHUNK_BYTES, fileTypeOfName, isOfType, MAX_FILE_BYTES } from './file-types.js';

it('takes files up to 250 MB, in pieces of 2 MB', () => {
  expect([MAX_FILE_BYTES, CHUNK_BYTES]).toEqual([262_144_000, 2_097_152]);
});

it('names every ending that is taken', () => {
  expect(ALLOWED_ENDINGS).toBe(
    'pdf, docx, xlsx, pptx, doc, xls, jpg, jpeg, png, webp, heic, heif, tif, tiff, zip, csv, txt, mp4',
  );
});

it.each([
  ['Test report.PDF', 'pdf', 'application/pdf'],
  ['清单.xlsx', 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['letter.docx', 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['slides.pptx', 'pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['old.doc', 'doc', 'application/msword'],
  ['old.xls', 'xls', 'application/vnd.ms-excel'],
  ['nameplate.JPEG', 'jpg', 'image/jpeg'],
  ['nameplate.jpg', 'jpg', 'image/jpeg'],
  ['a.png', 'png', 'image/png'],
  ['a.webp', 'webp', 'image/webp'],
  ['IMG_0001.HEIC', 'heic', 'image/heic'],
  ['a.heif', 'heic', 'image/heic'],
  ['scan.tif', 'tiff', 'image/tiff'],
  ['scan.tiff', 'tiff', 'image/tiff'],
  ['all.v2.zip', 'zip', 'application/zip'],
  ['data.csv', 'csv', 'text/csv'],
  ['notes.txt', 'txt', 'text/plain'],
  ['line.mp4', 'mp4', 'video/mp4'],
])('reads the kind of %s from its ending', (name, key, mediaType) => {
  expect(fileTypeOfName(name)).toMatchObject({ key, mediaType });
});

it.each(['setup.exe', 'report.pdf.exe', 'pdf', 'report.', 'picture.svg', 'page.html', 'macro.xlsm', '', '.'])(
  'takes nothing called %j',
  (name) => expect(fileTypeOfName(name)).toBeNull(),
);

it.each([
  ['a.pdf', ['pdf'], true],
  ['a.pdf', ['exe'], false],
  ['a.pdf', [], false],
  ['a.doc', ['xls', 'doc'], true],
  ['a.xls', ['doc'], false],
  ['a.heic', ['heif'], true],
  ['a.csv', ['text'], true],
  ['a.png', ['text'], false],
  ['a.docx', ['zip'], false],
])('holds %s against the content %j: %s', (name, contents, expected) => {
  expect(isOfType(fileTypeOfName(name)!, contents)).toBe(expected);
});

it.each([
  ['C:\\Users\\me\\report.pdf', 'report.pdf'],
  ['../../etc/passwd', 'passwd'],
  [' report.pdf ', 'report.pdf'],
  ['folder/', ''],
])('keeps of %j the name %j', (given, kept) => {
  expect(bareFileName(given)).toBe(kept);
});
