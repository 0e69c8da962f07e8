import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { download, emptyRegister, FILE_ACCEPT } from './register-file.js';
import classes from './drop-zone.module.css';

interface DropZoneProps {
  onFile: (file: File) => void;
  isBusy: boolean;
}

/** Takes one file: dropped, or chosen with the button (mouse, keyboard, phone). */
export function DropZone({ onFile, isBusy }: DropZoneProps) {
  const { t } = useTranslation('imports');
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !isBusy) onFile(file);
  };
  const drag = (isInside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isInside);
  };
  return (
    <div
      className={`${classes.zone} ${isOver ? classes.over : ''}`}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files);
      }}
    >
      <IconFileSpreadsheet size={32} stroke={1.25} aria-hidden />
      <p className={classes.call}>{t('file.drop')}</p>
      <p className={classes.limits}>{t('file.limits')}</p>
      <div className={classes.acts}>
        <Button onClick={() => input.current?.click()} disabled={isBusy}>
          {t('file.choose')}
        </Button>
      </div>
      <button
        type="button"
        className={`link ${classes.sample}`}
        onClick={() => download(emptyRegister(), 'certificate-register.csv')}
      >
        {t('file.sample')}
      </button>
      <input
        ref={input}
        type="file"
        accept={FILE_ACCEPT}
        hidden
        tabIndex={-1}
        aria-label={t('file.choose')}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = ''; // the same file, corrected, may be chosen again
        }}
      />
    </div>
  );
}
