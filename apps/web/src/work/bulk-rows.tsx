import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Names } from '../components/names.js';
import { PartyName } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import { changesOf, type Change } from './bulk.js';
import classes from './bulk.module.css';
import { useRefusalWords } from './refusal-words.js';
import type { BulkResult, BulkRow } from './work.types.js';

const ICONS = { done: IconCheck, unchanged: IconMinus, refused: IconX };

/** Case by case what changes, or why it does not. What is refused comes first: it is what needs somebody. */
export function BulkRows({ result }: { result: BulkResult }) {
  const { t } = useTranslation('work');
  const rows = [...result.rows].sort((one, other) => rank(one) - rank(other));
  return (
    <ul className={classes.rows} aria-label={t(result.isPreview ? 'bulk.previewRows' : 'bulk.resultRows')}>
      {rows.map((row, index) => (
        <li key={row.applicationId ?? index} data-outcome={row.outcome}>
          <Outcome row={row} isPreview={result.isPreview} />
          <div>
            <p className={classes.case}>
              {row.number ? (
                <>
                  <b>{row.number}</b> <Names latin={row.productName} zh={row.productNameZh} />
                </>
              ) : (
                <b>{t('bulk.noSuchCase')}</b>
              )}
            </p>
            {row.refusal ? <Refusal row={row} /> : <Changes row={row} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

const rank = ({ outcome }: BulkRow) => ['refused', 'done', 'unchanged'].indexOf(outcome);

function Outcome({ row, isPreview }: { row: BulkRow; isPreview: boolean }) {
  const { t } = useTranslation('work');
  const Icon = ICONS[row.outcome];
  return (
    <span className={classes.outcome}>
      <Icon size={14} stroke={2} aria-hidden />
      <span>{t(`bulk.${isPreview ? 'would' : 'became'}.${row.outcome}`)}</span>
    </span>
  );
}

function Refusal({ row }: { row: BulkRow }) {
  const { t } = useTranslation(['work', 'domain']);
  const language = useLanguage();
  const wordsOf = useRefusalWords();
  const { refusal, before } = row;
  return (
    <>
      <p className={classes.refusal}>{wordsOf(refusal!)}</p>
      {refusal!.code === 'stale-version' && before && (
        <p className={classes.quiet}>
          {t('work:bulk.standsNow', {
            state: language.clauses([
              before.stageNames?.[language.language] ?? t(`domain:applicationStatus.${before.status}`),
              t(`domain:party.${before.turn}`),
              before.ownerName,
            ]),
          })}
        </p>
      )}
    </>
  );
}

function Changes({ row }: { row: BulkRow }) {
  const { t } = useTranslation('work');
  const changes = changesOf(row);
  if (changes.length === 0)
    return <p className={classes.quiet}>{t(row.outcome === 'done' ? 'bulk.recorded' : 'bulk.asItIs')}</p>;
  return (
    <dl className={classes.changes}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{t(`bulk.field.${change.field}`)}</dt>
          <dd>
            <Value change={change} side="from" /> <span aria-hidden>→</span>
            <span className="unseen"> {t('bulk.becomes')} </span> <Value change={change} side="to" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ change, side }: { change: Change; side: 'from' | 'to' }) {
  const { t } = useTranslation(['work', 'domain']);
  const language = useLanguage();
  if (change.field === 'turn') return <PartyName party={change[side]} />;
  if (change.field === 'status') return <>{t(`domain:applicationStatus.${change[side]}`)}</>;
  if (change.field === 'stage') return <>{change[side]?.[language.language] ?? t('work:bulk.none')}</>;
  const value = change[side];
  if (value === null) return <>{t('work:bulk.none')}</>;
  const isDay = change.field === 'forecastOn' || change.field === 'nextDueOn';
  return <>{isDay ? language.day(value, {}) : value}</>;
}
