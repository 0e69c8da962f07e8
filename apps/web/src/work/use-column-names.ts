import { useTranslation } from 'react-i18next';
import type { Party } from '#domain/reference/scheme';
import { useLanguage } from '../i18n/use-language.js';
import type { BoardColumn, BoardSide } from './work.types.js';

/** What a column is called: its stage, its party, its owner. */
export function useColumnNames(by: BoardSide) {
  const { t } = useTranslation(['work', 'domain']);
  const { language } = useLanguage();
  return ({ key, names, ownerName }: Pick<BoardColumn, 'key' | 'names' | 'ownerName'>): string => {
    if (by === 'turn' && key) return t(`domain:party.${key as Party}`);
    return names?.[language] ?? ownerName ?? t('work:nobody');
  };
}
