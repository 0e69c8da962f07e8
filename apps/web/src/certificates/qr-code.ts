import encodeQR from 'qr';

/** Modules of white around the code that a scanner needs. */
const QUIET_ZONE = 4;

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
