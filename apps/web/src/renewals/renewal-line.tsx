import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { CertificateNumber } from '../components/certificate-number.js';
import type { DayScale } from '../components/day-scale.js';
import { DueDay } from '../components/deadline-chip.js';
import { Names } from '../components/names.js';
import { DaysLeft, UrgencyDisc, urgencyText, useUrgency } from '../components/urgency.js';
import { useObstacleWords } from './obstacle-words.js';
import { RenewalTrack } from './renewal-track.js';
import classes from './renewals.module.css';
import type { Renewal, RenewalPlan } from './renewals.types.js';

interface RenewalLineProps {
  renewal: Renewal;
  scale: DayScale;
  today: Day;
  isChosen: boolean;
  /** null: the reader may open none */
  onChoose: ((isChosen: boolean) => void) | null;
}

/** One certificate: what it is, its way on the scale, the last day to file, what stands in the way. */
export function RenewalLine({ renewal, scale, today, isChosen, onChoose }: RenewalLineProps) {
  const { t } = useTranslation('renewals');
  const { id, number, product, plan, client } = renewal;
  return (
    <li>
      {onChoose ? (
        <input
          type="checkbox"
          checked={isChosen}
          disabled={plan?.openCase !== null && !isChosen}
          aria-label={t('line.choose', { name: `${product.name} ${number}` })}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      ) : (
        <span />
      )}
      <span className={classes.what}>
        <Link to={`/certificates/${id}` as '/'} className="link">
          <Names latin={product.name} zh={product.nameZh} strong />
        </Link>
        <small>
          <CertificateNumber number={number} /> <Names latin={client.legalName} />
        </small>
      </span>
      {plan && (
        <>
          <RenewalTrack plan={plan} scale={scale} today={today} />
          <FileBy plan={plan} />
          <InTheWay plan={plan} />
        </>
      )}
    </li>
  );
}

function FileBy({ plan: { filingOn, basis } }: { plan: RenewalPlan }) {
  const { t } = useTranslation('renewals');
  const { state, daysLeft } = useUrgency(filingOn);
  return (
    <span className={classes.due} title={t('line.file')}>
      <UrgencyDisc state={state} />
      <DueDay day={filingOn} basis={basis} />
      <span className={urgencyText(state)}>
        <DaysLeft days={daysLeft} />
      </span>
    </span>
  );
}

/** Where it stands, and the first thing in the way with how many there are. */
function InTheWay({ plan: { standing, openCase, obstacles } }: { plan: RenewalPlan }) {
  const { t } = useTranslation('renewals');
  const wordsOf = useObstacleWords();
  const stands = t(`standing.${standing}`, { number: openCase?.number ?? '' });
  return (
    <span className={classes.what}>
      {openCase ? (
        <Link to={`/cases/${openCase.id}` as '/'} className="link">
          {stands}
        </Link>
      ) : (
        <span>{stands}</span>
      )}
      <small title={obstacles.map(wordsOf).join('\n')}>
        {obstacles.length === 0 ? t('line.clear') : t('line.inTheWay', { count: obstacles.length })}
      </small>
    </span>
  );
}
