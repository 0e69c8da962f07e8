import { Link } from '@tanstack/react-router';
import classes from './page-tabs.module.css';

interface PageTab {
  key: string;
  to: string;
  /** Of the address, where two tabs share a path. */
  search?: Record<string, string>;
  title: string;
}

interface PageTabsProps {
  /** What is chosen between, for assistive technology. */
  label: string;
  tabs: readonly PageTab[];
  /** The tabs differ by path alone; what stands behind it, the page may change. */
  areByPath?: boolean;
}

/** Pages that belong together, as tabs under the header. */
export function PageTabs({ label, tabs, areByPath = false }: PageTabsProps) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {tabs.map(({ key, to, search = {}, title }) => (
        <Link
          key={key}
          to={to}
          search={search as never}
          // Filters of a page's own in its address leave its tab chosen.
          activeOptions={{ exact: true, includeSearch: !areByPath && Object.keys(search).length > 0 }}
          activeProps={{ 'aria-current': 'page' }}
          className={classes.tab}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
