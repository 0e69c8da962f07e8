import encodeQR from 'qr';

/** Modules of white around the code that a scanner needs. */
const QUIET_ZONE = 4;
/** Pixels of a module in a picture: sharp on a label of some centimetres. */
const PIXELS = 12;

/**
 * The code as rows of modules, dark ones true, with its quiet zone. Redundancy "medium" (15 %): what is printed gets
 * scratched.
 */
export function qrModules(text: string): boolean[][] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE });
}

/** The code as an SVG document of its own, one path of squares. */
export function qrSvg(text: string): string {
  const modules = qrModules(text);
  const size = modules.length;
  const path = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  );
}

/** An address at which a page may show the SVG. */
export const qrAddress = (text: string): string => `data:image/svg+xml,${encodeURIComponent(qrSvg(text))}`;

/** The code as a PNG. @throws Error where the browser has no canvas to draw on */
export async function qrPng(text: string): Promise<Blob> {
  const modules = qrModules(text);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = modules.length * PIXELS;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  modules.forEach((row, y) =>
    row.forEach((isDark, x) => isDark && context.fillRect(x * PIXELS, y * PIXELS, PIXELS, PIXELS)),
  );
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

/** Saves a file that was made in the browser. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin to read only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
