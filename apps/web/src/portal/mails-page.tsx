import { useTranslation } from 'react-i18next';
import { OwnChoices } from '../mail-choices/own-choices.js';
import { PortalPage } from './portal-page.js';

/** What the client's own person wants by mail. */
export function PortalMailsPage() {
  const { t } = useTranslation(['portal', 'choices']);
  return (
    <PortalPage
      title={t('choices:title')}
      lead={t('choices:always')}
      back={{ to: '/portal/account', name: t('account.open') }}
    >
      <OwnChoices />
    </PortalPage>
  );
}
