import { IconAlertTriangle, IconCheck, IconMail } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './imports.module.css';

interface VerdictProps {
  /** bad: nothing can be done with it. good: it may go on. calm: neither. */
  tone: 'bad' | 'good' | 'calm';
  title: string;
  children?: ReactNode;
  acts?: ReactNode;
}

const ICONS = { bad: IconAlertTriangle, good: IconCheck, calm: IconMail } as const;

/** What the step found, in one sentence, with what can be done about it. */
export function Verdict({ tone, title, children, acts }: VerdictProps) {
  const Icon = ICONS[tone];
  return (
    <section className={`${classes.verdict} ${classes[tone]}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={22} stroke={1.5} aria-hidden />
      <div className={classes.verdictWords}>
        <h2>{title}</h2>
        {children}
      </div>
      {acts && <div className={classes.verdictActs}>{acts}</div>}
    </section>
  );
}
