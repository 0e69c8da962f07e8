import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import type { Certificate } from '../certificates/certificates.types.js';
import classes from '../certificates/register.module.css';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { MarkForm } from './mark-form.js';
import { MarkList } from './mark-list.js';
import { marksQuery, removeMark } from './marks.api.js';
import type { Mark } from './marks.types.js';

/** How the CCC mark is put on the goods of a certificate. */
export function MarkSection({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('marks');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const marks = useQuery(marksQuery(certificate.id));
  const [form, setForm] = useState<{ mark?: Mark } | null>(null);
  const [leaving, setLeaving] = useState<Mark | null>(null);
  const mayEdit = may('mark.edit');
  return (
    <Section
      title={t('title')}
      note={t('note')}
      acts={
        mayEdit && (
          <button type="button" className="link" onClick={() => setForm({})}>
            {t('add')}
          </button>
        )
      }
    >
      {marks.isError && <ErrorState error={marks.error} onRetry={() => void marks.refetch()} />}
      {marks.data?.items.length === 0 && <p className={classes.gone}>{t('none')}</p>}
      {marks.data && marks.data.items.length > 0 && (
        <MarkList
          marks={marks.data.items}
          {...(mayEdit && { onEdit: (mark) => setForm({ mark }), onRemove: setLeaving })}
        />
      )}
      <MarkForm
        key={form?.mark ? `${form.mark.id} ${form.mark.version}` : 'new'}
        opened={form !== null}
        onClose={() => setForm(null)}
        certificate={certificate}
        {...(form?.mark && { mark: form.mark })}
      />
      {leaving && (
        <ConfirmDialog
          opened
          onClose={() => setLeaving(null)}
          title={t('removeTitle')}
          act={t('removeAct')}
          onConfirm={async () => {
            await removeMark(leaving.id);
            await refreshAfterChange(queryClient);
          }}
        >
          {t('removeFollows')}
        </ConfirmDialog>
      )}
    </Section>
  );
}
