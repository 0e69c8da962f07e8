import { Link, type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.js';
import { ErrorState, WholePage } from '../components/states.js';

/** A page that could not be shown. */
export function RouteError({ error, reset }: ErrorComponentProps & { error: unknown }) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <ErrorState
      error={
        error instanceof Problem ? error : new Problem(500, 'http-500', error instanceof Error ? error.message : '')
      }
      onRetry={retry}
    />
  );
}

/** An address that names no page. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <WholePage>
      <ErrorState
        error={new Problem(404, 'http-404', '')}
        act={
          <Link to="/" className="link">
            {t('error.toToday')}
          </Link>
        }
      />
    </WholePage>
  );
}
