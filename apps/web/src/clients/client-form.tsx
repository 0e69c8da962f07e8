import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../components/form-drawer.js';
import { CountrySelect } from '../components/selects.js';
import { useLanguage } from '../i18n/use-language.js';
import { saveClient, type ClientValues } from './clients.api.js';
import type { Client } from './clients.types.js';

interface ClientFormProps {
  opened: boolean;
  onClose: () => void;
  /** The client to edit; a new one when left out. */
  client?: Client;
  onSaved: (client: Client) => void;
}

/** Creates or edits a client: its names and addresses in both scripts. */
export function ClientForm({ opened, onClose, client, onSaved }: ClientFormProps) {
  const { t } = useTranslation('clients');
  const language = useLanguage();
  const labels = {
    legalName: t('field.legalName'),
    legalNameZh: t('field.legalNameZh'),
    country: t('field.country'),
    address: t('field.address'),
    addressZh: t('field.addressZh'),
  };
  const initial: ClientValues = {
    legalName: client?.legalName ?? '',
    legalNameZh: client?.legalNameZh ?? '',
    address: client?.address ?? '',
    addressZh: client?.addressZh ?? '',
    country: client?.country ?? '',
  };
  return (
    <FormDrawer<ClientValues, Client>
      opened={opened}
      onClose={onClose}
      title={client ? t(client.isOwn ? 'client.editOwn' : 'client.edit') : t('client.create')}
      draftKey={client ? `client-${client.id}` : 'client-new'}
      initial={initial}
      labels={labels}
      check={(values) => ({
        ...(!values.legalName.trim() && { legalName: t('missing.legalName') }),
        ...(!values.country && { country: t('missing.country') }),
      })}
      {...(client && { version: client.version })}
      save={(values, context) => saveClient(client?.id, values, context)}
      onSaved={onSaved}
      saveLabel={client ? t(client.isOwn ? 'client.saveOwn' : 'client.save') : t('client.create')}
      write={(name, value) => (name === 'country' && typeof value === 'string' ? language.country(value) : undefined)}
    >
      {(field) => (
        <>
          <TextInput {...field('legalName')} description={t('help.legalName')} data-autofocus maxLength={200} />
          <TextInput
            {...field('legalNameZh', { optional: true })}
            description={t('help.legalNameZh')}
            lang="zh-Hans"
            maxLength={200}
          />
          <CountrySelect {...field('country')} description={t('help.country')} />
          <Textarea {...field('address', { optional: true })} autosize minRows={2} maxLength={1000} />
          <Textarea {...field('addressZh', { optional: true })} autosize minRows={2} lang="zh-Hans" maxLength={1000} />
        </>
      )}
    </FormDrawer>
  );
}
