import { useTranslation } from 'react-i18next';
import { DEADLINE_KINDS, type DeadlineKind } from '#domain/deadlines/deadline';
import { isDay } from '#domain/day';
import { useLanguage } from '../i18n/use-language.js';
import type { Move } from './changes.types.js';

const isKind = (item: string): item is DeadlineKind => (DEADLINE_KINDS as readonly string[]).includes(item);

/** What moved, by how much and why, in the reader's words. */
export function useMoveWords() {
  const { t, i18n } = useTranslation(['changes', 'domain']);
  const language = useLanguage();

  const item = ({ item: of, itemNames, itemNumber }: Move): string => {
    if (itemNumber !== null) return t('item.finding', { number: itemNumber });
    if (isKind(of)) return t(`domain:deadlineKind.${of}`);
    if (of === 'end') return t('item.end');
    const name = itemNames?.[language.language] ?? of.replace(/^(stage|limit):/, '').replace(/\/[^/]*$/, '');
    if (of.startsWith('limit:')) return t('item.limit', { name });
    return t(of.endsWith('/start') ? 'item.stageStart' : 'item.stageEnd', { name });
  };

  /** A code that has no words yet is better shown than hidden. */
  const why = ({ why: { code, facts }, throughNames }: Move): string => {
    const key = `why.${code.replace('.', '-')}`;
    const years = Array.isArray(facts['years']) ? facts['years'].map(String) : [];
    const told: Record<string, unknown> = Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [name, isDay(value) ? language.day(value, {}) : factText(value)]),
    );
    told['count'] = years.length || 1;
    told['years'] = language.items(years);
    if (typeof facts['country'] === 'string') told['country'] = language.country(facts['country']);
    told['stage'] = throughNames?.[language.language] ?? told['stage'];
    return i18n.exists(`changes:${key}`, told) ? String(t(key as never, told as never)) : code;
  };

  const factText = (value: unknown): string => {
    if (value === null || value === undefined) return t('why.unknown');
    return Array.isArray(value) ? language.items(value.map(String)) : String(value);
  };

  return {
    item,
    why,
    shift: (days: number): string => {
      const number = language.number(Math.abs(days));
      return days > 0
        ? t('moved.later', { count: Math.abs(days), number })
        : t('moved.sooner', { count: Math.abs(days), number });
    },
  };
}
