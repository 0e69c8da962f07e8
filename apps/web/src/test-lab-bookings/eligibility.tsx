import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { BasisMark } from '../components/deadline-chip.js';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import { Answer } from './lab-cells.js';
import { eligibilityQuery, type EligibilityQuestion } from './lab.api.js';
import type { Eligibility, EligibilityAnswer } from './lab.types.js';
import classes from './lab.module.css';

const MARKS = ['ccc-designated', 'cnas', 'cma', 'cepa'] as const;
type Mark = (typeof MARKS)[number];

/** Whether tests of the laboratory serve the case, mark by mark with reason, basis and source. */
export function EligibilityView({ eligibility }: { eligibility: Eligibility }) {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  return (
    <div className={classes.eligibility} data-verdict={eligibility.verdict}>
      <div className={classes.verdict}>
        <Answer answer={eligibility.verdict} />
        <span>{t(`eligibility.verdict.${eligibility.verdict}`)}</span>
        <span className={classes.quiet}>{t('eligibility.on', { day: language.day(eligibility.day, {}) })}</span>
      </div>
      <ul className={classes.reasons}>
        {eligibility.answers.map((answer) => (
          <li key={answer.key}>
            <AnswerLine answer={answer} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function AnswerLine({ answer }: { answer: EligibilityAnswer }) {
  const { t } = useTranslation(['lab', 'domain']);
  const language = useLanguage();
  const isMark = (MARKS as readonly string[]).includes(answer.key);
  return (
    <>
      {isMark ? (
        <Answer answer={answer.answer} label={t(`lab:mark.${answer.key as Mark}`)} />
      ) : (
        <>
          <Answer answer={answer.answer} /> {answer.text?.[language.language]}
        </>
      )}{' '}
      {language.clauses([
        t(`lab:eligibility.reason.${answer.reason as 'recorded'}`),
        answer.key === 'cepa' && answer.text?.[language.language],
        answer.checkedOn && t('lab:eligibility.checked', { day: language.day(answer.checkedOn, {}) }),
      ])}
      <div className={classes.backing}>
        <BasisMark basis={answer.basis} />
        <span>
          {answer.source === 'none' ? t(`domain:certainty.${answer.certainty}`) : <Sources text={answer.source} />}
        </span>
        {answer.source !== 'none' && answer.certainty === 'secondary' && (
          <span>{t(`domain:certainty.${answer.certainty}`)}</span>
        )}
      </div>
    </>
  );
}

/** The answer to a choice in a form, before it is saved. */
export function EligibilityAsked({ question }: { question: EligibilityQuestion | null }) {
  const { t } = useTranslation('lab');
  const query = useQuery({ ...eligibilityQuery(question ?? { productId: '', day: '' }), enabled: question !== null });
  return (
    <section aria-live="polite" aria-label={t('eligibility.title')}>
      {!question && <p className={classes.follows}>{t('eligibility.first')}</p>}
      {question && query.isError && <p role="alert">{problemText(query.error)}</p>}
      {question && query.data && <EligibilityView eligibility={query.data} />}
    </section>
  );
}
