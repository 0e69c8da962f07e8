import { Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ClientSelect } from '../clients/client-select.js';
import { clientQuery } from '../clients/clients.api.js';
import { FormDrawer } from '../components/form-drawer.js';
import { classesQuery, createProduct, editProduct, type ProductValues } from './products.api.js';
import type { Product } from './products.types.js';
import { useClassName } from './use-class-name.js';

interface ProductFormProps {
  opened: boolean;
  onClose: () => void;
  /** The product to edit; a new one when left out. */
  product?: Product;
  /** The client of a new product, where it is clear from the page. */
  clientId?: string;
  onSaved: (product: Product) => void;
}

/** How models are told apart when several are pasted at once; a slash or a space may be part of a name. */
const SEPARATORS = [',', ';', '，', '；', '、', '\n', '\t'];

/** One certification unit: class, names, models and the standard it is certified to. */
export function ProductForm({ opened, onClose, product, clientId, onSaved }: ProductFormProps) {
  const { t } = useTranslation('products');
  const labels = {
    clientId: t('field.client'),
    factoryId: t('field.factory'),
    classCode: t('field.class'),
    name: t('field.name'),
    nameZh: t('field.nameZh'),
    manufacturer: t('field.manufacturer'),
    models: t('field.models'),
    standard: t('field.standard'),
  };
  const initial: ProductValues = {
    clientId: product?.client.id ?? clientId ?? null,
    factoryId: product?.factory?.id ?? null,
    classCode: product?.class.code ?? null,
    name: product?.name ?? '',
    nameZh: product?.nameZh ?? '',
    manufacturer: product?.manufacturer ?? '',
    models: product?.models ?? [],
    standard: product?.standard ?? '',
  };
  return (
    <FormDrawer<ProductValues, Product>
      opened={opened}
      onClose={onClose}
      title={product ? t('edit') : t('create')}
      draftKey={product ? `product-${product.id}` : `product-new-${clientId ?? ''}`}
      initial={initial}
      labels={labels}
      check={(values) => ({
        ...(!values.clientId && { clientId: t('missing.client') }),
        ...(!values.classCode && { classCode: t('missing.class') }),
        ...(!values.name.trim() && { name: t('missing.name') }),
        ...(product && !values.manufacturer.trim() && { manufacturer: t('missing.manufacturer') }),
      })}
      {...(product && { version: product.version })}
      save={(values, context) => (product ? editProduct(product.id, values, context) : createProduct(values, context))}
      onSaved={onSaved}
      saveLabel={product ? t('save') : t('create')}
      write={(name, value) => {
        if (name === 'models' && Array.isArray(value)) return value.join(', ');
        return name === 'factoryId' ? (
          <FactoryName clientId={initial.clientId} factoryId={value as string | null} />
        ) : undefined;
      }}
    >
      {(field, form) => (
        <>
          {!product && !clientId && (
            <ClientSelect
              {...field('clientId')}
              onChange={(id) => form.setValues({ clientId: id, factoryId: null })}
              placeholder={t('help.client')}
              data-autofocus
            />
          )}
          {!product && <ClassSelect {...field('classCode')} />}
          <TextInput {...field('name')} description={t('help.name')} maxLength={300} />
          <TextInput {...field('nameZh', { optional: true })} lang="zh-Hans" maxLength={300} />
          <TextInput
            {...field('manufacturer', { optional: !product })}
            description={product ? t('help.manufacturer') : t('help.manufacturerNew')}
            maxLength={300}
          />
          <FactorySelect {...field('factoryId', { optional: true })} clientId={form.values.clientId} />
          <TagsInput
            {...field('models', { optional: true })}
            splitChars={SEPARATORS}
            acceptValueOnBlur
            description={t('help.models')}
          />
          <TextInput {...field('standard', { optional: true })} description={t('help.standard')} maxLength={200} />
        </>
      )}
    </FormDrawer>
  );
}

/** A class of the catalogue, found by its code or its name. */
function ClassSelect(props: { label: string; id: string }) {
  const { t } = useTranslation(['products', 'common']);
  const nameOf = useClassName();
  const classes = useQuery(classesQuery);
  return (
    <Select
      {...props}
      searchable
      limit={80}
      description={t('help.class')}
      nothingFoundMessage={t('common:select.nothing')}
      data={(classes.data ?? []).map((one) => ({ value: one.code, label: `${one.code} ${nameOf(one)}` }))}
    />
  );
}

/** A factory of the client; only those linked to it may be chosen. */
function FactorySelect({ clientId, ...props }: { clientId: string | null; label: string; id: string }) {
  const { t } = useTranslation('products');
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: clientId !== null });
  return (
    <Select
      {...props}
      clearable
      searchable
      disabled={!clientId}
      description={clientId ? t('help.factory') : t('help.factoryFirst')}
      nothingFoundMessage={t('help.noFactory')}
      data={(client.data?.factories ?? []).map((factory) => ({ value: factory.id, label: factory.name }))}
    />
  );
}

function FactoryName({ clientId, factoryId }: { clientId: string | null; factoryId: string | null }) {
  const { t } = useTranslation();
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: clientId !== null });
  return <>{client.data?.factories.find(({ id }) => id === factoryId)?.name ?? t('form.empty')}</>;
}
