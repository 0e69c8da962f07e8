import { useTranslation } from 'react-i18next';
import { PageTabs } from '../components/page-tabs.js';
import { useUrlState } from '../components/url-state.js';

/** What belongs to one of the views alone and is not carried over. */
const OWN: readonly string[] = ['sort', 'peek', 'by', 'column', 'month', 'show'];

/** The same cases as table, board and calendar; the filters go with the reader. */
export function WorkTabs() {
  const { t } = useTranslation('work');
  const [url] = useUrlState();
  const search = Object.fromEntries(Object.entries(url).filter(([name]) => !OWN.includes(name)));
  return (
    <PageTabs
      label={t('tabs.label')}
      areByPath
      tabs={[
        { key: 'table', to: '/cases', search, title: t('tabs.table') },
        { key: 'board', to: '/cases/board', search, title: t('tabs.board') },
        { key: 'calendar', to: '/cases/calendar', search, title: t('tabs.calendar') },
      ]}
    />
  );
}
