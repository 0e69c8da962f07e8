import { useTranslation } from 'react-i18next';
import { PortalPage } from '../portal/portal-page.js';
import { ReleaseCheck } from './release-check.js';

/** The same question for the client, about its own goods. */
export function PortalReleasePage() {
  const { t } = useTranslation('release');
  return (
    <PortalPage title={t('title')} lead={t('reading')}>
      <ReleaseCheck isPortal />
    </PortalPage>
  );
}
