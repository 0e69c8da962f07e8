import { Link } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import classes from './portal.module.css';

interface PortalPageProps {
  title: ReactNode;
  /** Names the browser's tab when the title is more than text. */
  titleText?: string;
  /** The state of the page in a sentence. */
  lead?: ReactNode;
  /** The page above. */
  back?: { to: string; name: string };
  /** Beside the content on wide screens, under it on narrow ones. */
  side?: ReactNode;
  children: ReactNode;
}

/** One page of the portal: what it says in one line, then the content. */
export function PortalPage({ title, titleText, lead, back, side, children }: PortalPageProps) {
  const { membership } = useSession();
  const text = titleText ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = [text, membership.tenantName].filter(Boolean).join(' · ');
  }, [text, membership.tenantName]);
  return (
    <>
      {back && (
        <Link to={back.to} className={`link ${classes.back}`}>
          <IconArrowLeft size={16} stroke={1.5} aria-hidden />
          {back.name}
        </Link>
      )}
      <h1 className={classes.title}>{title}</h1>
      {lead && <p className={classes.lead}>{lead}</p>}
      <div className={side ? classes.two : classes.one}>
        <div className={classes.column}>{children}</div>
        {side && <div className={classes.column}>{side}</div>}
      </div>
    </>
  );
}

interface PartProps {
  title: string;
  note?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its heading. */
export function Part({ title, note, children }: PartProps) {
  return (
    <section className={classes.part}>
      <header className={classes.partHead}>
        <h2>{title}</h2>
        {note && <span className={classes.quiet}>{note}</span>}
      </header>
      {children}
    </section>
  );
}

/** Pairs of label and value; empty ones are left out. */
export function Pairs({ pairs, wide = false }: { pairs: readonly (readonly [string, ReactNode])[]; wide?: boolean }) {
  return (
    <dl className={`${classes.pairs} ${wide ? classes.pairsWide : ''}`}>
      {pairs
        .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/**
 * What only the client does. Who looks with its eyes sees it and cannot use it, and reads why.
 */
export function ClientAct({ children }: { children: ReactNode }) {
  const { t } = useTranslation('portal');
  const { viewAs } = useSession();
  if (!viewAs) return children;
  return (
    <div className={classes.held}>
      <div inert>
        <fieldset disabled>{children}</fieldset>
      </div>
      <p className={classes.quiet}>{t('held')}</p>
    </div>
  );
}
