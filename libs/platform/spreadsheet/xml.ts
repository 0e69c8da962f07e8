import { SaxesParser } from 'saxes';
import { SPREADSHEET_LIMITS, SpreadsheetRefused } from './refused.js';

/** Handlers of one XML part. Names come without their prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** `x:row` -> `row`. Office writes prefixes where a producer of its own choosing did. */
function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/**
 * Parses XML as its bytes come. After each chunk the caller gets its turn, so what it gathered so far can be handed on.
 * A document type is refused (no entity is ever expanded), as are tags nested without end and runs without a tag.
 *
 * @throws SpreadsheetRefused `file.hostile`, `file.damaged`
 */
export async function* parseXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ fragment: false });
  let depth = 0;
  let sinceTag = 0;
  parser.on('doctype', () => {
    throw new SpreadsheetRefused('file.hostile', { why: 'a document type' });
  });
  parser.on('error', (error) => {
    throw new SpreadsheetRefused('file.damaged', { why: error.message.slice(0, 120) });
  });
  parser.on('opentag', (tag) => {
    sinceTag = 0;
    depth += 1;
    if (depth > SPREADSHEET_LIMITS.xmlDepth)
      throw new SpreadsheetRefused('file.hostile', { why: 'tags nested without end' });
    handlers.open(local(tag.name), tag.attributes as Readonly<Record<string, string>>);
  });
  parser.on('closetag', (tag) => {
    sinceTag = 0;
    depth -= 1;
    handlers.close(local(tag.name));
  });
  parser.on('text', (text) => handlers.text(text));
  parser.on('cdata', (text) => handlers.text(text));

  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    // In slices, so that a run without a tag is noticed before all of it has been gathered.
    for (let start = 0; start < chunk.length; start += 65_536) {
      const slice = chunk.subarray(start, start + 65_536);
      sinceTag += slice.length;
      parser.write(decode(decoder, slice));
      if (sinceTag > SPREADSHEET_LIMITS.xmlRunBytes)
        throw new SpreadsheetRefused('file.hostile', { why: 'a text of more than a million characters' });
      yield;
    }
  }
  if (decoder) parser.write(decode(decoder));
  parser.close();
  yield;
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes?: Buffer): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new SpreadsheetRefused('file.damaged', { why: 'characters that are no UTF' });
  }
}

function encodingOf(first: Buffer): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  return first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Parses a small part to its end. */
export async function parseWholeXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(bytes, handlers)) void _;
}
