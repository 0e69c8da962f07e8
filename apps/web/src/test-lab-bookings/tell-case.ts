import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import type { CaseMove } from './lab.types.js';

/** Says what was done, and what that did to the stage of the case; a stage that stayed says why. */
export function useTellCase(): (done: string, move: CaseMove | null) => void {
  const { t } = useTranslation('lab');
  const { gap } = useLanguage();
  return (done, move) => {
    if (!move) return toast(done);
    if (move.isMoved) return toast(`${done}${gap}${t(`caseMove.${move.act as 'start'}`)}`);
    const why = `errors:${move.code}`;
    const because = i18next.exists(why) ? String(i18next.t(why as never)) : '';
    toast([done, t('caseMove.stayed'), because].filter(Boolean).join(gap));
  };
}
