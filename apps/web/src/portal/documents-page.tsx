import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MoreButton } from '../components/more-button.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { CaseOfDocument, DocumentItem } from './document-item.js';
import { PortalPage } from './portal-page.js';
import { documentsQuery } from './portal.api.js';
import classes from './portal.module.css';
import { useHouseName } from './portal-words.js';

/** Every document that was ever asked of the client, the last one first, with each version that was handed in. */
export function PortalDocumentsPage() {
  const { t } = useTranslation('portal');
  const house = useHouseName();
  const query = useInfiniteQuery(documentsQuery);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PortalPage title={t('tabs.documents')} lead={items.length > 0 && t('documents.lead')}>
      {query.isPending && <SkeletonRows />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <div className={classes.sheet}>
          <EmptyState sentence={t('documents.none')} hint={t('documents.noneHint', { house })} />
        </div>
      )}
      {items.length > 0 && (
        <ul className={classes.sheet}>
          {items.map((request) => (
            <DocumentItem
              key={request.id}
              request={request}
              isEnded={request.isEnded}
              of={<CaseOfDocument {...request} />}
            />
          ))}
        </ul>
      )}
      <MoreButton query={query} className={classes.open}>
        {t('more')}
      </MoreButton>
    </PortalPage>
  );
}
