import { inflateSync } from 'node:zlib';

/** A run of text of one page, where its baseline begins, in points from the lower left corner. */
export interface PdfRun {
  text: string;
  x: number;
  y: number;
  size: number;
}

export interface Pdf {
  pages: PdfRun[][];
  /** addresses that the pages link to */
  links: string[];
  /** the file as Latin-1, for what stands in it plainly */
  raw: string;
}

/** Reads what our own letters write, and only that: text as hexadecimal glyphs with a table back to characters. */
export function readPdf(file: Buffer): Pdf {
  const raw = file.toString('latin1');
  const objects = new Map<number, { head: string; stream: Buffer | null }>();
  for (const [, number, body] of raw.matchAll(/(\d+) 0 obj\n([^]*?)\nendobj/g)) {
    const at = body!.indexOf('stream\n');
    const head = at === -1 ? body! : body!.slice(0, at);
    const bytes = at === -1 ? null : Buffer.from(body!.slice(at + 7).replace(/\nendstream$/, ''), 'latin1');
    objects.set(Number(number), { head, stream: bytes && (head.includes('FlateDecode') ? inflateSync(bytes) : bytes) });
  }
  const of = (number: string | undefined) => objects.get(Number(number))!;
  const catalog = of(/\/Root (\d+)/.exec(raw)?.[1]);
  const kids = /\/Kids \[([^\]]*)\]/.exec(of(/\/Pages (\d+)/.exec(catalog.head)?.[1]).head)![1]!;
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, number]) => {
    const { head } = of(number);
    const fonts = new Map(
      [...of(/\/Resources (\d+)/.exec(head)?.[1]).head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, font]) => [
        name!,
        charactersOf(of(/\/ToUnicode (\d+)/.exec(of(font).head)?.[1]).stream!.toString('latin1')),
      ]),
    );
    return runsOf(of(/\/Contents (\d+)/.exec(head)?.[1]).stream!.toString('latin1'), fonts);
  });
  return { pages, links: [...raw.matchAll(/\/URI \((.*?)\)\n/g)].map(([, address]) => address!), raw };
}

/** The characters of each glyph, by its number. */
function charactersOf(cmap: string): string[] {
  const characters: string[] = [];
  for (const [, from, list] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    [...list!.matchAll(/<([^>]*)>/g)].forEach(([, units], at) => {
      const text = units!.split(' ').map((unit) => String.fromCharCode(parseInt(unit, 16)));
      characters[parseInt(from!, 16) + at] = text.join('');
    });
  }
  return characters;
}

function runsOf(content: string, fonts: ReadonlyMap<string, string[]>): PdfRun[] {
  const found = content.matchAll(/1 0 0 1 ([\d.-]+) ([\d.-]+) Tm\n\/(F\d+) ([\d.]+) Tf\n\[([^\]]*)\] TJ/g);
  return [...found].map(([, x, y, font, size, glyphs]) => {
    const hex = [...glyphs!.matchAll(/<([0-9a-f]*)>/g)].map(([, part]) => part).join('');
    const characters = fonts.get(font!)!;
    const text = (hex.match(/.{4}/g) ?? []).map((glyph) => characters[parseInt(glyph, 16)] ?? '\uFFFD').join('');
    return { text, x: Number(x), y: Number(y), size: Number(size) };
  });
}

/** The lines of a page from its top, the runs of each from the left. */
export function linesOf(page: readonly PdfRun[]): string[] {
  const lines = new Map<number, PdfRun[]>();
  for (const run of page) {
    const y = Math.round(run.y * 10);
    lines.set(y, [...(lines.get(y) ?? []), run]);
  }
  return [...lines.entries()]
    .sort(([a], [b]) => b - a)
    .map(([, runs]) => [...runs].sort((a, b) => a.x - b.x).map(({ text }) => text).join('')); // prettier-ignore
}
