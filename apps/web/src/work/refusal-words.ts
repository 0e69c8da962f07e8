import { useTranslation } from 'react-i18next';
import { fieldProblemText, Problem, problemText } from '../api/problem.js';
import { useLanguage } from '../i18n/use-language.js';
import type { BulkRefusal } from './work.types.js';

/** Why one case was left as it was, in words, with what would be allowed instead. */
export function useRefusalWords() {
  const { t, i18n } = useTranslation(['domain', 'work']);
  const language = useLanguage();
  const actWord = (act: string): string | null => {
    const key = ['stageAct', 'applicationAct'].map((group) => `domain:${group}.${act}`).find((one) => i18n.exists(one));
    return key ? (t(key as never) as string) : null;
  };
  return ({ code, detail, facts }: BulkRefusal): string => {
    const { field, allowed, earliestOn, latestOn } = facts;
    if (typeof field === 'string')
      return fieldProblemText({ field, code, detail: detail ?? code, ...(typeof allowed === 'string' && { allowed }) });
    const words = problemText(new Problem(409, code, detail ?? '', null, facts));
    const acts = Array.isArray(allowed)
      ? allowed.map((act) => actWord(String(act))).filter((word) => word !== null)
      : [];
    const more = [
      acts.length > 0 && t('work:refusal.allowed', { acts: language.items(acts) }),
      typeof earliestOn === 'string' && t('work:refusal.earliest', { day: language.day(earliestOn, {}) }),
      typeof latestOn === 'string' && t('work:refusal.latest', { day: language.day(latestOn, {}) }),
    ];
    return [words, ...more.filter(Boolean)].join(language.gap);
  };
}
