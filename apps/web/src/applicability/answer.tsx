import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenQuestion, Verdict } from '#domain/applicability/answer';
import { daysBetween, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { Section } from '../components/detail-page.js';
import { RelativeDays, UrgencyDisc, urgencyText, useUrgency } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './applicability.module.css';
import type { Preview, ToldQuestion, ToldReason, ToldStep } from './applicability.types.js';
import { Backing } from './backing.js';
import { LifeStrip } from './life-strip.js';
import { VerdictIcon } from './verdict-tag.js';

interface AnswerProps {
  preview: Preview;
  /** whose own class was taken; null: the class may be another */
  productId: string | null;
  /** Asks for another day. */
  onAsk?: (day: Day) => void;
  /** Where an open question can be answered; null: nowhere on this page. */
  fieldOf?: (question: OpenQuestion) => string | null;
  /** Under the verdict. */
  acts?: ReactNode;
}

/** An answer from its verdict to the data it rests on; what would still decide it stands before the reasons. */
export function Answer({ preview, productId, onAsk, fieldOf, acts }: AnswerProps) {
  const { t } = useTranslation('applicability');
  const { words, answer, day, verdict } = preview;
  const questions = words.openQuestions.map((told, index) => ({ told, of: answer.openQuestions[index]! }));
  const blocking = questions.filter(({ told }) => told.isBlocking);
  const reserves = questions.filter(({ told }) => !told.isBlocking);
  return (
    <>
      <div className={`${classes.verdict} ${verdict === 'undecided' ? classes.verdictOpen : ''}`}>
        <VerdictIcon verdict={verdict} size={32} />
        <div>
          <p className={classes.verdictWord}>{words.verdict}</p>
          <p className={classes.headline}>{words.headline}</p>
          {acts}
        </div>
      </div>
      {blocking.length > 0 && (
        <Section title={t('answer.blocking')} note={t('answer.blockingNote')}>
          <OpenQuestions questions={blocking} fieldOf={fieldOf} />
        </Section>
      )}
      {words.periods.length > 0 && (
        <Section title={t('life.title')}>
          <LifeStrip periods={words.periods} day={day} {...(onAsk && { onAsk })} />
        </Section>
      )}
      {words.whatFollows.length > 0 && (
        <Section title={t('answer.follows')}>
          <ul className={classes.steps}>
            {words.whatFollows.map((step, index) => (
              <Step key={`${index} ${step.code}`} step={step} />
            ))}
          </ul>
        </Section>
      )}
      <Routes preview={preview} productId={productId} />
      {reserves.length > 0 && (
        <Section title={t('answer.reserves')} note={t('answer.reservesNote')}>
          <OpenQuestions questions={reserves} fieldOf={fieldOf} />
        </Section>
      )}
      <Section title={t('answer.reasons')}>
        <ol className={classes.reasons}>
          {words.reasons.map((reason, index) => (
            <Told key={`${index} ${reason.code}`} told={reason} />
          ))}
        </ol>
      </Section>
      {words.alternatives.length > 0 && (
        <Section title={t('answer.alternatives')}>
          <ul className={classes.reasons}>
            {words.alternatives.map((way) => (
              <Told key={way.code} told={way} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('answer.rests')}>
        <ul className={classes.remarks}>
          {words.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Told({ told }: { told: ToldReason }) {
  return (
    <li>
      <p className={classes.told}>{told.text}</p>
      <Backing backing={told} />
    </li>
  );
}

/** What follows, with its day where one is set: urgency speaks only of days to come. */
function Step({ step }: { step: ToldStep }) {
  return (
    <li>
      {step.on && <StepDay day={step.on} />}
      <p className={classes.told}>{step.text}</p>
      <Backing backing={step} />
    </li>
  );
}

function StepDay({ day }: { day: Day }) {
  const language = useLanguage();
  const isAhead = daysBetween(useToday(), day) >= 0;
  const { state, daysLeft } = useUrgency(day);
  return (
    <p className={classes.stepDay}>
      {isAhead && <UrgencyDisc state={state} />}
      <b>{language.day(day)}</b>
      <span className={isAhead ? urgencyText(state) : classes.quiet}>
        <RelativeDays days={daysLeft} />
      </span>
    </p>
  );
}

interface OpenQuestionsProps {
  questions: readonly { told: ToldQuestion; of: OpenQuestion }[];
  fieldOf?: ((question: OpenQuestion) => string | null) | undefined;
}

function OpenQuestions({ questions, fieldOf }: OpenQuestionsProps) {
  const { t } = useTranslation('applicability');
  return (
    <ul className={classes.open}>
      {questions.map(({ told, of }, index) => {
        const field = fieldOf?.(of) ?? null;
        return (
          <li key={`${index} ${told.code}`}>
            <p className={classes.told}>{told.text}</p>
            {told.decisions.length > 0 && (
              <ul className={classes.decisions}>
                {told.decisions.map((decision) => (
                  <li key={decision}>{decision}</li>
                ))}
              </ul>
            )}
            {field && (
              <button type="button" className="link" onClick={() => goTo(field)}>
                {t('answer.answerIt')}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Shows a question and puts the focus into its first field. */
function goTo(id: string) {
  const block = document.getElementById(id);
  block?.scrollIntoView({ block: 'center' });
  block?.querySelector<HTMLElement>('input:checked, input, textarea, button')?.focus({ preventScroll: true });
}

/** Verdicts after which something is certified or declared, because it must or may be. */
const WITH_ROUTES: readonly Verdict[] = ['third-party-ccc', 'self-declaration', 'released'];

/** Procedures that are open to the class, and the way to see them side by side. */
function Routes({ preview: { answer, verdict }, productId }: { preview: Preview; productId: string | null }) {
  const { t } = useTranslation('applicability');
  const { language } = useLanguage();
  if (!answer.class || !WITH_ROUTES.includes(verdict)) return null;
  const schemes = [
    ...answer.whatFollows.flatMap((step) => (step.code === 'certify' ? step.facts.schemes : [])),
    ...answer.alternatives.flatMap((way) => (way.code === 'single-vehicle' ? way.facts.schemes : [])),
  ];
  const search = { classKey: answer.class.key, ...(productId && { productId }) };
  return (
    <Section title={t('routes.title')}>
      {schemes.length > 0 && (
        <ul className={classes.schemes}>
          {schemes.map(({ key, names }) => (
            <li key={key}>{names[language]}</li>
          ))}
        </ul>
      )}
      <p>
        <Link to={'/plans/new' as string} search={search as never} className="link">
          {t('routes.compare')}
        </Link>
      </p>
    </Section>
  );
}
