import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isOwedByClient } from '#domain/states/document-request-status';
import { MoreButton } from '../components/more-button.js';
import { ErrorState } from '../components/states.js';
import { documentRequestsQuery } from '../documents/documents.api.js';
import { useMarkSeen } from './asked-list.js';
import { DocumentItem } from './document-item.js';
import { Part } from './portal-page.js';
import classes from './portal.module.css';
import { useHouseName } from './portal-words.js';

/** The documents of one case: what is owed first, by day. */
export function CaseDocuments({ applicationId, isEnded }: { applicationId: string; isEnded: boolean }) {
  const { t } = useTranslation('portal');
  const house = useHouseName();
  const requests = useInfiniteQuery(documentRequestsQuery(applicationId));
  const items = requests.data?.pages.flatMap((page) => page.items) ?? [];
  const owed = items
    .filter(({ status }) => isOwedByClient(status))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
  const settled = items.filter(({ status }) => !isOwedByClient(status));
  useMarkSeen(isEnded ? [] : owed.filter(({ firstSeenAt }) => !firstSeenAt).map(({ id }) => id));
  return (
    <Part title={t('documents.title')}>
      {requests.isError && <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />}
      {requests.isSuccess && (
        <ul className={classes.sheet}>
          {items.length === 0 && (
            <li className={`${classes.task} ${classes.of}`}>{t('documents.noneOfCase', { house })}</li>
          )}
          {[...owed, ...settled].map((request) => (
            <DocumentItem key={request.id} request={request} isEnded={isEnded} />
          ))}
        </ul>
      )}
      <MoreButton query={requests} className={classes.open}>
        {t('more')}
      </MoreButton>
    </Part>
  );
}
