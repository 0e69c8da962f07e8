import decodeQR from 'qr/decode.js';
import { qrModules, qrSvg } from '../../apps/web/src/certificates/qr-code.js';

const ADDRESS = 'https://homolog.example.com/check/AZpQ3b_x9Yk-0LmN7vTt2w';
const PIXELS = 4;

/** The code as a camera sees it: grey values of a picture, four pixels to a module. */
function picture(modules: boolean[][]) {
  const size = modules.length * PIXELS;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      if (modules[Math.floor(y / PIXELS)]![Math.floor(x / PIXELS)])
        data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
  return { width: size, height: size, data };
}

it('a scanner reads the address from the code', () => {
  expect(decodeQR(picture(qrModules(ADDRESS)))).toBe(ADDRESS);
});

it('a scanner reads it with a scratch across the code', () => {
  const scratched = qrModules(ADDRESS).map((row, y) =>
    row.map((isDark, x) => (y === 22 && x > 14 && x < 26 ? !isDark : isDark)),
  );
  expect(decodeQR(picture(scratched))).toBe(ADDRESS);
});

it('leaves four modules of white around the code', () => {
  const modules = qrModules(ADDRESS);
  const edge = (row: boolean[]) => [...row.slice(0, 4), ...row.slice(-4)];
  expect([...modules.slice(0, 4), ...modules.slice(-4)].flat()).not.toContain(true);
  expect(modules.flatMap(edge)).not.toContain(true);
  // the corner of the first finder pattern
  expect(modules[4]!.slice(4, 11)).toEqual([true, true, true, true, true, true, true]);
});

it('draws one dark square for each dark module, on white', () => {
  const modules = qrModules(ADDRESS);
  const svg = qrSvg(ADDRESS);
  expect(svg).toMatch(
    new RegExp(`^<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${modules.length} ${modules.length}"`),
  );
  expect(svg.match(/M\d+ \d+h1v1h-1z/g)).toHaveLength(modules.flat().filter(Boolean).length);
  expect(svg).toContain('M4 4h1v1h-1z');
  expect(svg).toContain('<rect width="' + modules.length + '" height="' + modules.length + '" fill="#fff"/>');
});
