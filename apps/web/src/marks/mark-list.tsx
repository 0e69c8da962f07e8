import { useTranslation } from 'react-i18next';
import { BasedOn } from '../certificates/based-on.js';
import { FileLink } from '../documents/file-link.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './marks.module.css';
import type { Mark, MarkWarning } from './marks.types.js';

interface MarkListProps {
  marks: readonly Mark[];
  onEdit?: (mark: Mark) => void;
  onRemove?: (mark: Mark) => void;
}

/** Marks with what is known of each and what looks wrong about it; those in use first. */
export function MarkList({ marks, onEdit, onRemove }: MarkListProps) {
  const { t } = useTranslation('marks');
  const language = useLanguage();
  const use = ({ usedFrom, usedUntil }: Mark) => {
    if (!usedFrom) return t('use.notYet');
    const from = language.day(usedFrom, {});
    return usedUntil ? t('use.span', { from, until: language.day(usedUntil, {}) }) : t('use.from', { from });
  };
  return (
    <ul className={classes.marks}>
      {marks.map((mark) => {
        const name = mark.place ?? t(`form.${mark.form}`);
        return (
          <li key={mark.id} className={classes.mark}>
            <div className={classes.head}>
              <h3>{t(`form.${mark.form}`)}</h3>
              <span className={classes.use}>{use(mark)}</span>
              <span className={classes.acts}>
                {onEdit && (
                  <button
                    type="button"
                    className="link"
                    aria-label={t('editNamed', { name })}
                    onClick={() => onEdit(mark)}
                  >
                    {t('edit')}
                  </button>
                )}
                {onRemove && (
                  <button
                    type="button"
                    className="link"
                    aria-label={t('removeNamed', { name })}
                    onClick={() => onRemove(mark)}
                  >
                    {t('remove')}
                  </button>
                )}
              </span>
            </div>
            <p className={classes.line}>
              {mark.place && <span>{mark.place}</span>}
              {mark.heightMm !== null && (
                <span>{t('mm', { height: language.number(mark.heightMm, mark.heightMm % 1 ? 1 : 0) })}</span>
              )}
              {mark.factoryCode && (
                <span>
                  {t('factoryCode')} {mark.factoryCode}
                </span>
              )}
              {mark.photo ? <FileLink file={mark.photo} /> : <span className={classes.none}>{t('noPhoto')}</span>}
            </p>
            {mark.warnings.map((warning) => (
              <Warning key={warning.code} warning={warning} />
            ))}
          </li>
        );
      })}
    </ul>
  );
}

function Warning({ warning: { code, minimumMm, expected, certainty, source } }: { warning: MarkWarning }) {
  const { t } = useTranslation('marks');
  const language = useLanguage();
  return (
    <p className={classes.warning}>
      {t(`warning.${code}`, { minimum: minimumMm && language.number(minimumMm), expected })}{' '}
      {certainty && source && <BasedOn basis="practice" certainty={certainty} source={source} />}
    </p>
  );
}
