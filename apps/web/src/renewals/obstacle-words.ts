import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.js';
import type { Obstacle } from './renewals.types.js';

/** What stands in the way and what to do about it, in one sentence. */
export function useObstacleWords() {
  const { t } = useTranslation(['renewals', 'domain']);
  const language = useLanguage();
  return ({ kind, ref, facts }: Obstacle): string => {
    if (kind === 'findings-open' && facts['findings'] === 0) return t('renewals:obstacle.result-open');
    const inForceOn = facts['inForceOn'];
    const caseKind = facts['caseKind'];
    return t(`renewals:obstacle.${kind}` as 'renewals:obstacle.findings-open', {
      count: Number(facts['findings'] ?? 0),
      name: ref?.name ?? '',
      year: facts['year'],
      recorded: facts['recorded'],
      edition: facts['edition'],
      inForceOn: typeof inForceOn === 'string' ? language.day(inForceOn, {}) : '',
      kind: typeof caseKind === 'string' ? t(`domain:applicationKind.${caseKind as 'change'}`) : '',
    });
  };
}
