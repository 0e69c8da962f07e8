import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { isTyping } from '../components/keys.js';
import { useScreens } from './navigation.js';

const OPEN = 'homolog:key-help';

/** Opens the list of keys from anywhere, e.g. from the person's menu. */
export function openKeyHelp(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** `g` and a second key go to a screen, `?` lists the keys. Off while a field has focus or a Chinese word is composed. */
export function useGoKeys() {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  const screens = useScreens();
  useEffect(() => {
    let pressedG = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === '?') setOpen(true);
      const target =
        event.timeStamp - pressedG < 1500 ? screens.find((screen) => screen.goKey === event.key) : undefined;
      pressedG = event.key === 'g' ? event.timeStamp : 0;
      if (target) {
        event.preventDefault();
        void navigate({ to: target.to });
      }
    };
    const onOpen = () => setOpen(true);
    window.addEventListener('keydown', onKey);
    window.addEventListener(OPEN, onOpen);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener(OPEN, onOpen);
    };
  }, [navigate, screens]);
  return { isOpen, close: () => setOpen(false) };
}
