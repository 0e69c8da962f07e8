import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { download } from './documents.api.js';
import classes from './documents.module.css';
import type { StoredFile } from './documents.types.js';
import { useFileSize } from './file-size.js';

interface FileLinkProps {
  /** `sizeBytes` is shown where it is known. */
  file: Pick<StoredFile, 'id' | 'name'> & { sizeBytes?: number | null };
  label?: string;
}

/** A file's name that saves it when it is clicked, with its size. */
export function FileLink({ file, label }: FileLinkProps) {
  const { t } = useTranslation('documents');
  const size = useFileSize();
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setFault(null);
    try {
      await download(file.id);
    } catch (error) {
      setFault(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className={classes.file}>
      <button
        type="button"
        className={`link ${classes.fileName}`}
        disabled={isBusy}
        title={t('file.save', { name: file.name })}
        onClick={() => void save()}
      >
        <IconDownload size={14} aria-hidden />
        {label ?? file.name}
      </button>{' '}
      {file.sizeBytes != null && <span className={classes.quiet}>{size(file.sizeBytes)}</span>}
      {fault && (
        <span role="alert" className={classes.fault}>
          {fault}
        </span>
      )}
    </span>
  );
}
