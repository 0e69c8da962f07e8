import type { StageStatus } from '#domain/states/stage-status';
import classes from './stage-rail.module.css';

interface StageNodeProps {
  status: StageStatus;
  /** Where it stands on the rail; shown while it is to come. */
  number: number;
  /** How far the working days of a running stage have run, 0 to 1; null = no duration is known. */
  share: number | null;
}

/** A pie from twelve o'clock on, of radius 8 around 14,14. */
function pie(share: number): string {
  if (share >= 1) return 'M14 6a8 8 0 1 1 0 16 8 8 0 1 1 0-16Z';
  const angle = share * 2 * Math.PI;
  const [x, y] = [14 + 8 * Math.sin(angle), 14 - 8 * Math.cos(angle)];
  return `M14 14V6A8 8 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z`;
}

/** The mark of a stage: tick, pie of its working days, pause, number, cross, dash. Decoration: the words stand beside it. */
export function StageNode({ status, number, share }: StageNodeProps) {
  return (
    <svg className={classes.node} data-status={status} width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <circle cx="14" cy="14" r="11" className={classes.disc} />
      {status === 'done' && <path d="m9.4 14.3 3.2 3.2 6-6.6" className={classes.stroke} />}
      {status === 'running' && share !== null && <path d={pie(Math.max(share, 0.04))} className={classes.pie} />}
      {status === 'running' && share === null && <circle cx="14" cy="14" r="4" className={classes.pie} />}
      {status === 'blocked' && <path d="M11.6 10v8M16.4 10v8" className={classes.stroke} />}
      {status === 'failed' && <path d="m10.4 10.4 7.2 7.2M17.6 10.4l-7.2 7.2" className={classes.stroke} />}
      {status === 'skipped' && <path d="M10 14h8" className={classes.stroke} />}
      {status === 'not-started' && (
        <text x="14" y="18" textAnchor="middle" className={classes.number}>
          {number}
        </text>
      )}
    </svg>
  );
}
