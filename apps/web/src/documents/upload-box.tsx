import { Button } from '@mantine/core';
import { IconCamera, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { DropZone } from '../components/drop-zone.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './documents.module.css';
import type { StoredFile } from './documents.types.js';
import { useFileSize } from './file-size.js';
import { ACCEPTED, uploadFile, type UploadProgress } from './upload.js';

interface UploadBoxProps {
  /** What is done with the file once it is stored; what it throws is shown. */
  onStored: (file: StoredFile) => Promise<unknown> | void;
  /** Told when a file begins to go up and when it is there, or is not taken. */
  onBusy?: (isBusy: boolean) => void;
  /** The words on the button; "Choose a file" where none are given. */
  label?: string;
  /** What the system's choice of a file offers; every kind that is taken when left out. */
  accept?: string;
  /** What is taken, in words, where that is not every kind. */
  limits?: string;
  /** How the place to drop a file is laid out. */
  className?: string | undefined;
}

interface Running extends UploadProgress {
  file: File;
  stop: AbortController;
}

/**
 * Takes a file: dropped, chosen, or photographed on a phone. Shows how far it has come, goes on by itself when the
 * connection broke, and says in words why a file is not taken.
 */
export function UploadBox(props: UploadBoxProps) {
  const { onStored, onBusy, label, accept = ACCEPTED, limits, className = classes.drop } = props;
  const { t } = useTranslation(['documents', 'common']);
  const [running, setRunning] = useState<Running | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState<StoredFile | null>(null);
  const take = async (stored: StoredFile) => {
    try {
      setPending(stored);
      await onStored(stored);
      setPending(null);
    } catch (error) {
      setFault(problemText(error));
    }
  };
  const send = async (file: File) => {
    const stop = new AbortController();
    setFault(null);
    setPending(null);
    setRunning({ file, stop, sentBytes: 0, isWaiting: false });
    onBusy?.(true);
    try {
      const stored = await uploadFile(file, {
        signal: stop.signal,
        onProgress: (progress) => setRunning({ file, stop, ...progress }),
      });
      await take(stored);
    } catch (error) {
      if (!stop.signal.aborted) setFault(problemText(error));
    } finally {
      setRunning(null);
      onBusy?.(false);
    }
  };
  const words = label ?? t('documents:upload.choose');
  if (running) return <UploadRow running={running} />;
  return (
    <div>
      <DropZone onFile={(file) => void send(file)} isBusy={false} accept={accept} label={words} className={className}>
        {(choose) => (
          <>
            <Button variant="default" leftSection={<IconUpload size={16} aria-hidden />} onClick={choose}>
              <span className={classes.withMouse}>{words}</span>
              <span className={classes.withTouch}>
                {label ?? t('documents:upload.choosePhoto')}
                <IconCamera size={16} aria-hidden />
              </span>
            </Button>
            <span className={`${classes.dropHint} ${classes.withMouse}`}>{t('documents:upload.orDrop')}</span>
            <span className={classes.dropHint}>{limits ?? t('documents:upload.limits')}</span>
          </>
        )}
      </DropZone>
      {fault && (
        <p role="alert" className={classes.fault}>
          {fault}{' '}
          {pending && (
            <button
              type="button"
              className="link"
              onClick={() => {
                setFault(null);
                void take(pending);
              }}
            >
              {t('common:act.tryAgain')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function UploadRow({ running: { file, stop, sentBytes, isWaiting } }: { running: Running }) {
  const { t } = useTranslation(['documents', 'common']);
  const language = useLanguage();
  const size = useFileSize();
  const percent = Math.floor((100 * sentBytes) / file.size);
  return (
    <div className={classes.progress}>
      <div className={classes.progressLine}>
        <span className={classes.progressName}>{file.name}</span>
        <span className={classes.quiet}>
          {t('documents:upload.sent', { percent: language.number(percent), size: size(file.size) })}
        </span>
        <button type="button" className="link" onClick={() => stop.abort()}>
          {t('common:act.cancel')}
        </button>
      </div>
      <progress className={classes.bar} value={sentBytes} max={file.size} aria-label={file.name} />
      <p role="status" className={isWaiting ? classes.waiting : classes.quiet}>
        {isWaiting
          ? t('documents:upload.waiting')
          : sentBytes === file.size
            ? t('documents:upload.checking')
            : t('documents:upload.sending')}
      </p>
    </div>
  );
}
