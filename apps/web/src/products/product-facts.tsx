import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { clientHref, factoryHref } from '../clients/hrefs.js';
import { Facts } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import classes from './products.module.css';
import type { Product } from './products.types.js';
import { useClassName } from './use-class-name.js';

/** What is known of a certification unit. */
export function ProductFacts({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const { hasOneCompany } = useSession();
  const nameOf = useClassName();
  return (
    <Facts
      facts={[
        { label: t('field.class'), value: `${product.class.code} ${nameOf(product.class)}` },
        { label: t('field.rule'), value: product.class.implementationRule },
        { label: t('field.standard'), value: product.standard },
        {
          label: t('field.client'),
          value: !hasOneCompany && (
            <Link to={clientHref(product.client.id)} className="link">
              <Names latin={product.client.legalName} zh={product.client.legalNameZh} stacked />
            </Link>
          ),
        },
        { label: t('field.manufacturer'), value: product.manufacturer },
        {
          label: t('field.factory'),
          value: product.factory && (
            <Link to={factoryHref(product.factory.id)} className="link">
              <Names latin={product.factory.name} zh={product.factory.nameZh} stacked />
            </Link>
          ),
        },
      ]}
    />
  );
}

/** The models that one certificate covers together. */
export function Models({ models }: { models: readonly string[] }) {
  const { t } = useTranslation('products');
  if (models.length === 0) return <p className={classes.quiet}>{t('noModels')}</p>;
  return (
    <ul className={classes.models}>
      {models.map((model) => (
        <li key={model}>{model}</li>
      ))}
    </ul>
  );
}
