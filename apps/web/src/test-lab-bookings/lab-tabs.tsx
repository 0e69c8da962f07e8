import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { PageTabs } from '../components/page-tabs.js';

/** Bookings, benches, samples and laboratories; a client has no business with benches and laboratories. */
export function LabTabs() {
  const { t } = useTranslation('lab');
  const { may } = useSession();
  return (
    <PageTabs
      label={t('tabs.label')}
      tabs={[
        { key: 'bookings', to: '/lab', title: t('tabs.bookings') },
        ...(may('laboratory.read') ? [{ key: 'benches', to: '/lab/benches', title: t('tabs.benches') }] : []),
        { key: 'samples', to: '/lab/samples', title: t('tabs.samples') },
        ...(may('laboratory.read')
          ? [{ key: 'laboratories', to: '/lab/laboratories', title: t('tabs.laboratories') }]
          : []),
      ]}
    />
  );
}
