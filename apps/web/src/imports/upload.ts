import { Problem, problemFrom } from '../api/problem.js';
import { chosenTenant } from '../api/tenant-choice.js';

interface Upload<Answer> {
  done: Promise<Answer>;
  cancel: () => void;
}

/**
 * Sends a form and tells how much of it has left. `fetch` cannot say that, so this one call goes by XMLHttpRequest; it
 * answers and fails like `api.post`.
 *
 * @param onProgress share sent, 0 to 1
 */
export function upload<Answer>(
  path: string,
  body: FormData,
  idempotencyKey: string,
  onProgress: (share: number) => void,
): Upload<Answer> {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer>((resolve, reject) => {
    request.open('POST', path);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', idempotencyKey);
    const tenant = chosenTenant();
    if (tenant) request.setRequestHeader('homolog-tenant', tenant);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Answer);
      else reject(problemFrom(request.status, request.response));
    };
    request.onerror = () => reject(new Problem(0, 'offline', ''));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.send(body);
  });
  return { done, cancel: () => request.abort() };
}
