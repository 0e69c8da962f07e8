import { useTranslation } from 'react-i18next';
import { Facts } from '../components/detail-page.js';
import { Zh } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './clients.module.css';
import type { Factory } from './clients.types.js';

/** What is known of a production site. */
export function FactoryFacts({ factory, withClass = false }: { factory: Factory; withClass?: boolean }) {
  const { t } = useTranslation('clients');
  const { t: tDomain } = useTranslation('domain');
  const { country } = useLanguage();
  return (
    <Facts
      facts={[
        {
          label: t('field.factoryClass'),
          value: withClass && tDomain(`factoryClass.${factory.factoryClass ?? 'unknown'}`),
        },
        { label: t('field.factoryCode'), value: factory.factoryCode },
        { label: t('field.country'), value: country(factory.country) },
        {
          label: t('field.address'),
          value: factory.address && <span className={classes.lines}>{factory.address}</span>,
        },
        { label: t('field.addressZh'), value: factory.addressZh && <Zh>{factory.addressZh}</Zh> },
      ]}
    />
  );
}
