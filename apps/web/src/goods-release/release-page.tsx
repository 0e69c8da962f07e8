import { useTranslation } from 'react-i18next';
import { PageHeader } from '../components/page-header.js';
import classes from './goods-release.module.css';
import { ReleaseCheck } from './release-check.js';

/** One question: may this leave the factory on that day? */
export function ReleasePage() {
  const { t } = useTranslation('release');
  return (
    <>
      <PageHeader title={t('title')} reading={t('reading')} />
      <div className={classes.page}>
        <ReleaseCheck />
      </div>
    </>
  );
}
