import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { factoryQuery } from '../clients/clients.api.js';
import { FollowUpForm } from '../clients/follow-up-form.js';
import { toast } from '../components/toast.js';
import { hrefOf } from './certificate-cells.js';
import { isFollowedUp, owesConversion } from './certificate-facts.js';
import { CertificateForm } from './certificate-form.js';
import type { Certificate } from './certificates.types.js';
import { useStatusActs } from './status-acts.js';

interface Act {
  key: string;
  name: string;
  start: () => void;
  isPrimary?: boolean;
}

/** Everything the person may do with a certificate: the next act first, then editing, then changes of its state. */
export function useCertificateActs(certificate: Certificate): { lead: Act[]; others: Act[]; forms: ReactNode } {
  const { t } = useTranslation('certificates');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'edit' | 'replace' | 'follow-up' | null>(null);
  const status = useStatusActs(certificate);
  const close = () => setOpen(null);
  const refresh = () => void refreshAfterChange(queryClient);

  const mayEdit = may('certificate.edit');
  const mayReplace = mayEdit && owesConversion(certificate);
  const mayInspect = may('factory.edit') && isFollowedUp(certificate);
  const factory = useQuery({
    ...factoryQuery(certificate.factory?.id ?? ''),
    enabled: mayInspect && open === 'follow-up',
  });

  const lead: Act[] = [
    ...(mayReplace
      ? [{ key: 'replace', name: t('act.replace'), start: () => setOpen('replace'), isPrimary: true }]
      : []),
    ...(mayInspect ? [{ key: 'follow-up', name: t('act.followUp'), start: () => setOpen('follow-up') }] : []),
    ...(mayEdit ? [{ key: 'edit', name: t('act.edit'), start: () => setOpen('edit') }] : []),
  ];
  const others: Act[] = status.acts.map(({ act, name, start }) => ({ key: act, name, start }));
  return {
    lead,
    others,
    forms: (
      <>
        {mayEdit && (
          <CertificateForm opened={open === 'edit'} onClose={close} certificate={certificate} onSaved={refresh} />
        )}
        {mayReplace && (
          <CertificateForm
            opened={open === 'replace'}
            onClose={close}
            replaces={certificate}
            onSaved={(created) => {
              toast(t('act.done.replace'));
              refresh();
              void navigate({ href: hrefOf(created) });
            }}
          />
        )}
        {factory.data && (
          <FollowUpForm opened={open === 'follow-up'} onClose={close} factory={factory.data} onSaved={refresh} />
        )}
        {status.form}
      </>
    ),
  };
}
