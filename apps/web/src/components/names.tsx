import { useTranslation } from 'react-i18next';
import classes from './names.module.css';

interface NamesProps {
  latin: string | null | undefined;
  zh?: string | null | undefined;
  /** One under the other (lists), else in one line. */
  stacked?: boolean;
  /** The leading name in medium weight. */
  strong?: boolean;
}

/** A legal form never stands alone on the next line. */
function held(name: string): string {
  return name.replace(/ (\S{1,7})$/u, '\u00a0$1');
}

/**
 * Latin and Chinese name as one name: the reader's script leads, the other follows in a quieter tone. Every Chinese run
 * is marked, so that Han signs are drawn as Chinese and read out in Chinese.
 */
export function Names({ latin, zh, stacked = false, strong = false }: NamesProps) {
  const { i18n } = useTranslation();
  const both = [
    latin ? { text: held(latin), lang: undefined } : null,
    zh && zh !== latin ? { text: zh, lang: 'zh-Hans' } : null,
  ].filter((name) => name !== null);
  if (i18n.language === 'zh') both.reverse();
  const [lead, follow] = both;
  if (!lead) return null;
  return (
    <span className={stacked ? classes.stacked : classes.inline}>
      <span lang={lead.lang} className={strong ? classes.strong : classes.lead}>
        {lead.text}
      </span>
      {follow && (
        <>
          {!stacked && ' '}
          <span lang={follow.lang} className={classes.follow} data-second-line={stacked || undefined}>
            {follow.text}
          </span>
        </>
      )}
    </span>
  );
}

/** A run of Chinese inside another language. */
export function Zh({ children }: { children: string }) {
  return <span lang="zh-Hans">{children}</span>;
}
