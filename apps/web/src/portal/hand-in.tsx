import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { partyClass } from '../components/party-mark.js';
import { toast } from '../components/toast.js';
import { handIn } from '../documents/documents.api.js';
import { UploadBox } from '../documents/upload-box.js';
import { ClientAct } from './portal-page.js';
import classes from './portal.module.css';

/** Hands a document in where it is asked: chosen, dropped or photographed. */
export function HandIn({ request }: { request: { id: string; title: string } }) {
  const { t } = useTranslation('portal');
  const queryClient = useQueryClient();
  return (
    <ClientAct>
      <div className={`${classes.handIn} ${partyClass('client')}`} role="group" aria-label={request.title}>
        <UploadBox
          className={classes.zone}
          onStored={async (file) => {
            await handIn(request.id, file.id);
            toast(t('asked.handedIn', { title: request.title }));
            await refreshAfterChange(queryClient);
          }}
        />
      </div>
    </ClientAct>
  );
}
