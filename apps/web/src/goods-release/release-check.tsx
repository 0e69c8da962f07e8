import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { releaseQuery, type ReleaseQuestion } from './goods-release.api.js';
import classes from './goods-release.module.css';
import { ReleaseAnswers } from './release-answers.js';
import { ReleaseForm } from './release-form.js';

/** The question of an address: `?model=&productId=&on=&changed=`; null as long as nothing is named. */
function questionOf({ model, productId, on, changed }: Readonly<Record<string, string>>): ReleaseQuestion | null {
  if (!model && !productId) return null;
  return {
    ...(model && { model }),
    ...(productId && { productId }),
    ...(on && { on }),
    ...((changed === 'true' || changed === 'false') && { changed }),
  };
}

/** The form and its answer; the question stands in the address, so that it can be sent to a colleague. */
export function ReleaseCheck({ isPortal = false }: { isPortal?: boolean }) {
  const { t } = useTranslation('release');
  const { language } = useLanguage();
  const [url, setUrl] = useUrlState();
  const question = questionOf(url);
  const answer = useQuery({ ...releaseQuery(question ?? {}, language), enabled: question !== null });
  return (
    <div className={classes.check}>
      <ReleaseForm
        key={JSON.stringify(question)}
        question={question}
        onAsk={(asked) =>
          setUrl(
            {
              model: asked.model ?? null,
              productId: asked.productId ?? null,
              on: asked.on ?? null,
              changed: asked.changed ?? null,
            },
            { push: true },
          )
        }
      />
      {question === null && <EmptyState sentence={t('empty')} hint={t('emptyHint')} />}
      {question !== null && answer.isPending && <SkeletonRows rows={4} />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {question !== null && answer.data && (
        <ReleaseAnswers answer={answer.data} question={question} isPortal={isPortal} />
      )}
    </div>
  );
}
