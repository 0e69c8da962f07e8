import { placeHeaders } from '../api/place-headers.js';

/** What changed, by kind and id, as the api says it. */
export interface LiveSubject {
  kind: string;
  id: string;
}

export interface PresentPerson {
  memberId: string;
  name: string;
}

export interface LiveHandlers {
  /** `many`: too much to name, or something may have been missed: everything is asked for anew */
  onChanged: (change: { subjects: readonly LiveSubject[]; many: boolean }) => void;
  onPresence: (page: LiveSubject & { people: readonly PresentPerson[] }) => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A hidden tab lets its line go after this long: browsers have six to a server, and nobody looks. */
const HIDDEN_MS = 30_000;
/** The api speaks every 20 seconds; a line silent for longer is dead, whatever the network says. */
const SILENT_MS = 50_000;

/**
 * The line on which the api tells what changes. By `fetch` and not by EventSource, which can send no tenant. Comes back
 * by itself, and says then that something may have been missed. @returns what ends it
 */
export function openLiveLine(handlers: LiveHandlers): () => void {
  let wasOpen = false;
  let isEnded = false;
  let waitMs = FIRST_WAIT_MS;
  let line: AbortController | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  const connect = async () => {
    if (line || isEnded || document.hidden) return;
    const own = (line = new AbortController());
    let silence: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => own.abort(), SILENT_MS);
    };
    let isRefused = false;
    try {
      const answer = await fetch('/api/live', {
        headers: { accept: 'text/event-stream', ...placeHeaders() },
        signal: own.signal,
      });
      // signed out, or no longer a member: the next thing the person does says so in words
      isRefused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
      if (answer.ok && answer.body) {
        listen();
        await read(answer.body, listen, (event, data) => {
          if (event === 'ready') {
            waitMs = FIRST_WAIT_MS;
            if (wasOpen) handlers.onChanged({ subjects: [], many: true });
            wasOpen = true;
          } else if (event === 'changed') handlers.onChanged({ many: false, ...(data as { subjects: LiveSubject[] }) });
          else if (event === 'presence') handlers.onPresence(data as LiveSubject & { people: PresentPerson[] });
        });
      } else await answer.body?.cancel();
    } catch {
      // cut off: tried again below
    }
    clearTimeout(silence);
    if (line === own) line = null;
    if (isEnded || isRefused || document.hidden) return;
    again = setTimeout(() => void connect(), waitMs * (0.75 + Math.random() / 2));
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  };
  const hangUp = () => {
    clearTimeout(again);
    line?.abort();
    line = null;
  };
  const onVisibility = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(hangUp, HIDDEN_MS);
    else {
      clearTimeout(again);
      void connect();
    }
  };
  document.addEventListener('visibilitychange', onVisibility);
  void connect();
  return () => {
    isEnded = true;
    clearTimeout(hiding);
    document.removeEventListener('visibilitychange', onVisibility);
    hangUp();
  };
}

/** Reads server-sent events until the line ends. @param onSign called for every sign of life, comments too */
async function read(
  body: ReadableStream<Uint8Array>,
  onSign: () => void,
  onEvent: (event: string, data: unknown) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onSign();
    const blocks = (text + value).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [first = '', second = ''] = block.split('\n');
      if (first.startsWith('event: ') && second.startsWith('data: '))
        onEvent(first.slice('event: '.length), JSON.parse(second.slice('data: '.length)));
    }
  }
}
