import { useRef, useState } from 'react';
import { Problem, toProblem } from '../api/problem.js';
import { newKey } from '../components/new-key.js';
import type { ImportView } from './imports.types.js';
import { refusalOf } from './register-file.js';
import { upload } from './upload.js';

/** Where the sending of a file stands. */
export interface Sending {
  file: File;
  /** 0 to 1; at 1 the server looks at it. */
  share: number;
  problem: Problem | null;
}

/** Sends a register for checking; what is no register at all is refused before a byte leaves. */
export function useRegisterUpload(onSent: (sent: ImportView) => void) {
  const [sending, setSending] = useState<Sending | null>(null);
  const running = useRef<{ cancel: () => void } | null>(null);
  const send = async (file: File) => {
    const refusal = refusalOf(file);
    if (refusal) {
      setSending({ file, share: 0, problem: new Problem(400, refusal, '') });
      return;
    }
    setSending({ file, share: 0, problem: null });
    const form = new FormData();
    form.append('file', file);
    const sent = upload<ImportView>('/api/imports', form, newKey(), (share) =>
      setSending((now) => now && { ...now, share }),
    );
    running.current = sent;
    try {
      onSent(await sent.done);
    } catch (error) {
      const isCancelled = error instanceof DOMException && error.name === 'AbortError';
      setSending(isCancelled ? null : { file, share: 0, problem: toProblem(error) });
    }
  };
  return {
    sending,
    isBusy: sending !== null && sending.problem === null,
    send: (file: File) => void send(file),
    cancel: () => running.current?.cancel(),
  };
}
