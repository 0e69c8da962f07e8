import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import classes from './popup.module.css';

interface PopupProps {
  /** What it explains; it stands below, or above where there is more room. */
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** Id of the heading that names it. */
  labelledBy: string;
  children: ReactNode;
}

const GAP_PX = 6;
const EDGE_PX = 12;

/**
 * A small dialog beside the thing that opened it, drawn while it is open. It is the browser's own popover: above
 * everything, closed by Esc and by a click elsewhere, focus given back. (A list has fifty of these; the library's is
 * 20 kB and a component per row.)
 */
export function Popup({ anchor, onClose, labelledBy, children }: PopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      if (!popup.current || !anchor.current) return;
      const from = anchor.current.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height, style } = popup.current;
      const below = from.bottom + GAP_PX;
      const lowest = window.innerHeight - height - EDGE_PX;
      const above = from.top - GAP_PX - height;
      style.left = `${Math.max(EDGE_PX, Math.min(from.left, window.innerWidth - width - EDGE_PX))}px`;
      // with room neither below nor above it covers what it explains, and is seen whole
      style.top = `${below <= lowest ? below : above >= EDGE_PX ? above : Math.max(lowest, EDGE_PX)}px`;
    };
    popup.current?.showPopover();
    place();
    popup.current?.focus({ preventScroll: true });
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [anchor]);
  useEffect(() => {
    const element = popup.current;
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') onClose();
    };
    element?.addEventListener('toggle', onToggle);
    return () => element?.removeEventListener('toggle', onToggle);
  }, [onClose]);
  return (
    <div
      ref={popup}
      popover="auto"
      role="dialog"
      aria-labelledby={labelledBy}
      tabIndex={-1}
      className={classes.popup}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      {children}
    </div>
  );
}
