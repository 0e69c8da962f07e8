import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { SettingsPage } from '../settings/settings-page.js';
import { mailSenderQuery } from './mail.api.js';
import { MailSamples } from './mail-samples.js';
import { MarkedAddresses } from './marked-addresses.js';
import { SenderLook, SenderRecord } from './sender-sections.js';

/** Who mails come from, how they look, and which addresses they do not reach. */
export function MailsPage() {
  const { t } = useTranslation('mail');
  const { may } = useSession();
  return (
    <SettingsPage tab="mails" reading={t('reading')}>
      <MarkedAddresses />
      {may('mail.manage') && (
        <>
          <Sender />
          <MailSamples />
        </>
      )}
    </SettingsPage>
  );
}

function Sender() {
  const query = useQuery(mailSenderQuery);
  if (query.isPending) return <SkeletonRows rows={5} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <SenderLook sender={query.data} />
      {query.data.record && <SenderRecord sender={query.data} record={query.data.record} />}
    </>
  );
}
