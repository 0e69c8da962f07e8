import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft, keepDraft, readDraft } from './draft.js';
import classes from './form.module.css';
import { toast } from './toast.js';

export interface KeptDraft<Values> {
  /** What was typed and left the last time, as far as it was kept. */
  draft: Partial<Values> | null;
  /** It stands in the form, and the reader may give it up. */
  isBack: boolean;
  /** Keeps what is typed; values that say nothing of their own are dropped. */
  keep: (values: Values, isTyped?: boolean) => void;
  /** The reader gives it up. */
  giveUp: () => void;
  /** It is saved: nothing is left to keep. */
  saved: () => void;
}

/**
 * Keeps what is typed into a form on a page, so that leaving it loses nothing; leaving says so.
 *
 * @param key     names the draft, e.g. `campaign-new-samr-57-2025`; null keeps none
 * @param isFresh the form begins with what it was opened for, not with what was left
 */
export function useKeptDraft<Values extends object>(key: string | null, isFresh = false): KeptDraft<Values> {
  const { t } = useTranslation();
  const [draft] = useState(() => (isFresh ? null : readDraft<Partial<Values>>(key)));
  const [isBack, setBack] = useState(draft !== null);
  const isSaved = useRef(false);
  useEffect(
    () => () => {
      if (!isSaved.current && readDraft(key)) toast(t('form.draftKept'));
    },
    [key, t],
  );
  return {
    draft,
    isBack,
    keep: (values, isTyped = true) => (isTyped ? keepDraft(key, values) : dropDraft(key)),
    giveUp: () => {
      dropDraft(key);
      setBack(false);
    },
    saved: () => {
      isSaved.current = true;
      dropDraft(key);
    },
  };
}

/** That what stands in the form was typed before, and a way to begin anew. */
export function DraftIsBack({ onGiveUp }: { onGiveUp: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.draft} role="status">
      <span>{t('form.draftBack')}</span>
      <button type="button" className="link" onClick={onGiveUp}>
        {t('form.draftDiscard')}
      </button>
    </div>
  );
}
