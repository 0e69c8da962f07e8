import type { ReactNode } from 'react';
import classes from './page.module.css';
import { PageHeader, type Crumb } from './page-header.js';

/** One value of the reading strip: label 12, value 20, note 12 px. */
export interface Reading {
  label: string;
  value: ReactNode;
  note?: ReactNode;
}

interface DetailPageProps {
  title: ReactNode;
  titleText?: string;
  crumb: Crumb;
  /** Behind the parent's name in the crumb: the number of the thing, what kind it is. */
  crumbNote?: ReactNode;
  reading?: ReactNode;
  acts?: ReactNode;
  /** Up to four values that say the state of the thing. */
  readings?: readonly Reading[];
  /** The shape of the thing across the whole width, under its readings: a rail. */
  shape?: ReactNode;
  /** Deadlines, reminders, relations. Under the content below 1240 px. */
  side?: ReactNode;
  children: ReactNode;
}

/** The page of one thing: header, reading strip, sections on the left, what hangs on it on the right. */
export function DetailPage({ readings = [], shape, side, children, ...header }: DetailPageProps) {
  return (
    <>
      <PageHeader {...header} />
      {readings.length > 0 && <ReadingStrip readings={readings} />}
      {shape}
      <div className={`${classes.columns} ${side ? '' : classes.single}`}>
        <div className={classes.content}>{children}</div>
        {side && <aside className={classes.side}>{side}</aside>}
      </div>
    </>
  );
}

/** Up to four values divided by hairlines. */
export function ReadingStrip({ readings }: { readings: readonly Reading[] }) {
  return (
    <dl className={classes.strip}>
      {readings.map((reading) => (
        <div key={reading.label} className={classes.stripItem}>
          <dt>{reading.label}</dt>
          <dd className={classes.stripValue}>{reading.value}</dd>
          {reading.note && <dd className={classes.stripNote}>{reading.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

interface SectionProps {
  title: string;
  /** Beside the title, quiet: a count or an explanation. */
  note?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}

/** A part of a page under a heading; divided from its neighbour by a hairline. */
export function Section({ title, note, acts, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <header className={classes.sectionHead}>
        <h2>{title}</h2>
        {note && <span className={classes.sectionNote}>{note}</span>}
        {acts && <span className={classes.sectionActs}>{acts}</span>}
      </header>
      {children}
    </section>
  );
}

/** Pairs of label and value, e.g. what is known of a company. Empty values are left out. */
export function Facts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== false && value !== '');
  return (
    <dl className={classes.facts}>
      {known.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
