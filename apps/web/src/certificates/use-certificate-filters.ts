import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BODIES, SCHEMES } from '#domain/certificate';
import { CERTIFICATE_STATUSES } from '#domain/states/certificate-status';
import { isDay } from '#domain/day';
import { useSession } from '../api/session.js';
import { clientQuery, factoryQuery, loadClients } from '../clients/clients.api.js';
import type { Filter } from '../components/list-page.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { importQuery } from '../imports/imports.api.js';
import { classesQuery, productQuery } from '../products/products.api.js';
import { useClassName } from '../products/use-class-name.js';
import { teamQuery } from './certificates.api.js';

const EXPIRING_DAYS = ['30', '90', '180', '365'] as const;

/** What the list can be narrowed to, in words. Things named only by an address (a product, a factory) appear when it names one. */
export function useCertificateFilters(): Filter[] {
  const { t } = useTranslation(['certificates', 'domain']);
  const { membership, person, isClient } = useSession();
  const language = useLanguage();
  const nameOf = useClassName();
  const [url] = useUrlState();
  const classes = useQuery(classesQuery);
  const clients = useQuery({
    queryKey: ['clients', 'filter'],
    queryFn: ({ signal }) => loadClients({ sort: 'legalName', limit: 200 }, signal),
    enabled: !isClient,
  });
  const { clientId, productId, factoryId, importId, dueBefore } = url;
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: Boolean(clientId) && !isClient });
  const product = useQuery({ ...productQuery(productId ?? ''), enabled: Boolean(productId) });
  const imported = useQuery({ ...importQuery(importId ?? ''), enabled: Boolean(importId) && !isClient });
  const factory = useQuery({ ...factoryQuery(factoryId ?? ''), enabled: Boolean(factoryId) });
  const named = [...(clients.data?.items ?? []), ...(client.data ? [client.data] : [])];
  const clientOptions = [...new Map(named.map(({ id, legalName }) => [id, { value: id, label: legalName }])).values()];
  const team = useQuery({ ...teamQuery, enabled: !isClient });
  const me = { value: membership.memberId, label: person.name };
  const people = [me, ...(team.data ?? []).filter(({ value }) => value !== me.value)];

  const everyone: Filter[] = [
    {
      name: 'status',
      label: t('field.status'),
      options: CERTIFICATE_STATUSES.map((status) => ({ value: status, label: t(`domain:status.${status}`) })),
    },
    {
      name: 'kind',
      label: t('filter.kind'),
      options: (['certificate', 'self-declaration'] as const).map((kind) => ({
        value: kind,
        label: t(`kind.${kind}`),
      })),
    },
    {
      name: 'conversion',
      label: t('filter.conversion'),
      options: (['open', 'met', 'none'] as const).map((state) => ({ value: state, label: t(`conversion.${state}`) })),
    },
    {
      name: 'expiringWithinDays',
      label: t('filter.expiring'),
      options: EXPIRING_DAYS.map((days) => ({ value: days, label: t('filter.withinDays', { count: Number(days) }) })),
    },
    {
      name: 'classCode',
      label: t('field.class'),
      options: (classes.data ?? []).map((one) => ({ value: one.code, label: `${one.code} ${nameOf(one)}` })),
    },
  ];
  const staff: Filter[] = [
    { name: 'clientId', label: t('field.client'), options: clientOptions },
    {
      name: 'scheme',
      label: t('field.scheme'),
      options: SCHEMES.map((scheme) => ({ value: scheme, label: t(`domain:scheme.${scheme}`) })),
    },
    { name: 'body', label: t('field.body'), options: BODIES.map((body) => ({ value: body, label: body })) },
    {
      name: 'responsibleId',
      label: t('field.responsible'),
      options: people,
    },
  ];
  const ofAddress: Filter[] = [
    ...(productId
      ? [
          {
            name: 'productId',
            label: t('field.product'),
            options: [{ value: productId, label: product.data?.name ?? '…' }],
          },
        ]
      : []),
    ...(importId && !isClient
      ? [
          {
            name: 'importId',
            label: t('filter.import'),
            options: [{ value: importId, label: imported.data?.fileName ?? '…' }],
          },
        ]
      : []),
    ...(factoryId
      ? [
          {
            name: 'factoryId',
            label: t('field.factory'),
            options: [{ value: factoryId, label: factory.data?.name ?? '…' }],
          },
        ]
      : []),
    ...(dueBefore && isDay(dueBefore)
      ? [
          {
            name: 'dueBefore',
            label: t('filter.dueBefore'),
            options: [{ value: dueBefore, label: language.day(dueBefore, {}) }],
          },
        ]
      : [
          {
            name: 'dueBefore',
            label: t('filter.dueBefore'),
            options: [{ value: '2027-01-01', label: language.day('2027-01-01', {}) }],
          },
        ]),
  ];
  return [...everyone, ...(isClient ? [] : staff), ...ofAddress];
}
