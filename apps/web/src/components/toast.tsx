import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from './keys.js';
import classes from './toast.module.css';

interface Toast {
  id: number;
  text: string;
  undo?: () => void | Promise<void>;
}

const SHOWN_MS = 8_000;
let shown: Toast | null = null;
let count = 0;
const listeners = new Set<() => void>();

function show(toast: Toast | null) {
  shown = toast;
  for (const listener of listeners) listener();
}

/**
 * Says what was done, bottom left, for 8 s, one at a time; with `undo` it offers to take it back (Ctrl-Z does the same
 * while it is there). Never for errors that need reading: those stand where they belong.
 */
export function toast(text: string, undo?: () => void | Promise<void>): void {
  count += 1;
  show({ id: count, text, ...(undo && { undo }) });
}

/** The place of the toast; drawn once, by the frame. */
export function ToastPlace() {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  return (
    <div role="status" aria-live="polite" className={classes.place}>
      {current && <ToastBody key={current.id} toast={current} />}
    </div>
  );
}

function ToastBody({ toast: { text, undo } }: { toast: Toast }) {
  const { t } = useTranslation();
  const [isHeld, setHeld] = useState(false);
  const undoNow = useRef(() => {
    show(null);
    void undo?.();
  });
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => show(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);
  useEffect(() => {
    if (!undo) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || isTyping(event)) return;
      event.preventDefault();
      undoNow.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [undo]);
  const hold = {
    onMouseEnter: () => setHeld(true),
    onMouseLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  };
  return (
    <div className={classes.toast} {...hold}>
      <span>{text}</span>
      {undo && (
        <button type="button" className={classes.undo} onClick={undoNow.current}>
          {t('act.undo')}
        </button>
      )}
    </div>
  );
}
