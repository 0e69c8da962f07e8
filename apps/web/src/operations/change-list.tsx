import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/day';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import { WithHan } from '../imports/han.js';
import classes from './reference.module.css';
import type { FieldChange, KindChanges, RecordChange } from './reference.types.js';

/** More at once is not read; the rest comes on demand. */
const SHOWN = 25;

/** "Calendar years: 1 changed; laboratories: 2 added", for a line. */
export function useKindWords() {
  const { t } = useTranslation('domain');
  const language = useLanguage();
  return (kinds: readonly KindChanges[]) =>
    language.clauses(
      kinds.map(({ kind, added, changed, removed }) =>
        t('recordChange.ofKind', {
          kind: t(`recordKind.${kind}`),
          what: language.items([
            added > 0 && t('recordChange.addedCount', { number: language.number(added) }),
            changed > 0 && t('recordChange.changedCount', { number: language.number(changed) }),
            removed > 0 && t('recordChange.removedCount', { number: language.number(removed) }),
          ]),
        }),
      ),
    );
}

interface ChangeListProps {
  changes: readonly RecordChange[];
  label: string;
  /** Common fields by their words, for those who write no files; else by the names that files have. */
  inWords?: boolean;
}

/** Records that differ, one by one: what it is, what becomes of it, field by field before and after, by which source. */
export function ChangeList({ changes, label, inWords = false }: ChangeListProps) {
  const { t } = useTranslation('domain');
  const language = useLanguage();
  const [shown, setShown] = useState(SHOWN);
  const rest = changes.length - shown;
  return (
    <>
      <ul className={classes.changes} aria-label={label}>
        {changes.slice(0, shown).map((change) => (
          <li key={`${change.kind} ${change.key} ${change.validFrom}`}>
            <p className={classes.changeHead}>
              <span className={classes.mark} data-change={change.change}>
                {t(`recordChange.${change.change}`)}
              </span>
              <span className={classes.kind}>{t(`recordKindOne.${change.kind}`)}</span>
              <span className={classes.name}>{change.names?.[language.language] ?? change.key}</span>
              {change.names && change.names[language.language] !== change.key && (
                <span className={classes.quiet}>{change.key}</span>
              )}
              {change.validFrom && (
                <span className={classes.quiet}>
                  {t('recordChange.from', { day: language.day(change.validFrom, {}) })}
                </span>
              )}
            </p>
            <Fields
              fields={inWords ? change.fields.filter(isToldAsField(change)) : change.fields}
              kind={change.kind}
              inWords={inWords}
            />
            {change.source && (inWords || !change.fields.some(({ field }) => field === 'source')) && (
              <p className={classes.quiet}>
                <Sources text={change.source} />
              </p>
            )}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" className="link" onClick={() => setShown(shown + 100)}>
          {t('recordChange.more', { number: language.number(rest) })}
        </button>
      )}
    </>
  );
}

/** In words the source is told as a reference to follow, and the days of a year by themselves (calendar-difference.tsx). */
const isToldAsField =
  ({ kind, change }: RecordChange) =>
  ({ field }: FieldChange) =>
    field !== 'source' && !(kind === 'calendar-year' && change === 'changed' && ['holidays', 'makeUp'].includes(field));

interface FieldsProps {
  fields: readonly FieldChange[];
  kind: RecordChange['kind'];
  inWords: boolean;
}

/** Fields whose values are codes, and where their words stand: of any record, or of one kind. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  basis: 'domain:basis',
  certainty: 'domain:certainty',
  'calendar-year status': 'operations:years.statuses',
};

function Fields({ fields, kind, inWords }: FieldsProps) {
  const { t, i18n } = useTranslation(['domain', 'operations']);
  const language = useLanguage();
  const valueOf = (field: string, value: unknown): unknown => {
    if (!inWords || typeof value !== 'string') return value;
    if (isDay(value)) return language.day(value, {});
    const words = VALUE_WORDS[`${kind} ${field}`] ?? VALUE_WORDS[field];
    return words && i18n.exists(`${words}.${value}`) ? String(t(`${words}.${value}` as never)) : value;
  };
  const nameOf = (field: string) => {
    const words = `domain:recordField.${field}`;
    return inWords && i18n.exists(words) ? String(t(words as never)) : field;
  };
  if (fields.length === 0) return null;
  return (
    <dl className={classes.fields}>
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{nameOf(field)}</dt>
          <dd>
            {Array.isArray(before) || Array.isArray(after) ? (
              <ListDifference before={listOf(before)} after={listOf(after)} />
            ) : (
              <>
                <Value value={valueOf(field, before)} label={t('domain:recordChange.before')} isOld />
                <span className={classes.arrow} aria-hidden>
                  →
                </span>
                <Value value={valueOf(field, after)} label={t('domain:recordChange.after')} />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Data as data: the names of fields are those of the file that the platform owner writes. */
function Value({ value, label, isOld = false }: { value: unknown; label: string; isOld?: boolean }) {
  const { t } = useTranslation('domain');
  const isAbsent = value === null || value === undefined;
  return (
    <span className={isAbsent ? classes.quiet : isOld ? classes.old : classes.fresh}>
      <span className="unseen">{label} </span>
      {isAbsent ? t('recordChange.absent') : <WithHan text={write(value)} />}
    </span>
  );
}

/** Of a list only what went and what came: the rest of the year is the same. */
function ListDifference({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const { t } = useTranslation('domain');
  const gone = before.filter((part) => !after.includes(part));
  const come = after.filter((part) => !before.includes(part));
  const same = after.length - come.length;
  return (
    <ul className={classes.parts}>
      {gone.map((part) => (
        <li key={`- ${part}`} className={classes.old}>
          <span className="unseen">{t('recordChange.before')} </span>
          <WithHan text={part} />
        </li>
      ))}
      {come.map((part) => (
        <li key={`+ ${part}`} className={classes.fresh}>
          <span className="unseen">{t('recordChange.after')} </span>
          <WithHan text={part} />
        </li>
      ))}
      {same > 0 && <li className={classes.quiet}>{t('recordChange.same', { count: same })}</li>}
    </ul>
  );
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(write) : []);

/** Of the same part in two versions the fields may stand in another order; a period is read from its beginning. */
function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  const first = ['from', 'to'];
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);
  return rank(one) - rank(other) || one.localeCompare(other);
}

/** `from: 2027-01-01, to: 2027-01-03, name: New Year` */
function write(value: unknown): string {
  if (Array.isArray(value)) return value.map(write).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .sort(byName)
      .map(([name, part]) => `${name}: ${write(part)}`)
      .join(', ');
  return String(value);
}
