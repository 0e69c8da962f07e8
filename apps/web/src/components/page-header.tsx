import { Link } from '@tanstack/react-router';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './page.module.css';

/** The parent of a page: its name and its address. */
export interface Crumb {
  to: string;
  name: string;
}

interface PageHeaderProps {
  /** The page's one h1; `titleText` names the browser's tab when the title is more than text. */
  title: ReactNode;
  titleText?: string;
  crumb?: Crumb;
  /** Behind the parent's name: the number of the thing, what kind it is. */
  crumbNote?: ReactNode;
  /** The state of the page in a sentence. */
  reading?: ReactNode;
  /** Secondary acts first, at most one primary act last. */
  acts?: ReactNode;
}

/** The head of every page: crumb, title, reading line, acts. */
export function PageHeader({ title, titleText, crumb, crumbNote, reading, acts }: PageHeaderProps) {
  const { t } = useTranslation();
  const text = titleText ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = text ? t('frame.tab', { page: text }) : 'Homolog';
  }, [text, t]);
  return (
    <header className={classes.header}>
      <div className={classes.titles}>
        {crumb && (
          <nav className={classes.crumb} aria-label={t('frame.crumb')}>
            <Link to={crumb.to} className="link">
              {crumb.name}
            </Link>
            <IconChevronRight size={12} stroke={1.5} aria-hidden />
            {crumbNote && <span>{crumbNote}</span>}
          </nav>
        )}
        <h1>{title}</h1>
        {reading && <p className={classes.reading}>{reading}</p>}
      </div>
      {acts && <div className={classes.acts}>{acts}</div>}
    </header>
  );
}
