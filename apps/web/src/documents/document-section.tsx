import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { MoreButton } from '../components/more-button.js';
import { ErrorState } from '../components/states.js';
import { AskForm } from './ask-form.js';
import { DocumentRow } from './document-row.js';
import { documentRequestsQuery } from './documents.api.js';
import classes from './documents.module.css';
import type { DocumentRequest } from './documents.types.js';

interface DocumentSectionProps {
  applicationId: string;
  /** The stage that a new request is for unless another is chosen. */
  stageKey?: string | null;
  /** The case takes no documents any more. */
  isEnded?: boolean;
}

/** What is asked of the client for a case: what is owed and to be checked first, then what is settled. */
export function DocumentSection({ applicationId, stageKey = null, isEnded = false }: DocumentSectionProps) {
  const { t } = useTranslation('documents');
  const { may } = useSession();
  const requests = useInfiniteQuery(documentRequestsQuery(applicationId));
  const [isAsking, setAsking] = useState(false);
  const items = (requests.data?.pages.flatMap((page) => page.items) ?? []).sort(byUrgency);
  const needed = items.filter(({ status }) => status !== 'waived');
  const accepted = needed.filter(({ status }) => status === 'accepted' || status === 'submitted').length;
  return (
    <Section
      title={t('title')}
      note={needed.length > 0 && t('accepted', { accepted, count: needed.length })}
      acts={
        may('document.request') &&
        !isEnded && (
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            {t('ask.open')}
          </Button>
        )
      }
    >
      {requests.isError && <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />}
      {requests.isSuccess && items.length === 0 && <p className={classes.empty}>{t('empty')}</p>}
      {items.length > 0 && (
        <ul>
          {items.map((request) => (
            <DocumentRow key={request.id} request={request} isEnded={isEnded} />
          ))}
        </ul>
      )}
      <MoreButton query={requests}>{t('more')}</MoreButton>
      {isAsking && <AskForm applicationId={applicationId} stageKey={stageKey} onClose={() => setAsking(false)} />}
    </Section>
  );
}

const RANK: Record<DocumentRequest['status'], number> = {
  returned: 0,
  requested: 0,
  received: 1,
  accepted: 2,
  submitted: 3,
  waived: 4,
};

/** Owed by the client by due day, then what waits to be checked, then the rest in the order of asking. */
function byUrgency(one: DocumentRequest, other: DocumentRequest): number {
  const rank = RANK[one.status] - RANK[other.status];
  if (rank !== 0) return rank;
  return RANK[one.status] === 0 ? one.dueOn.localeCompare(other.dueOn) : one.createdAt.localeCompare(other.createdAt);
}
