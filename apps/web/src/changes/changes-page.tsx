import { useTranslation } from 'react-i18next';
import page from '../components/page.module.css';
import { PageHeader } from '../components/page-header.js';
import { PageTabs } from '../components/page-tabs.js';
import { useUrlState } from '../components/url-state.js';
import { Publications } from './publications.js';
import { RegulatoryList } from './regulatory-list.js';

const VIEWS = ['moved', 'announced'] as const;
type View = (typeof VIEWS)[number];

/** What the world changed: the days that moved after a publication, and what has been announced and whom it hits. */
export function ChangesPage() {
  const { t } = useTranslation('changes');
  const [url] = useUrlState();
  const view: View = VIEWS.find((name) => name === url['view']) ?? 'moved';
  return (
    <>
      <PageHeader title={t('title')} reading={t(`${view}.reading`)} />
      <PageTabs
        label={t('views')}
        tabs={VIEWS.map((name) => ({
          key: name,
          to: '/changes',
          ...(name !== 'moved' && { search: { view: name } }),
          title: t(`${name}.tab`),
        }))}
      />
      <div className={page.content}>{view === 'moved' ? <Publications /> : <RegulatoryList />}</div>
    </>
  );
}
