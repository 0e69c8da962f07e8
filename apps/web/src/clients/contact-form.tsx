import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../components/form-drawer.js';
import { LanguageSelect, TimeZoneSelect } from '../components/selects.js';
import { useLanguage } from '../i18n/use-language.js';
import { saveContact, type ContactValues } from './clients.api.js';
import type { Client, Contact } from './clients.types.js';

interface ContactFormProps {
  opened: boolean;
  onClose: () => void;
  client: Client;
  /** The contact to edit; a new one when left out. */
  contact?: Contact;
  onSaved: (contact: Contact) => void;
}

/**
 * A person at a client who gets mail. The zone follows from the country; where a country has several, nobody but a
 * person can say which, and the form asks.
 */
export function ContactForm({ opened, onClose, client, contact, onSaved }: ContactFormProps) {
  const { t } = useTranslation('clients');
  const { t: tDomain } = useTranslation('domain');
  const language = useLanguage();
  const [onlyZone] = client.timeZones.length === 1 ? client.timeZones : [];
  const country = language.country(client.country);
  const factories = client.factories.map(({ id, name, nameZh }) => ({ value: id, label: language.name(name, nameZh) }));
  const labels = {
    name: t('field.name'),
    email: t('field.email'),
    language: t('field.language'),
    timeZone: t('field.timeZone'),
    factoryId: t('field.worksAt'),
  };
  const initial: ContactValues = {
    name: contact?.name ?? '',
    email: contact?.email ?? '',
    language: contact?.language ?? languageOf(client.country),
    timeZone: contact?.timeZone ?? onlyZone ?? null,
    factoryId: contact?.factoryId ?? null,
  };
  return (
    <FormDrawer<ContactValues, Contact>
      opened={opened}
      onClose={onClose}
      title={contact ? t('contact.edit') : t('contact.create')}
      draftKey={contact ? `contact-${contact.id}` : `contact-new-${client.id}`}
      initial={initial}
      labels={labels}
      check={(values) => ({
        ...(!values.name.trim() && { name: t('missing.name') }),
        ...(!values.email.trim() && { email: t('missing.email') }),
        ...(!values.timeZone && { timeZone: t('missing.timeZone') }),
      })}
      {...(contact && { version: contact.version })}
      save={(values, context) => saveContact(client.id, contact?.id, values, context)}
      onSaved={onSaved}
      saveLabel={contact ? t('contact.save') : t('contact.create')}
      write={(name, value) => {
        if (name === 'language') return tDomain(`language.${value as Contact['language']}`);
        if (name === 'factoryId')
          return factories.find((factory) => factory.value === value)?.label ?? t('contact.atCompany');
        return undefined;
      }}
    >
      {(field) => (
        <>
          <TextInput {...field('name')} autoComplete="off" data-autofocus maxLength={200} />
          <TextInput
            {...field('email')}
            type="email"
            inputMode="email"
            autoComplete="off"
            description={t('help.email')}
          />
          <LanguageSelect {...field('language')} description={t('help.language')} />
          <TimeZoneSelect
            {...field('timeZone')}
            country={client.country}
            description={
              onlyZone
                ? t('help.zoneFromCountry', { country })
                : t('help.zoneAsked', { country, count: client.timeZones.length })
            }
          />
          {factories.length > 0 && (
            <Select
              {...field('factoryId', { optional: true })}
              data={factories}
              placeholder={t('contact.atCompany')}
              description={t('help.worksAt')}
              clearable
            />
          )}
        </>
      )}
    </FormDrawer>
  );
}

/** The likely language of a new contact, by country; the form shows it and it may be changed. */
function languageOf(country: string): Contact['language'] {
  if (['CN', 'HK', 'MO', 'TW'].includes(country)) return 'zh';
  return ['DE', 'AT', 'CH', 'LI'].includes(country) ? 'de' : 'en';
}
