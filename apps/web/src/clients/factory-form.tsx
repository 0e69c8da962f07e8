import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FACTORY_CLASSES } from '#domain/certificate';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { CountrySelect } from '../components/selects.js';
import { useLanguage } from '../i18n/use-language.js';
import { createFactory, editFactory, type FactoryValues } from './clients.api.js';
import type { Client, Factory } from './clients.types.js';

/** A new factory is created for a client; an existing one is edited. */
type FactoryFormProps = {
  opened: boolean;
  onClose: () => void;
  onSaved: (factory: Factory) => void;
} & ({ client: Client; factory?: undefined } | { factory: Factory; client?: undefined });

/** A production site: its class decides how often follow-up inspections come. */
export function FactoryForm({ opened, onClose, onSaved, client, factory }: FactoryFormProps) {
  const { t } = useTranslation('clients');
  const { t: tDomain } = useTranslation('domain');
  const language = useLanguage();
  const labels = {
    name: t('field.factoryName'),
    nameZh: t('field.factoryNameZh'),
    country: t('field.country'),
    factoryCode: t('field.factoryCode'),
    factoryClass: t('field.factoryClass'),
    lastFollowUpOn: t('field.lastFollowUpOn'),
    address: t('field.address'),
    addressZh: t('field.addressZh'),
  };
  const initial: FactoryValues = {
    name: factory?.name ?? '',
    nameZh: factory?.nameZh ?? '',
    address: factory?.address ?? '',
    addressZh: factory?.addressZh ?? '',
    country: factory?.country ?? client?.country ?? '',
    factoryCode: factory?.factoryCode ?? '',
    factoryClass: factory?.factoryClass ?? 'unknown',
    lastFollowUpOn: factory?.lastFollowUpOn ?? '',
  };
  const classes = [...FACTORY_CLASSES, 'unknown'] as const;
  return (
    <FormDrawer<FactoryValues, Factory>
      opened={opened}
      onClose={onClose}
      title={factory ? t('factory.edit') : t('factory.create')}
      draftKey={factory ? `factory-${factory.id}` : `factory-new-${client.id}`}
      initial={initial}
      labels={labels}
      check={(values) => ({
        ...(!values.name.trim() && { name: t('missing.factoryName') }),
        ...(!values.country && { country: t('missing.country') }),
        ...(!isFactoryCode(values.factoryCode) && { factoryCode: t('missing.factoryCode') }),
      })}
      {...(factory && { version: factory.version })}
      save={(values, context) =>
        factory ? editFactory(factory.id, values, context) : createFactory([client.id], values, context)
      }
      onSaved={onSaved}
      saveLabel={factory ? t('factory.save') : t('factory.create')}
      write={(name, value) => {
        if (name === 'country' && typeof value === 'string') return language.country(value);
        if (name === 'factoryClass') return tDomain(`factoryClass.${(value ?? 'unknown') as (typeof classes)[number]}`);
        if (name === 'lastFollowUpOn' && typeof value === 'string' && value) return language.day(value, {});
        return undefined;
      }}
    >
      {(field) => (
        <>
          <TextInput {...field('name')} data-autofocus maxLength={300} />
          <TextInput {...field('nameZh', { optional: true })} lang="zh-Hans" maxLength={300} />
          <CountrySelect {...field('country')} />
          <TextInput
            {...field('factoryCode', { optional: true })}
            description={t('help.factoryCode')}
            autoComplete="off"
            maxLength={20}
          />
          <Select
            {...field('factoryClass')}
            allowDeselect={false}
            description={t('help.factoryClass')}
            data={classes.map((letter) => ({ value: letter, label: t(`classChoice.${letter}`) }))}
          />
          <DateField
            {...field('lastFollowUpOn', { optional: true })}
            description={factory ? t('help.lastFollowUpCorrection') : t('help.lastFollowUp')}
          />
          <Textarea {...field('address', { optional: true })} autosize minRows={2} maxLength={1000} />
          <Textarea {...field('addressZh', { optional: true })} autosize minRows={2} lang="zh-Hans" maxLength={1000} />
        </>
      )}
    </FormDrawer>
  );
}

/** As the bodies give it; spaces and small letters are put right when it is saved. */
function isFactoryCode(text: string): boolean {
  const tidy = text.replace(/\s/g, '');
  return tidy === '' || /^[A-Za-z0-9]{7}$/.test(tidy);
}
