import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { ColumnName } from './fault-list.js';
import { useFaultWords } from './fault-words.js';
import { WithHan } from './han.js';
import { loadWarnings } from './imports.api.js';
import classes from './warning-list.module.css';

const PAGE_SIZE = 100;
const SHOWN_FIRST = 6;

/** What the rules doubt and import all the same: folded after a few, as none of it stands in the way. */
export function WarningList({ importId, count }: { importId: string; count: number }) {
  const { t } = useTranslation('imports');
  const { number } = useLanguage();
  const words = useFaultWords();
  const [isWhole, setWhole] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['imports', importId, 'warnings'],
    queryFn: ({ pageParam, signal }) => loadWarnings(importId, { limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: Infinity, // a file that was read does not change
  });
  const warnings = query.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = isWhole ? warnings : warnings.slice(0, SHOWN_FIRST);
  const more = () => {
    if (!isWhole) setWhole(true);
    else void query.fetchNextPage();
  };
  return (
    <Section title={t('warnings.title')} note={t('warnings.note', { count, written: number(count) })}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <ul>
        {shown.map((warning) => (
          <li key={`${warning.column}${warning.row} ${warning.code}`} className={classes.warning}>
            <span className={classes.row}>{t('warnings.row', { row: warning.row })}</span>
            <span className={classes.column}>
              <ColumnName fault={warning} />
              {warning.found && (
                <span className={classes.found}>
                  <WithHan text={warning.found} />
                </span>
              )}
            </span>
            <span className={classes.words}>
              <WithHan text={words.warning(warning)} />
            </span>
          </li>
        ))}
      </ul>
      {(shown.length < warnings.length || query.hasNextPage) && (
        <button type="button" className="link" disabled={query.isFetchingNextPage} onClick={more}>
          {t('warnings.more', { count: count - shown.length })}
        </button>
      )}
    </Section>
  );
}
