import { useTranslation } from 'react-i18next';
import { PageTabs } from '../components/page-tabs.js';

/** Inspections, and the windows in which factories must be inspected. */
export function AuditTabs() {
  const { t } = useTranslation('audits');
  return (
    <PageTabs
      label={t('tabs.label')}
      tabs={[
        { key: 'audits', to: '/audits', title: t('tabs.audits') },
        { key: 'windows', to: '/audits/windows', title: t('tabs.windows') },
      ]}
    />
  );
}
