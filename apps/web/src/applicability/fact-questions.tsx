import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Preview, Condition, Questions } from './applicability.types.js';
import { CountrySelect } from '../components/selects.js';
import type { UrlState } from '../components/url-state.js';
import classes from './applicability.module.css';
import { Choice, Question } from './choice.js';
import { CLASS_ANSWER, GROUND_ANSWER, withoutAnswers } from './wizard-address.js';

interface FactQuestionsProps {
  url: UrlState;
  change: (changes: Record<string, string | null>) => void;
  questions: Questions;
  /** the answer as it stands, null while there is none */
  preview: Preview | null;
}

/**
 * What is still worth asking, as the answer stands now. What was answered stays, so that it can be taken back; what can no
 * longer change anything is not asked.
 */
export function FactQuestions({ url, change, questions, preview }: FactQuestionsProps) {
  const { t } = useTranslation('applicability');
  const { isOutside, isDue } = reachOf(preview);
  const use = questions.uses.find(({ key }) => key === (url['use'] ?? 'unknown'));
  const asksWhoApplies = use?.conditions.some(({ applicants }) => applicants !== null) ?? false;
  return (
    <>
      {questions.variants.length > 0 && (!isOutside || url['variant']) && (
        <Choice
          id="q-variant"
          title={t('variant.title')}
          why={t('variant.why')}
          options={[...questions.variants.map(toOption), { value: '', label: t('dontKnow') }]}
          value={url['variant'] ?? ''}
          onChange={(value) => change({ variant: value || null })}
        />
      )}
      {questions.vehicleCategories.length > 0 && (
        <Choice
          id="q-category"
          title={t('category.title')}
          why={t('category.why')}
          options={[
            ...questions.vehicleCategories.map(({ key, name, isInScope }) => ({
              value: key,
              label: name,
              ...(isInScope && { note: t('category.inScope') }),
            })),
            { value: '', label: t('dontKnow') },
          ]}
          value={url['category'] ?? ''}
          onChange={(value) => change({ category: value || null })}
        />
      )}
      {questions.classConditions
        .filter(({ key }) => !isOutside || url[CLASS_ANSWER + key])
        .map((condition) => (
          <YesOrNo
            key={condition.key}
            condition={condition}
            name={CLASS_ANSWER + condition.key}
            why={t(condition.effect === 'excludes' ? 'condition.excludes' : 'condition.must')}
            url={url}
            change={change}
          />
        ))}
      {(isDue || url['use']) && (
        <Question id="q-use" title={t('use.title')} why={t('use.why')}>
          <Select
            aria-label={t('use.title')}
            allowDeselect={false}
            value={use?.key ?? null}
            maxDropdownHeight={360}
            data={(['general', 'not-required', 'exempt'] as const).map((kind) => ({
              group: t(`use.kind.${kind}`),
              items: questions.uses.filter((one) => one.kind === kind).map(({ key, name }) => ({ value: key, label: name })), // prettier-ignore
            }))}
            classNames={{ option: classes.wrapped }}
            onChange={(key) => change({ ...withoutAnswers(url, GROUND_ANSWER), use: key === 'unknown' ? null : key })}
          />
          {use && use.kind !== 'general' && <p className={classes.useName}>{use.name}</p>}
        </Question>
      )}
      {use?.conditions
        .filter(({ applicants }) => applicants === null)
        .map((condition) => (
          <YesOrNo
            key={condition.key}
            condition={condition}
            name={GROUND_ANSWER + condition.key}
            why={t('condition.ground')}
            url={url}
            change={change}
          />
        ))}
      {(isDue || url['applicant']) && (
        <Choice
          id="q-applicant"
          title={t('applicant.title')}
          why={t(asksWhoApplies ? 'applicant.whyGround' : 'applicant.why')}
          options={[...questions.applicants.map(toOption), { value: '', label: t('dontKnow') }]}
          value={url['applicant'] ?? ''}
          onChange={(value) => change({ applicant: value || null })}
        />
      )}
      {(isDue || url['madeIn']) && (
        <Question id="q-made-in" title={t('madeIn.title')} why={t('madeIn.why')}>
          <CountrySelect
            aria-label={t('madeIn.title')}
            // what the product brings along cannot be taken away, only said otherwise
            clearable={url['madeIn'] !== undefined}
            placeholder={t('dontKnow')}
            value={url['madeIn'] ?? preview?.facts.madeIn ?? null}
            onChange={(country) => change({ madeIn: country })}
          />
        </Question>
      )}
    </>
  );
}

interface YesOrNoProps {
  condition: Condition;
  /** in the address */
  name: string;
  why: string;
  url: UrlState;
  change: (changes: Record<string, string | null>) => void;
}

function YesOrNo({ condition, name, why, url, change }: YesOrNoProps) {
  const { t } = useTranslation('applicability');
  return (
    <Choice
      id={`q-${name}`}
      title={condition.text}
      why={why}
      inRow
      options={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
        { value: 'unknown', label: t('dontKnow') },
      ]}
      value={url[name] ?? 'unknown'}
      onChange={(value) => change({ [name]: value === 'unknown' ? null : value })}
    />
  );
}

const toOption = ({ key, name }: { key: string; name: string }) => ({ value: key, label: name });

/** How far the questions reach: outside the description nothing more decides, and without an obligation no use does. */
function reachOf(preview: Preview | null): { isOutside: boolean; isDue: boolean } {
  if (!preview) return { isOutside: false, isDue: false };
  const { answer, verdict } = preview;
  const isOutside = answer.reasons.some(({ code }) => code === 'outside-description');
  const isFree =
    verdict === 'released' || verdict === 'never-in-scope' || (verdict === 'not-required' && !answer.ground);
  return { isOutside, isDue: answer.class !== null && !isOutside && !isFree };
}
