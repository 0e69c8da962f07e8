import { useTranslation } from 'react-i18next';
import page from '../components/page.module.css';
import { PageHeader } from '../components/page-header.js';
import { ChangesTabs } from './changes-tabs.js';
import { Publications } from './publications.js';

/** What the world changed: the days that moved after a publication. */
export function ChangesPage() {
  const { t } = useTranslation('changes');
  return (
    <>
      <PageHeader title={t('title')} reading={t('moved.reading')} />
      <ChangesTabs />
      <div className={page.content}>
        <Publications />
      </div>
    </>
  );
}
