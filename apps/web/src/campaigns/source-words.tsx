import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChangeName } from '../changes/change-marks.js';
import { changeHref } from '../changes/changes.api.js';
import type { RegulatoryChange } from '../changes/changes.types.js';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './campaigns.module.css';

/** The announcement a campaign carries out: name, duty, source; or that it takes the certificates of a filter. */
export function SourceWords({ change }: { change: RegulatoryChange | null }) {
  const { t } = useTranslation('campaigns');
  const nameOf = useChangeName();
  const { language } = useLanguage();
  if (change === null) return <p>{t('source.filterWords')}</p>;
  return (
    <div className={classes.counts}>
      <p>
        <Link to={changeHref(change) as '/'} className="link">
          {nameOf(change)}
        </Link>
      </p>
      {change.duty && <p>{change.duty[language]}</p>}
      <p className={classes.quiet}>
        <Sources text={change.source} />
      </p>
    </div>
  );
}
