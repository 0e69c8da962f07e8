import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.js';
import { WithHan } from '../imports/han.js';
import classes from './applicability.module.css';
import type { Candidates } from './applicability.types.js';

/** More at once help nobody to choose. */
const SHOWN = 5;

interface CandidateListProps {
  candidates: Candidates;
  takenClass: string | null;
  takenItem: string | null;
  onTake: (taken: { class?: string; item?: string }) => void;
}

/** What the description or tariff code may mean, each with the words that led to it. */
export function CandidateList({ candidates, takenClass, takenItem, onTake }: CandidateListProps) {
  const { t } = useTranslation('applicability');
  const language = useLanguage();
  const [isWhole, setWhole] = useState(false);
  const { classes: found, neverInScope, caution } = candidates;
  if (found.length + neverInScope.length === 0) {
    return (
      <p className={classes.noCandidate} role="status">
        {t('candidates.none')}
      </p>
    );
  }
  const shown = isWhole ? found : found.slice(0, SHOWN);
  const why = (match: Candidates['classes'][number]['matches'][number]) =>
    t(`candidates.by.${match.by}`, { text: match.text });
  return (
    <div className={classes.candidates} role="group" aria-label={t('candidates.title')}>
      <p className={classes.why}>{t('candidates.title')}</p>
      <ul>
        {neverInScope.map((item) => (
          <li key={item.key}>
            <Candidate
              name={t('candidates.never', { name: item.name })}
              why={t('candidates.by.term', { text: item.term })}
              isTaken={takenItem === item.key}
              onTake={() => onTake({ item: item.key })}
            />
          </li>
        ))}
        {shown.map((one) => (
          <li key={one.key}>
            <Candidate
              name={one.name}
              why={language.clauses(one.matches.map(why))}
              isTaken={takenClass === one.key}
              onTake={() => onTake({ class: one.key })}
            />
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          {t('candidates.more', { count: found.length - shown.length })}
        </button>
      )}
      <p className={classes.quiet}>{caution}</p>
    </div>
  );
}

function Candidate(props: { name: string; why: string; isTaken: boolean; onTake: () => void }) {
  return (
    <button type="button" className={classes.candidate} aria-pressed={props.isTaken} onClick={props.onTake}>
      <span className={classes.candidateMark}>{props.isTaken && <IconCheck size={14} stroke={2} aria-hidden />}</span>
      <span>
        <span className={classes.candidateName}>{props.name}</span>
        <span className={classes.quiet}>
          <WithHan text={props.why} />
        </span>
      </span>
    </button>
  );
}
