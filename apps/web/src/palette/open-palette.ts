import { useEffect, useState } from 'react';

const OPEN = 'homolog:palette';

/** Where the key of commands is another one. */
export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** Opens the palette from anywhere, e.g. from the navigation. */
export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** Ctrl-K or Cmd-K, also while a field has focus; pressed again it closes. */
export function usePaletteKey() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    const onOpen = () => setOpen(true);
    window.addEventListener('keydown', onKey);
    window.addEventListener(OPEN, onOpen);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener(OPEN, onOpen);
    };
  }, []);
  return { isOpen, close: () => setOpen(false) };
}
