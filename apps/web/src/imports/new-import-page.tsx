import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../components/page-header.js';
import page from '../components/page.module.css';
import classes from './imports.module.css';
import { AcceptedNotes, SendingState } from './file-step.js';
import { RegisterDrop } from './register-drop.js';
import { ImportSteps } from './import-steps.js';
import { useRegisterUpload } from './use-register-upload.js';

/** Step 1: a file is chosen and sent. */
export function NewImportPage() {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const upload = useRegisterUpload((sent) => {
    void queryClient.invalidateQueries({ queryKey: ['imports'] });
    void navigate({ to: '/imports/$importId', params: { importId: sent.id } });
  });
  return (
    <>
      <PageHeader crumb={{ to: '/imports', name: t('title') }} title={t('file.title')} reading={t('file.reading')} />
      <ImportSteps at="file" isFaulty={upload.sending?.problem != null} />
      <div className={page.columns}>
        <div className={page.content}>
          <div className={classes.nextTry}>
            <SendingState upload={upload} />
            <RegisterDrop onFile={upload.send} isBusy={upload.isBusy} />
          </div>
        </div>
        <aside className={page.side}>
          <AcceptedNotes />
        </aside>
      </div>
    </>
  );
}
