import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { APPLICATION_KINDS } from '#domain/cases/application';
import { addDays, isDay } from '#domain/day';
import { PARTIES } from '#domain/reference/scheme';
import { APPLICATION_STATUSES } from '#domain/states/application-status';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { certificateQuery, teamQuery } from '../certificates/certificates.api.js';
import { clientQuery, factoryQuery } from '../clients/clients.api.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import type { Filter } from '../components/list-page.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { productQuery } from '../products/products.api.js';
import { stagesQuery } from './work.api.js';

/** The search of the three views, as the api names it. */
export const SEARCH = 'q';

/** Days ahead that "due before" offers. */
const AHEAD = [8, 31, 91] as const;

/** What cases can be narrowed to, in words: the same for table and board. */
export function useCaseFilters(): Filter[] {
  const { t } = useTranslation(['work', 'domain']);
  const language = useLanguage();
  const today = useToday();
  const [url] = useUrlState();
  const stages = useQuery(stagesQuery);
  const who = useWhoFilters();
  const { productId, factoryId, certificateId, dueBefore } = url;
  const product = useQuery({ ...productQuery(productId ?? ''), enabled: Boolean(productId) });
  const factory = useQuery({ ...factoryQuery(factoryId ?? ''), enabled: Boolean(factoryId) });
  const certificate = useQuery({ ...certificateQuery(certificateId ?? ''), enabled: Boolean(certificateId) });
  const days = [...AHEAD.map((count) => addDays(today, count)), ...(dueBefore && isDay(dueBefore) ? [dueBefore] : [])];
  /** Things that only an address names appear when it names one. */
  const named = (name: string, label: string, id: string | undefined, shown: string | undefined): Filter[] =>
    id ? [{ name, label, options: [{ value: id, label: shown ?? '…' }] }] : [];
  return [
    ...who,
    {
      name: 'isOpen',
      label: t('work:filter.isOpen'),
      options: [
        { value: 'true', label: t('work:filter.open') },
        { value: 'false', label: t('work:filter.ended') },
      ],
    },
    {
      name: 'stage',
      label: t('work:field.stage'),
      options: (stages.data?.items ?? []).map(({ key, names }) => ({ value: key, label: names[language.language] })),
    },
    {
      name: 'turn',
      label: t('work:field.turn'),
      options: PARTIES.map((party) => ({ value: party, label: t(`domain:party.${party}`) })),
    },
    {
      name: 'status',
      label: t('work:field.status'),
      options: APPLICATION_STATUSES.map((status) => ({
        value: status,
        label: t(`domain:applicationStatus.${status}`),
      })),
    },
    {
      name: 'kind',
      label: t('work:field.kind'),
      options: APPLICATION_KINDS.map((kind) => ({ value: kind, label: t(`domain:applicationKind.${kind}`) })),
    },
    {
      name: 'dueBefore',
      label: t('work:filter.dueBefore'),
      options: [...new Set(days)].sort().map((day) => ({ value: day, label: language.day(day, {}) })),
    },
    ...named('productId', t('work:field.product'), productId, product.data?.name),
    ...named('factoryId', t('work:field.factory'), factoryId, factory.data?.name),
    ...named('certificateId', t('work:field.certificate'), certificateId, certificate.data?.number),
  ];
}

/** For whom and by whom: what the calendar can be narrowed to as well. */
export function useWhoFilters(): Filter[] {
  const { t } = useTranslation('work');
  const { membership, person } = useSession();
  const [{ clientId }] = useUrlState();
  const clients = useClientFilter();
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: Boolean(clientId) });
  const team = useQuery(teamQuery);
  const me = { value: membership.memberId, label: person.name };
  const people = [me, ...(team.data ?? []).filter(({ value }) => value !== me.value)];
  return [
    // a client beyond the first two hundred stands there by the name of its own
    ...clients.map((filter) => ({
      ...filter,
      options: [
        ...filter.options,
        ...(client.data && filter.options.every(({ value }) => value !== client.data.id)
          ? [{ value: client.data.id, label: client.data.legalName }]
          : []),
      ],
    })),
    { name: 'ownerId', label: t('field.owner'), options: people },
    { name: 'hasNoOwner', label: t('filter.hasNoOwner'), options: [{ value: 'true', label: t('filter.nobody') }] },
  ];
}

/** The filters of the address that table and board share, without what one of them adds. */
export function useActiveFilters(filters: readonly Filter[]): Record<string, string> {
  const [url] = useUrlState();
  const names = [...filters.map(({ name }) => name), SEARCH];
  return Object.fromEntries(names.flatMap((name) => (url[name] ? [[name, url[name]]] : [])));
}
