import { useTranslation } from 'react-i18next';
import { FACTORY_CLASSES } from '#domain/certificate';
import { useDueWidth } from '../components/due-reading.js';
import { ListPage, type Column } from '../components/list-page.js';
import { EmptyState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { loadFactories } from './clients.api.js';
import type { FactoryLine } from './clients.types.js';
import { FactoryPeek } from './factory-peek.js';
import { factoryHref } from './hrefs.js';
import { useClientFilter } from './use-client-filter.js';
import { FactoryPhoneRow, useFactoryCells } from './factory-section.js';

/** All production sites, the next follow-up inspection first. */
export function FactoryListPage() {
  const { t } = useTranslation('clients');
  const { t: tDomain } = useTranslation('domain');
  const { country } = useLanguage();
  const cells = useFactoryCells();
  const clientFilter = useClientFilter();
  const dueWidth = useDueWidth();
  const columns: Column<FactoryLine>[] = [
    { key: 'name', title: t('field.factoryName'), cell: cells.name, sort: 'name', isOneWay: true },
    { key: 'clients', title: t('factory.clients'), cell: cells.clients, width: '18%', folds: 'byPeek' },
    {
      key: 'country',
      title: t('field.country'),
      cell: (factory) => country(factory.country),
      width: '12%',
      folds: 'byPeek',
    },
    {
      key: 'code',
      title: t('field.factoryCode'),
      cell: (factory) => factory.factoryCode,
      width: '120px',
      folds: 'unlessWide',
    },
    { key: 'class', title: t('field.factoryClass'), cell: cells.factoryClass, width: '11%' },
    { key: 'last', title: t('factory.lastShort'), cell: cells.last, width: '136px', folds: 'byPeek' },
    {
      key: 'next',
      title: t('factory.nextShort'),
      cell: cells.next,
      width: dueWidth,
      sort: 'nextDueOn',
      isOneWay: true,
    },
  ];
  return (
    <ListPage<FactoryLine>
      title={t('factory.listTitle')}
      reading={t('factory.listReading')}
      queryKey={['factories']}
      load={loadFactories}
      columns={columns}
      defaultSort="nextDueOn"
      filters={[
        ...clientFilter,
        {
          name: 'factoryClass',
          label: t('field.factoryClass'),
          options: [...FACTORY_CLASSES, 'unknown' as const].map((letter) => ({
            value: letter,
            label: tDomain(`factoryClass.${letter}`),
          })),
        },
      ]}
      search={{ name: 'q', label: t('factory.search') }}
      rowId={(factory) => factory.id}
      rowHref={(factory) => factoryHref(factory.id)}
      rowName={(factory) => factory.name}
      phoneRow={(factory) => <FactoryPhoneRow factory={factory} />}
      peek={(id) => <FactoryPeek id={id} />}
      empty={<EmptyState sentence={t('factory.empty')} hint={t('factory.emptyHint')} />}
    />
  );
}
