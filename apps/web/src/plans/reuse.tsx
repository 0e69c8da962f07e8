import { IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import type { AgreementAnswer, CriterionAnswer, Verdict } from '#domain/plan/recognition';
import type { YesNoUnknown } from '#domain/reference/actors';
import { Sources } from '../components/sources.js';
import { DayEntry } from './day-entry.js';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import { YesNo } from './yes-no.js';

const ICONS = { accept: IconCheck, doubtful: IconHelp, no: IconX };

interface ReuseProps {
  agreements: readonly AgreementAnswer[];
  answers: Readonly<Record<string, YesNoUnknown>>;
  days: Readonly<Record<string, Day>>;
  onAnswer: (key: string, value: YesNoUnknown | null) => void;
  onDay: (key: string, day: Day | null) => void;
}

/** What existing results could be used again, agreement by agreement and criterion by criterion. */
export function Reuse({ agreements, ...rest }: ReuseProps) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  if (agreements.length === 0) return <p className={classes.quiet}>{t('reuse.none')}</p>;
  return (
    <>
      <p className={classes.quiet}>{t('reuse.note')}</p>
      <ul className={classes.agreements}>
        {agreements.map((agreement) => (
          <li key={agreement.key}>
            <details>
              <summary>
                <VerdictMark verdict={agreement.verdict} />
                <span className={classes.agreementName}>{words.say(agreement.names)}</span>
              </summary>
              {agreement.effect && <p className={classes.effect}>{words.say(agreement.effect)}</p>}
              <ul className={classes.criteria}>
                {agreement.criteria.map((criterion) => (
                  <Criterion key={criterion.key} criterion={criterion} {...rest} />
                ))}
              </ul>
              <p className={classes.agreementSource}>
                <Sources text={agreement.source} />
              </p>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('plans');
  const Icon = ICONS[verdict];
  return (
    <span className={`${classes.verdictMark} ${classes[verdict] ?? ''}`}>
      <Icon size={13} stroke={2} aria-hidden />
      {t(`reuse.verdict.${verdict}`)}
    </span>
  );
}

function Criterion({
  criterion,
  answers,
  days,
  onAnswer,
  onDay,
}: Omit<ReuseProps, 'agreements'> & { criterion: CriterionAnswer }) {
  const { t } = useTranslation(['plans', 'domain']);
  const words = usePlanWords();
  const { key, test, reason, on } = criterion;
  return (
    <li>
      <VerdictMark verdict={criterion.verdict} />
      <div>
        <p>{words.say(criterion.text)}</p>
        <p className={classes.quietLine}>
          {t(`reuse.reason.${reason}`)}
          {on && ` (${words.plain(on)})`}; <Sources text={criterion.source} />
          {criterion.certainty !== 'official' && ` (${t(`domain:certainty.${criterion.certainty}`)})`}
        </p>
      </div>
      {test === 'fact' && (
        <YesNo
          label={words.say(criterion.text)}
          value={answers[key] ?? 'unknown'}
          onChange={(value) => onAnswer(key, value)}
        />
      )}
      {test === 'age' && (
        <DayEntry
          label={t('reuse.issuedOn')}
          isLabelUnseen
          value={days[key] ?? null}
          onDay={(day) => onDay(key, day)}
        />
      )}
    </li>
  );
}
