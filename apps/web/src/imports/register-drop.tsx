import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DropZone } from '../components/drop-zone.js';
import { download, emptyRegister, FILE_ACCEPT } from './register-file.js';
import classes from './register-drop.module.css';

interface RegisterDropProps {
  onFile: (file: File) => void;
  isBusy: boolean;
}

/** Where a register is dropped or chosen, with an empty one to fill. */
export function RegisterDrop({ onFile, isBusy }: RegisterDropProps) {
  const { t } = useTranslation('imports');
  return (
    <DropZone onFile={onFile} isBusy={isBusy} accept={FILE_ACCEPT} label={t('file.choose')} className={classes.zone}>
      {(choose) => (
        <>
          <IconFileSpreadsheet size={32} stroke={1.25} aria-hidden />
          <p className={classes.call}>{t('file.drop')}</p>
          <p className={classes.limits}>{t('file.limits')}</p>
          <div className={classes.acts}>
            <Button onClick={choose} disabled={isBusy}>
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
        </>
      )}
    </DropZone>
  );
}
