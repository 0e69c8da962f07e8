import { fileTypeOfName, FILE_TYPES, ALLOWED_ENDINGS, MAX_FILE_BYTES } from '#domain/files/file-types';
import { api } from '../api/client.js';
import { placeHeaders } from '../api/place-headers.js';
import { Problem, problemFrom, toProblem } from '../api/problem.js';
import { chosenTenant } from '../api/tenant-choice.js';
import type { StoredFile, Upload } from './documents.types.js';

/** What the system's choice of a file offers; `image/*` lets a phone offer its camera. */
export const ACCEPTED = [...FILE_TYPES.flatMap(({ endings }) => endings.map((ending) => `.${ending}`)), 'image/*'].join(
  ',',
);

export interface UploadProgress {
  sentBytes: number;
  /** The connection is gone; it goes on by itself. */
  isWaiting: boolean;
}

interface UploadOptions {
  onProgress: (progress: UploadProgress) => void;
  signal: AbortSignal;
}

/** Milliseconds to wait after the first, second ... failure in a row. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Sends a file piece by piece and gives it as stored. A broken connection is waited out and the upload goes on where it
 * stood; the same file chosen again, after a reload too, goes on as well.
 *
 * @throws Problem that a person must see: the file is not taken, the session has ended; AbortError when given up
 */
export async function uploadFile(file: File, { onProgress, signal }: UploadOptions): Promise<StoredFile> {
  refuseBefore(file);
  const key = `homolog.upload.${chosenTenant() ?? ''}.${file.name}.${file.size}.${file.lastModified}`;
  const tell = (sentBytes: number) => onProgress({ sentBytes, isWaiting: false });
  let failures = 0;
  let sentBytes = 0;
  for (;;) {
    try {
      let upload = await openUpload(file, key, signal);
      while (upload.offsetBytes < upload.sizeBytes) {
        sentBytes = upload.offsetBytes;
        tell(sentBytes);
        upload = await sendPiece(upload, file, signal);
        failures = 0;
      }
      tell(upload.sizeBytes);
      const stored = await api.post<StoredFile>(`/api/uploads/${upload.id}/completion`);
      forget(key);
      return stored;
    } catch (error) {
      if (signal.aborted) {
        await giveUp(key);
        throw error;
      }
      const problem = toProblem(error);
      // Somebody else sent a piece (another tab), or a piece broke off: where it stands is asked anew.
      const isOutOfStep = problem.code === 'upload.offset-differs' || problem.code === 'upload.piece-size';
      if (!isOutOfStep && !isPassing(problem)) {
        forget(key);
        throw problem;
      }
      onProgress({ sentBytes, isWaiting: true });
      await rest(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)]!, signal);
      failures += 1;
    }
  }
}

/** Offline, a gateway's page, a server that restarts, too many at once. */
function isPassing({ status }: Problem): boolean {
  return status === 0 || status >= 500 || status === 429;
}

/** The same refusals as the api's, before anything is sent. */
function refuseBefore(file: File): void {
  const refused = (code: string) =>
    new Problem(400, code, '', null, {}, [{ field: 'file', code, detail: '', allowed: ALLOWED_ENDINGS }]);
  if (file.size === 0) throw refused('upload.empty');
  if (file.size > MAX_FILE_BYTES) throw refused('upload.too-large');
  if (!fileTypeOfName(file.name)) throw refused('upload.type-not-allowed');
}

/** The upload of this file that is under way, or a new one. */
async function openUpload(file: File, key: string, signal: AbortSignal): Promise<Upload> {
  const known = remembered(key);
  if (known) {
    try {
      const upload = await api.get<Upload>(`/api/uploads/${known}`, undefined, signal);
      if (upload.state === 'uploading' && upload.sizeBytes === file.size) return upload;
    } catch (error) {
      if (signal.aborted || isPassing(toProblem(error))) throw error;
    }
    forget(key);
  }
  const begun = await api.post<Upload>('/api/uploads', { name: file.name, sizeBytes: file.size });
  remember(key, begun.id);
  return begun;
}

async function sendPiece({ id, offsetBytes, chunkBytes }: Upload, file: File, signal: AbortSignal): Promise<Upload> {
  let response: Response;
  try {
    response = await fetch(`/api/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offsetBytes),
        ...placeHeaders(),
      },
      body: file.slice(offsetBytes, offsetBytes + chunkBytes),
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    // A file that was changed or moved since it was chosen cannot be read any more; that is not the connection's fault.
    await file
      .slice(offsetBytes, offsetBytes + 1)
      .arrayBuffer()
      .catch(() => {
        throw new Problem(400, 'upload.unreadable', '');
      });
    throw new Problem(0, 'offline', '');
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemFrom(response.status, body);
  return body as Upload;
}

/** Waits; less when the browser says that it is online again. @throws AbortError */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (done: () => void) => () => {
      clearTimeout(timer);
      window.removeEventListener('online', online);
      signal.removeEventListener('abort', aborted);
      done();
    };
    const online = end(resolve);
    const aborted = end(() => reject(new DOMException('given up', 'AbortError')));
    const timer = setTimeout(online, ms);
    window.addEventListener('online', online);
    signal.addEventListener('abort', aborted);
  });
}

/** Takes what was sent away again; what stays is swept after a day. */
async function giveUp(key: string): Promise<void> {
  const id = remembered(key);
  forget(key);
  if (id) await api.delete(`/api/uploads/${id}`).catch(() => {});
}

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, id: string): void {
  try {
    localStorage.setItem(key, id);
  } catch {
    // without storage an upload lasts as long as the page
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept then
  }
}
