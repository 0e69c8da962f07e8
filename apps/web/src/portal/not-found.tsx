import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.js';
import { ErrorState } from '../components/states.js';

/** An address that is none of the client's. */
export function PortalNotFound() {
  const { t } = useTranslation('portal');
  return (
    <ErrorState
      error={new Problem(404, 'http-404', '')}
      act={
        <Link to="/portal" className="link">
          {t('tabs.overview')}
        </Link>
      }
    />
  );
}
