import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Who } from '#platform/http/who';

/** Bytes a reader may lag behind before its stream is cut: it asks for everything when it is back. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** One open screen. */
export class LiveStream {
  constructor(
    readonly who: Who,
    /** with which the session is looked up again */
    readonly headers: IncomingHttpHeaders,
    /** the reader's place in the tenant when the stream was opened */
    readonly place: string | null,
    private readonly answer: ServerResponse,
  ) {}

  /** An event of server-sent events. @param data without line breaks, as JSON is */
  send(event: string, data: unknown): void {
    this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A comment: nothing for the screen, but proxies see that the line lives. */
  beat(): void {
    this.write(': beat\n\n');
  }

  end(): void {
    this.answer.end();
  }

  private write(text: string): void {
    if (this.answer.destroyed || this.answer.writableEnded) return;
    if (this.answer.writableLength > MOST_WAITING_BYTES) this.answer.destroy();
    else this.answer.write(text);
  }
}
