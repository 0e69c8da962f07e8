import { useTranslation } from 'react-i18next';
import formPage from '../components/wizard.module.css';
import classes from './campaigns.module.css';
import type { useRecipients } from './recipients.js';

/** The first clients that are hit, with how many certificates each. */
export function ClientsHit({ recipients }: { recipients: ReturnType<typeof useRecipients>['recipients'] }) {
  const { t } = useTranslation('campaigns');
  if (recipients.length === 0) return null;
  return (
    <div>
      <p className={classes.quiet}>{t('form.first')}</p>
      <ul className={`${formPage.chips} ${classes.chips}`}>
        {recipients.map(({ clientId, clientName, certificates }) => (
          <li key={clientId}>{t('form.client', { name: clientName, count: certificates.length })}</li>
        ))}
      </ul>
    </div>
  );
}
