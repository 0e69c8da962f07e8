import { Button } from '@mantine/core';
import { useDebouncedValue, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenQuestion } from '#domain/applicability/answer';
import { isDay } from '#domain/day';
import { useToday } from '../api/clock.js';
import { fieldProblemText, problemText, toProblem } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { newKey } from '../components/new-key.js';
import { PageHeader } from '../components/page-header.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { productQuery } from '../products/products.api.js';
import { Answer } from './answer.js';
import { keepCheck, previewQuery, questionsQuery } from './applicability.api.js';
import classes from './applicability.module.css';
import type { CheckInput } from './applicability.types.js';
import { DayQuestion } from './day-question.js';
import { FactQuestions } from './fact-questions.js';
import { SubjectQuestion } from './subject-question.js';
import { VerdictIcon } from './verdict-tag.js';
import { CLASS_ANSWER, GROUND_ANSWER, inputOf, namesSomething } from './wizard-address.js';

/** Longest wait while somebody types or clicks through answers. */
const PAUSE_MS = 250;
/** Below this the answer stands under the questions. */
const NARROW = '(max-width: 1240px)';

/** Does it need CCC on that day? Questions on the left, the answer as it stands on the right, all of it in the address. */
export function WizardPage() {
  const { t } = useTranslation('applicability');
  const { language } = useLanguage();
  const today = useToday();
  const [url, change] = useUrlState();
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false;
  const day = url['day'] ?? today;
  const product = useQuery({ ...productQuery(url['product'] ?? ''), enabled: Boolean(url['product']) });
  const classKey = url['class'] ?? (url['item'] ? null : (product.data?.class.code ?? null));
  const { input, isAskable } = useSettled(inputOf(url, day));
  const preview = useQuery({ ...previewQuery(input, language), enabled: isAskable });
  const questions = useQuery({
    ...questionsQuery(classKey, isDay(day) ? day : today, language),
    enabled: classKey !== null,
  });
  const shown = isAskable ? (preview.data ?? null) : null;
  return (
    <>
      <PageHeader
        title={t('wizard.title')}
        crumb={{ to: '/applicability', name: t('list.title') }}
        reading={t('wizard.reading')}
        acts={<Keep input={input} isReady={isAskable && preview.isSuccess && !preview.isPlaceholderData} />}
      />
      <div className={classes.wizard}>
        <form className={classes.questions} onSubmit={(event) => event.preventDefault()} aria-label={t('wizard.form')}>
          {isNarrow && shown && (
            <a href="#answer" className={classes.shortcut}>
              <VerdictIcon verdict={shown.verdict} size={18} />
              <b>{shown.words.verdict}</b>
              <span className={classes.shortcutMore}>{t('wizard.toAnswer')}</span>
            </a>
          )}
          <SubjectQuestion url={url} change={change} product={product.data ?? null} classKey={classKey} />
          <DayQuestion day={day} onChange={(picked) => change({ day: picked })} />
          {classKey !== null && questions.data && (
            <FactQuestions url={url} change={change} questions={questions.data} preview={shown} />
          )}
          {questions.isError && !preview.isError && <Faults error={questions.error} />}
        </form>
        <section className={classes.answer} id="answer" aria-label={t('wizard.answer')} aria-busy={preview.isFetching}>
          <p className="unseen" role="status">
            {shown?.words.headline}
          </p>
          {!isAskable && (
            <EmptyState sentence={t(isDay(day) ? 'wizard.empty' : 'wizard.noDay')} hint={t('wizard.emptyHint')} />
          )}
          {isAskable && preview.isError && <Faults error={preview.error} onRetry={() => void preview.refetch()} />}
          {isAskable && preview.isPending && <SkeletonRows rows={5} />}
          {shown && !preview.isError && (
            <Answer
              preview={shown}
              // a plan for the product is one for the product's own class
              productId={input.classKey === null ? input.productId : null}
              onAsk={(asked) => change({ day: asked })}
              fieldOf={fieldOf}
            />
          )}
        </section>
      </div>
    </>
  );
}

/** What is asked once nothing has changed for a moment. */
function useSettled(input: CheckInput): { input: CheckInput; isAskable: boolean } {
  const [text] = useDebouncedValue(JSON.stringify(input), PAUSE_MS);
  return useMemo(() => {
    const settled = JSON.parse(text) as CheckInput;
    return { input: settled, isAskable: isDay(settled.day) && namesSomething(settled) };
  }, [text]);
}

/** The field that answers an open question; null where only others can answer it. */
function fieldOf(question: OpenQuestion): string | null {
  switch (question.code) {
    case 'which-class':
    case 'class-or-never-in-scope':
    case 'class-not-in-data':
    case 'another-class':
    case 'hs-code-differs':
      return 'q-subject';
    case 'vehicle-category':
      return 'q-category';
    case 'variant':
      return 'q-variant';
    case 'class-condition':
      return `q-${CLASS_ANSWER}${question.facts.key}`;
    case 'ground-condition':
      return `q-${GROUND_ANSWER}${question.facts.key}`;
    case 'intended-use':
    case 'ground-not-in-data':
      return 'q-use';
    case 'applicant':
    case 'applicant-contradicts':
      return 'q-applicant';
    default:
      return null;
  }
}

/** Keeps the answer as it stands; it is never changed afterwards. */
function Keep({ input, isReady }: { input: CheckInput; isReady: boolean }) {
  const { t } = useTranslation('applicability');
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [key, setKey] = useState({ of: input, key: newKey() });
  // the same answer kept twice by two clicks is kept once
  if (key.of !== input) setKey({ of: input, key: newKey() });
  const keep = useMutation({
    mutationFn: () => keepCheck(input, language, key.key),
    onSuccess: async (check) => {
      toast(t('keep.done', { number: check.number }));
      await navigate({ to: `/applicability/${check.id}` });
      await refreshAfterChange(queryClient);
    },
  });
  const isKeepable = isReady && !keep.isPending;
  // from within a field too: the answers are given there
  useHotkeys([['mod+Enter', () => isKeepable && keep.mutate()]], []);
  return (
    <>
      {keep.isError && (
        <span role="alert" className={classes.fault}>
          {problemText(keep.error)}
        </span>
      )}
      <Button
        aria-keyshortcuts="Control+Enter"
        disabled={!isReady}
        loading={keep.isPending}
        onClick={() => keep.mutate()}
      >
        {t('keep.act')}
      </Button>
    </>
  );
}

/** What of the address was refused, field by field. */
function Faults({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { errors } = toProblem(error);
  if (errors.length === 0) return <ErrorState error={error} {...(onRetry && { onRetry })} />;
  return (
    <div className={classes.faults} role="alert">
      <p>{problemText(error)}</p>
      <ul>
        {errors.map((fault) => (
          <li key={`${fault.field} ${fault.code}`}>{fieldProblemText(fault)}</li>
        ))}
      </ul>
    </div>
  );
}
