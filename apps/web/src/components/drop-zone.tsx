import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import classes from './drop-zone.module.css';
import { FileInput } from './file-input.js';

interface DropZoneProps {
  onFile: (file: File) => void;
  isBusy: boolean;
  accept: string;
  /** The words on the button that opens the choice of a file. */
  label: string;
  /** How what lies inside is laid out. */
  className?: string | undefined;
  /** What lies inside, given what opens the choice of a file. */
  children: (choose: () => void) => ReactNode;
}

/** Takes one file: dropped, or chosen with the button inside (mouse, keyboard, phone). */
export function DropZone({ onFile, isBusy, accept, label, className, children }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file && !isBusy) onFile(file);
  };
  const drag = (isInside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isInside);
  };
  return (
    <div
      className={`${classes.zone} ${className ?? ''} ${isOver ? classes.over : ''}`}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files[0]);
      }}
    >
      {children(() => input.current?.click())}
      <FileInput ref={input} accept={accept} label={label} onFile={take} />
    </div>
  );
}
