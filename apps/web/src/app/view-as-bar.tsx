import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { addressOfOwnSight } from '../api/view-as.js';
import classes from './view-as-bar.module.css';

/** Says with whose eyes one looks, for as long as it is not one's own, and the way back. */
export function ViewAsBar() {
  const { t, i18n } = useTranslation();
  const { viewAs } = useSession();
  if (!viewAs) return null;
  const client = (i18n.language === 'zh' && viewAs.legalNameZh) || viewAs.legalName;
  return (
    <div className={classes.bar} role="status">
      <IconEye size={16} stroke={1.75} aria-hidden />
      <span>{t('viewAs.sees', { client })}</span>
      <span className={classes.quiet}>{t('viewAs.readOnly')}</span>
      <a className={`link ${classes.leave}`} href={addressOfOwnSight(viewAs.id)}>
        {t('viewAs.leave')}
      </a>
    </div>
  );
}
