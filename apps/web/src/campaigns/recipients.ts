import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { LetterCertificate } from '#domain/campaigns/merge-fields';
import { countCertificates, loadCertificates } from '../certificates/certificates.api.js';
import { affectedQuery } from '../changes/changes.api.js';
import { changeKeyOf, type CampaignSource } from './campaign-draft.js';

const SHOWN = 50;

/** One client that a letter would go to, with certificates that would stand in it. */
export interface Recipient {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  certificates: LetterCertificate[];
}

interface Hit {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  certificate: LetterCertificate;
}

/** The first whom a source hits, by client, and how many it hits in all. Nothing is saved by looking. */
export function useRecipients(source: CampaignSource | null) {
  const key = changeKeyOf(source);
  const filter = source?.filter;
  const affected = useInfiniteQuery({ ...affectedQuery(key ?? '', 'hit'), enabled: key !== null });
  const listed = useQuery({
    queryKey: ['certificates', 'for-campaign', filter],
    queryFn: ({ signal }) => loadCertificates({ status: ['valid', 'suspended'], ...filter, limit: SHOWN }, signal),
    enabled: filter !== undefined,
  });
  const total = useQuery({
    queryKey: ['certificates', 'for-campaign', 'count', filter],
    queryFn: ({ signal }) => countCertificates({ status: ['valid', 'suspended'], ...filter }, signal),
    enabled: filter !== undefined,
  });
  const hits: Hit[] = filter
    ? (listed.data?.items ?? []).map(({ clientId, clientName, clientNameZh, number, productName, productNameZh }) => ({
        ...{ clientId, clientName, clientNameZh },
        certificate: { number, product: productName, productZh: productNameZh, models: [] },
      }))
    : (affected.data?.pages[0]?.items ?? []).flatMap((one) =>
        one.subject === 'certificate'
          ? [
              {
                ...{ clientId: one.clientId, clientName: one.clientName, clientNameZh: one.clientNameZh },
                certificate: { number: one.label, product: one.productName, productZh: one.productNameZh, models: [] },
              },
            ]
          : [],
      );
  const byClient = new Map<string, Recipient>();
  for (const { certificate, ...client } of hits) {
    const found = byClient.get(client.clientId) ?? { ...client, certificates: [] };
    found.certificates.push(certificate);
    byClient.set(client.clientId, found);
  }
  return {
    recipients: [...byClient.values()],
    counts: filter
      ? total.data
        ? { hit: total.data.total, unknown: 0 }
        : null
      : (affected.data?.pages[0]?.counts ?? null),
    isPending: key !== null ? affected.isPending : filter !== undefined && listed.isPending,
    error: affected.error ?? listed.error,
  };
}
