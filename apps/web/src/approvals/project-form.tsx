import { MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { teamQuery } from '../certificates/certificates.api.js';
import { ClientSelect } from '../clients/client-select.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { productChoice } from '../products/product-choice.js';
import { loadProducts } from '../products/products.api.js';
import { createProject, editProject } from './approvals.api.js';
import type { ProjectBoard } from './approvals.types.js';

interface Values {
  clientId: string | null;
  name: string;
  nameZh: string;
  isVehicle: boolean;
  wishOn: string;
  responsibleId: string | null;
  productIds: string[];
}

/** A vehicle or part on its way: whose, which products with certificates of their own, and until when it is wanted. */
export function ProjectForm({
  opened,
  onClose,
  project: from,
  onSaved,
}: {
  opened: boolean;
  onClose: () => void;
  /** The one to edit; a new one when left out. */
  project?: ProjectBoard;
  onSaved?: (saved: ProjectBoard) => void;
}) {
  const { t } = useTranslation('approvals');
  const queryClient = useQueryClient();
  const team = useQuery({ ...teamQuery, enabled: opened });
  const named = from?.responsibleId ? [{ value: from.responsibleId, label: from.responsibleName ?? '' }] : [];
  return (
    <FormDrawer<Values, ProjectBoard>
      opened={opened}
      onClose={onClose}
      title={from ? t('edit') : t('create')}
      draftKey={from ? `project-${from.id}` : 'project-new'}
      initial={{
        clientId: from?.clientId ?? null,
        name: from?.name ?? '',
        nameZh: from?.nameZh ?? '',
        isVehicle: from?.isVehicle ?? true,
        wishOn: from?.wishOn ?? '',
        responsibleId: from?.responsibleId ?? null,
        productIds: from?.products.map(({ id }) => id) ?? [],
      }}
      labels={{
        clientId: t('field.clientId'),
        name: t('field.name'),
        nameZh: t('field.nameZh'),
        isVehicle: t('field.isVehicle'),
        wishOn: t('field.wishOn'),
        responsibleId: t('field.responsibleId'),
        productIds: t('field.productIds'),
      }}
      check={(values) => ({
        ...(!values.clientId && { clientId: t('missing.client') }),
        ...(!values.name.trim() && { name: t('missing.name') }),
        ...(values.wishOn.trim() && !readDay(values.wishOn) && { wishOn: t('missing.day') }),
      })}
      {...(from && { version: from.version })}
      save={({ clientId, ...values }, context) => {
        const body = {
          name: values.name.trim(),
          nameZh: values.nameZh.trim() || null,
          isVehicle: values.isVehicle,
          wishOn: readDay(values.wishOn),
          responsibleId: values.responsibleId,
          productIds: values.productIds,
        };
        return from ? editProject(from.id, body, context) : createProject({ ...body, clientId }, context);
      }}
      onSaved={(saved) => {
        toast(t('saved'));
        void refreshAfterChange(queryClient);
        onSaved?.(saved);
      }}
      saveLabel={from ? t('save') : t('create')}
    >
      {(field, form) => (
        <>
          {!from && (
            <ClientSelect
              {...field('clientId')}
              value={form.values.clientId}
              onChange={(clientId) => form.setValues({ clientId, productIds: [] })}
              data-autofocus
            />
          )}
          <TextInput {...field('name')} maxLength={200} />
          <TextInput {...field('nameZh', { optional: true })} maxLength={200} lang="zh-Hans" />
          <SegmentedControl
            aria-label={t('field.isVehicle')}
            value={form.values.isVehicle ? 'vehicle' : 'part'}
            onChange={(what) => form.setFieldValue('isVehicle', what === 'vehicle')}
            data={(['vehicle', 'part'] as const).map((what) => ({ value: what, label: t(`what.${what}`) }))}
          />
          <ProductsField
            clientId={form.values.clientId}
            known={from?.products ?? []}
            props={field('productIds', { optional: true })}
          />
          <DateField {...field('wishOn', { optional: true })} description={t('help.wishOn')} />
          <Select
            {...field('responsibleId', { optional: true })}
            clearable
            searchable
            data={[...named, ...(team.data ?? []).filter(({ value }) => value !== named[0]?.value)]}
          />
        </>
      )}
    </FormDrawer>
  );
}

/** Products of the client, found by words; what was chosen keeps its name while others are searched. */
function ProductsField({
  clientId,
  known,
  props,
}: {
  clientId: string | null;
  known: readonly { id: string; name: string }[];
  props: { value?: string[]; onChange?: (ids: string[]) => void };
}) {
  const { t } = useTranslation(['approvals', 'common']);
  const [search, setSearch] = useState('');
  const [seen, setSeen] = useState(new Map(known.map(({ id, name }) => [id, name])));
  const found = useQuery({
    queryKey: ['products', 'of-project', clientId, search],
    queryFn: ({ signal }) =>
      loadProducts({ q: search.trim() || undefined, clientId: clientId ?? '', limit: 50 }, signal),
    placeholderData: (before) => before,
    enabled: clientId !== null,
  });
  const offered = new Map([
    ...[...seen].filter(([id]) => props.value?.includes(id)),
    ...(found.data?.items ?? []).map(productChoice).map(({ value, label }) => [value, label] as const),
  ]);
  return (
    <MultiSelect
      {...props}
      description={t('approvals:help.products')}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      disabled={clientId === null}
      nothingFoundMessage={t('common:select.nothing')}
      data={[...offered].map(([value, label]) => ({ value, label }))}
      onChange={(ids) => {
        setSeen(new Map([...seen, ...offered]));
        props.onChange?.(ids);
      }}
    />
  );
}
