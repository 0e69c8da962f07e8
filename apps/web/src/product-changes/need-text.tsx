import { useTranslation } from 'react-i18next';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './product-changes.module.css';
import type { ChangeNeed } from './product-changes.types.js';

/** The change code and what it needs on this certificate, with its source; or that nothing was found. */
export function NeedText({ need, withSource = false }: { need: ChangeNeed; withSource?: boolean }) {
  const { t } = useTranslation(['productChanges', 'domain']);
  const { language } = useLanguage();
  const { code, names, needs, source } = need;
  return (
    <span className={classes.need}>
      <b title={names?.[language]}>{code}</b> {needs ? needs[language] : t('productChanges:need.unknown')}
      {withSource && source && (
        <small>
          <Sources text={source.source} />
          {source.certainty !== 'official' && <> {t(`domain:certainty.${source.certainty}`)}</>}
        </small>
      )}
    </span>
  );
}
