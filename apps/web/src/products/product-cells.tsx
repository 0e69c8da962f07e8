import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { classesQuery } from './products.api.js';
import classes from './products.module.css';
import type { ProductLine } from './products.types.js';
import { useClassName } from './use-class-name.js';

export const hrefOf = (product: { id: string }) => `/products/${product.id}`;

/** How a product stands in a table. */
export function useProductCells() {
  const catalogue = useQuery(classesQuery);
  const nameOf = useClassName();
  return {
    name: (product: ProductLine) => (
      <Link to={hrefOf(product)}>
        <Names latin={product.name} zh={product.nameZh} stacked strong />
      </Link>
    ),
    classOf: (product: ProductLine) => {
      const found = catalogue.data?.find(({ code }) => code === product.classCode);
      return <TwoLines first={product.classCode} second={found && nameOf(found)} />;
    },
  };
}

/** The nearest day of a product's certificates. */
export function NextOfProduct({ product }: { product: { nextDueOn: string | null } }) {
  const { t } = useTranslation('products');
  return product.nextDueOn ? (
    <DueReading day={product.nextDueOn} />
  ) : (
    <span className={classes.quiet}>{t('list.nothingDue')}</span>
  );
}

/** A product on a phone. */
export function ProductPhoneRow({ product }: { product: ProductLine }) {
  const { t } = useTranslation('products');
  const { clauses } = useLanguage();
  const cells = useProductCells();
  return (
    <>
      {cells.name(product)}
      <p className={classes.phoneLine}>
        <NextOfProduct product={product} />
        <span className={classes.quiet}>
          {clauses([
            product.classCode,
            product.models.join(', '),
            t('list.liveCount', { count: product.certificatesLive }),
          ])}
        </span>
      </p>
    </>
  );
}
