import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { newestCheckQuery } from './applicability.api.js';
import classes from './applicability.module.css';
import { VerdictTag } from './verdict-tag.js';

/** Whether a product needs CCC, as it was answered last: a section of its page. */
export function ProductCheck({ productId }: { productId: string }) {
  const { t } = useTranslation('applicability');
  const { may } = useSession();
  const language = useLanguage();
  const newest = useQuery(newestCheckQuery(productId));
  const mayCheck = may('applicability.check');
  return (
    <Section
      title={t('product.title')}
      acts={
        mayCheck && (
          <>
            {newest.data && (
              <Link
                to={`/applicability/${newest.data.id}` as string}
                search={{ again: 'same' } as never}
                className="link"
              >
                {' '}
                {/* prettier-ignore */}
                {t('product.again')}
              </Link>
            )}
            <Link to="/applicability/new" search={{ product: productId } as never} className="link">
              {t(newest.data ? 'product.other' : 'product.first')}
            </Link>
          </>
        )
      }
    >
      {newest.isError && <ErrorState error={newest.error} onRetry={() => void newest.refetch()} />}
      {newest.isSuccess &&
        (newest.data ? (
          <p className={classes.productCheck}>
            <VerdictTag verdict={newest.data.verdict} />
            <span>{t('product.onDay', { day: language.day(newest.data.day, {}) })}</span>
            <Link to={`/applicability/${newest.data.id}` as string} className="link">
              {newest.data.number}
            </Link>
          </p>
        ) : (
          <p className={classes.none}>{t('product.none')}</p>
        ))}
    </Section>
  );
}
