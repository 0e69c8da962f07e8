import { useTranslation } from 'react-i18next';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './product-changes.module.css';
import type { ChangeNeed } from './product-changes.types.js';

/** The change code and what it needs on this certificate; or that nothing was found. */
export function NeedText({ need }: { need: ChangeNeed }) {
  const { t } = useTranslation('productChanges');
  const { language } = useLanguage();
  const { code, names, needs } = need;
  return (
    <span className={classes.need}>
      <b title={names?.[language]}>{code}</b> {needs ? needs[language] : t('need.unknown')}
    </span>
  );
}

/** What the codes mean and where that stands, each code once however many certificates it is on. */
export function NeedSources({ needs }: { needs: readonly ChangeNeed[] }) {
  const { t } = useTranslation('domain');
  const { language } = useLanguage();
  const byCode = new Map(needs.filter(({ source }) => source !== null).map((need) => [need.code, need]));
  if (byCode.size === 0) return null;
  return (
    <dl className={classes.sources}>
      {[...byCode.values()].map(({ code, names, source }) => (
        <div key={code}>
          <dt>{code}</dt>
          <dd>
            {names?.[language]}
            <small>
              <Sources text={source!.source} />
              {source!.certainty !== 'official' && ` (${t(`certainty.${source!.certainty}`)})`}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
