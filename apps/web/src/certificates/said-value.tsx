import { useTranslation } from 'react-i18next';
import type { Scheme } from '#domain/certificate';
import { differencesBetween, type SaidDifference, type SaidField } from '#domain/certificates/versions';
import { isDay } from '#domain/day';
import { Names } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Version } from './certificate-life.types.js';
import classes from './certificate-life.module.css';

interface SaidValueProps {
  field: Exclude<SaidField, 'models'>;
  value: string | null;
  /** The version that says it: products and factories are named there. */
  version: Version;
}

/** One thing that a version says, as a reader writes it. */
export function SaidValue({ field, value, version }: SaidValueProps) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  if (value === null) return <span className={classes.quiet}>{t('certificates:version.notRecorded')}</span>;
  if (field === 'scheme') return <>{t(`domain:scheme.${value as Scheme}`)}</>;
  if (field === 'productId') return <Names latin={version.product?.name} zh={version.product?.nameZh} />;
  if (field === 'factoryId') return <Names latin={version.factory?.name} zh={version.factory?.nameZh} />;
  if (field.endsWith('Zh')) return <span lang="zh-Hans">{value}</span>;
  return <>{isDay(value) ? language.day(value, {}) : value}</>;
}

/** What a newer version says otherwise than an older one; one line per field. */
export function Differences({ older, newer }: { older: Version; newer: Version }) {
  const { t } = useTranslation('certificates');
  const differences = differencesBetween(older.says, newer.says);
  if (differences.length === 0) return <p className={classes.quiet}>{t('version.same')}</p>;
  return (
    <dl className={classes.differences}>
      {differences.map((difference) => (
        <div key={difference.field}>
          <dt>{t(`version.says.${difference.field}`)}</dt>
          <dd>
            <Difference difference={difference} older={older} newer={newer} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Difference({ difference, older, newer }: { difference: SaidDifference; older: Version; newer: Version }) {
  if (difference.field === 'models') return <ModelsDifference {...difference} />;
  const { field, from, to } = difference;
  return (
    <>
      <span className={classes.former}>
        <SaidValue field={field} value={from} version={older} />
      </span>{' '}
      <span aria-hidden>→</span> <SaidValue field={field} value={to} version={newer} />
    </>
  );
}

/** Models are a set: what came and what went says it all. */
function ModelsDifference({ from, to, added, removed }: Extract<SaidDifference, { field: 'models' }>) {
  const { t } = useTranslation('certificates');
  if (from === null || to === null) {
    const words = (models: readonly string[] | null) => models?.join(', ') ?? t('version.notRecorded');
    return (
      <>
        <span className={classes.former}>{words(from)}</span> <span aria-hidden>→</span> {words(to)}
      </>
    );
  }
  return (
    <>
      {added.length > 0 && (
        <span className={classes.models}>
          <span className={classes.sign}>+ {t('version.added')}</span> {added.join(', ')}
        </span>
      )}
      {removed.length > 0 && (
        <span className={classes.models}>
          <span className={classes.sign}>− {t('version.removed')}</span>{' '}
          <span className={classes.former}>{removed.join(', ')}</span>
        </span>
      )}
    </>
  );
}
