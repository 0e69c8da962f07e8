import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../components/page-header.js';
import { useUrlState } from '../components/url-state.js';
import classes from './changes.module.css';
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
      <nav className={classes.tabs} aria-label={t('views')}>
        {VIEWS.map((name) => (
          <Link
            key={name}
            to={'/changes' as string}
            search={(name === 'moved' ? {} : { view: name }) as never}
            activeOptions={{ exact: true, includeSearch: true }}
            activeProps={{ 'aria-current': 'page' }}
            className={classes.tab}
          >
            {t(`${name}.tab`)}
          </Link>
        ))}
      </nav>
      <div className={classes.content}>{view === 'moved' ? <Publications /> : <RegulatoryList />}</div>
    </>
  );
}
