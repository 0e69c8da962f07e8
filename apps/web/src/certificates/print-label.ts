/** How the paper looks: the code four centimetres wide, number and address under it. */
const STYLE = `
  @page { margin: 15mm; }
  body { margin: 0; font: 10pt/1.4 sans-serif; color: #000; }
  svg { display: block; width: 40mm; height: 40mm; }
  p { max-width: 80mm; margin: 2mm 0 0; overflow-wrap: anywhere; }
`;

/**
 * Prints the code alone, without the page around it: from a frame of its own, gone after the print.
 *
 * @param svg a whole SVG element
 */
export function printLabel(svg: string, number: string, address: string): void {
  const frame = document.createElement('iframe');
  frame.title = number;
  frame.style.cssText = 'position: fixed; width: 0; height: 0; border: 0';
  document.body.append(frame);
  const paper = frame.contentDocument!;
  paper.title = number;
  const style = paper.createElement('style');
  style.textContent = STYLE;
  paper.head.append(style);
  const code = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const lines = [number, address].map((text) => {
    const line = paper.createElement('p');
    line.textContent = text;
    return line;
  });
  paper.body.append(paper.importNode(code, true), ...lines);
  const view = frame.contentWindow!;
  view.addEventListener('afterprint', () => frame.remove());
  view.print();
}
