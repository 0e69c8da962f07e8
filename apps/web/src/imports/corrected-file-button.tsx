import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FileInput } from '../components/file-input.js';
import { FILE_ACCEPT } from './register-file.js';
import { useRegisterUpload } from './use-register-upload.js';

/** Sends the next try straight from where the faults are read. */
export function useCorrectedFile() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useRegisterUpload((sent) => {
    void queryClient.invalidateQueries({ queryKey: ['imports'] });
    void navigate({ to: '/imports/$importId', params: { importId: sent.id } });
  });
}

export function CorrectedFileButton({ upload }: { upload: ReturnType<typeof useCorrectedFile> }) {
  const { t } = useTranslation('imports');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        leftSection={<IconFileImport size={16} stroke={1.5} aria-hidden />}
        loading={upload.isBusy}
        onClick={() => input.current?.click()}
      >
        {t('check.corrected')}
      </Button>
      <FileInput ref={input} accept={FILE_ACCEPT} label={t('check.corrected')} onFile={upload.send} />
    </>
  );
}
