import { useTranslation } from 'react-i18next';
import { PageTabs } from '../components/page-tabs.js';

/** What the world changed: the days that moved, and what has been announced. */
export function ChangesTabs() {
  const { t } = useTranslation('changes');
  return (
    <PageTabs
      label={t('views')}
      areByPath
      tabs={[
        { key: 'moved', to: '/changes', title: t('moved.tab') },
        { key: 'announced', to: '/changes/entries', title: t('announced.tab') },
      ]}
    />
  );
}
