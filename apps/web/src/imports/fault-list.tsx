import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PHONE } from '../components/media.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { useFaultWords } from './fault-words.js';
import { FileExcerpt } from './file-excerpt.js';
import { WithHan } from './han.js';
import { loadFaults, type FaultOrder } from './imports.api.js';
import classes from './fault-list.module.css';
import type { ImportFault } from './imports.types.js';

const PAGE_SIZE = 100;

/** Every fault with its cell shown in the file: arrows walk the faults and the excerpt follows. */
export function FaultList({ importId, count }: { importId: string; count: number }) {
  const { t } = useTranslation('imports');
  const { number } = useLanguage();
  const words = useFaultWords();
  const [order, setOrder] = useState<FaultOrder>('row');
  const [chosen, setChosen] = useState(0);
  // on a phone the excerpt stands at the fault itself: above the list it would be out of sight
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const body = useRef<HTMLTableElement>(null);
  const query = useInfiniteQuery({
    queryKey: ['imports', importId, 'faults', order],
    queryFn: ({ pageParam, signal }) =>
      loadFaults(importId, { sort: order, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: Infinity, // a file that was read does not change
  });
  if (query.isPending) return <SkeletonRows />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const faults = query.data.pages.flatMap((page) => page.items);
  const kinds = new Map(query.data.pages[0]?.kinds.map((kind) => [kind.code, kind.count]));
  const at = faults[Math.min(chosen, faults.length - 1)];

  const walk = (step: number) => {
    const next = Math.min(Math.max(chosen + step, 0), faults.length - 1);
    setChosen(next);
    body.current?.querySelectorAll<HTMLElement>('[data-fault]')[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    walk(step);
  };
  return (
    <>
      {at && !isPhone && (
        <section className={classes.excerpt} aria-label={t('excerpt.title')}>
          <header className={classes.head}>
            <h2>{t('excerpt.title')}</h2>
            <span className={classes.note} aria-live="polite">
              {t('excerpt.at', { row: at.row, cell: `${at.column}${at.row}` })}
            </span>
            <span className={classes.keys}>{t('excerpt.keys')}</span>
          </header>
          <FileExcerpt importId={importId} row={at.row} letter={at.column} />
        </section>
      )}
      <header className={classes.head}>
        <h2>{t('faults.title')}</h2>
        <span className={classes.note}>{number(count)}</span>
        <SegmentedControl
          className={classes.order}
          size="xs"
          aria-label={t('faults.order')}
          value={order}
          onChange={(value) => {
            setOrder(value);
            setChosen(0);
          }}
          data={[
            { value: 'row', label: t('faults.byRow') },
            { value: 'kind', label: t('faults.byKind') },
          ]}
        />
      </header>
      <table ref={body} className={classes.faults} onKeyDown={onKeyDown}>
        <caption className="unseen">{t('faults.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('faults.row')}</th>
            <th scope="col">{t('faults.column')}</th>
            <th scope="col">{t('faults.found')}</th>
            <th scope="col">{t('faults.wrong')}</th>
            <th scope="col">{t('faults.allowed')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault, index) => (
            <Fragment key={`${fault.column}${fault.row} ${fault.code}`}>
              {order === 'kind' && fault.code !== faults[index - 1]?.code && (
                <tr className={classes.kind}>
                  <th scope="rowgroup" colSpan={5}>
                    {words.kind(fault.code)} <span className={classes.note}>{kinds.get(fault.code) ?? ''}</span>
                  </th>
                </tr>
              )}
              <tr
                data-fault
                tabIndex={index === chosen ? 0 : -1}
                aria-selected={index === chosen || undefined}
                onClick={() => setChosen(index)}
                onFocus={() => setChosen(index)}
              >
                <td className={classes.row} data-row-word={t('faults.row')}>
                  {fault.row}
                </td>
                <td className={classes.column}>
                  <ColumnName fault={fault} />
                </td>
                <td className={classes.found}>
                  {fault.found ? (
                    <code>
                      <WithHan text={fault.found} />
                    </code>
                  ) : (
                    <span className={classes.quiet}>{t('faults.empty')}</span>
                  )}
                </td>
                <td className={classes.wrong}>{words.wrong(fault)}</td>
                <td className={classes.allowed} data-allowed-word={t('faults.allowedShort')}>
                  <Allowed fault={fault} />
                </td>
              </tr>
              {isPhone && index === chosen && (
                <tr className={classes.inPlace}>
                  <td colSpan={5}>
                    <FileExcerpt importId={importId} row={fault.row} letter={fault.column} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && (
        <p className={classes.more}>
          <button
            type="button"
            className="link"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('faults.more', { count: Math.min(PAGE_SIZE, count - faults.length) })}
          </button>
        </p>
      )}
    </>
  );
}

/** Letter and name of a column as the file has them; our name for it where the file's does not say it. */
export function ColumnName({ fault }: { fault: Pick<ImportFault, 'column' | 'heading' | 'as'> }) {
  const words = useFaultWords();
  const name = words.column(fault.as);
  const isSaid = fault.heading.toLowerCase().includes(name.toLowerCase());
  return (
    <>
      <span className={classes.letter}>{fault.column}</span> <WithHan text={fault.heading || name} />
      {!isSaid && fault.heading && <span className={classes.ourName}>{name}</span>}
    </>
  );
}

const CODES_SHOWN = 3;

/** What would be accepted. The classes of the catalogue are too many for one line: the rest opens. */
function Allowed({ fault }: { fault: ImportFault }) {
  const { t } = useTranslation('imports');
  const words = useFaultWords();
  const codes = fault.facts['codes'];
  if (fault.code !== 'product-class.unknown' || !Array.isArray(codes) || codes.length <= CODES_SHOWN + 1)
    return <WithHan text={words.allowed(fault)} />;
  const short = `${codes.slice(0, CODES_SHOWN).join(', ')} … ${String(codes.at(-1))}`;
  return (
    <>
      {words.allowed({ ...fault, facts: { codes: [short] } })}
      <details className={classes.codes}>
        <summary className="link">{t('faults.allCodes', { count: codes.length })}</summary>
        {codes.join(', ')}
      </details>
    </>
  );
}
