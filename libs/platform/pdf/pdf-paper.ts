import type { Face, LetterFonts } from './letter-fonts.js';
import type { Line } from './lines.js';
import type { Paper } from './typeset.js';
import { RULE } from './typeset.js';

/** From the top of a line to its baseline, as a share: the text stands in the middle of its leading. */
const ASCENT = 0.76;

/** Paints on the current page of a PDF document. */
export class PdfPaper implements Paper {
  private readonly known = new Set<Face>();

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly fonts: LetterFonts,
  ) {}

  line(line: Line, x: number, top: number, leading: number, link?: string): void {
    const size = Math.max(0, ...line.pieces.map((piece) => piece.size));
    const baseline = top + (leading - size) / 2 + size * (ASCENT + 0.06);
    for (const piece of line.pieces) {
      this.use(piece.face);
      this.document
        .fontSize(piece.size)
        .fillColor(piece.color)
        .text(piece.text, x + piece.x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    }
    if (link) this.document.link(x, top, line.width, leading, link);
  }

  rule(x1: number, y1: number, x2: number, y2: number, width: number, color = RULE): void {
    this.document.moveTo(x1, y1).lineTo(x2, y2).lineWidth(width).strokeColor(color).stroke();
  }

  /** Fitted into the box, at its right and upper edge. */
  picture(picture: Buffer, right: number, top: number, width: number, height: number): void {
    this.document.image(picture, right - width, top, { fit: [width, height], align: 'right', valign: 'top' } as object);
  }

  /** A font is registered when first used: one that is not used does not go into the file. */
  private use(face: Face): void {
    if (!this.known.has(face)) {
      this.document.registerFont(face, this.fonts.of(face) as unknown as Buffer);
      this.known.add(face);
    }
    this.document.font(face);
  }
}
