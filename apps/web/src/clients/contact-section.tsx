import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { TwoLines } from '../components/two-lines.js';
import { AddressMark } from '../mail/address-mark.js';
import { removeContact } from './clients.api.js';
import classes from './clients.module.css';
import type { Client, Contact } from './clients.types.js';
import { ContactForm } from './contact-form.js';

/** The people at a client who get mail, in which language and by which clock. */
export function ContactSection({ client }: { client: Client }) {
  const { t } = useTranslation('clients');
  const { t: tDomain } = useTranslation('domain');
  const { may } = useSession();
  const { name } = useLanguage();
  const queryClient = useQueryClient();
  const [form, setForm] = useState<{ contact?: Contact } | null>(null);
  const [leaving, setLeaving] = useState<Contact | null>(null);
  const mayEdit = may('client.edit');
  const clock = (contact: Contact) =>
    t('contact.clock', {
      zone: contact.timeZone.replaceAll('_', ' '),
      time: instantParts(now(), contact.timeZone).time,
    });
  const mailTo = (contact: Contact) => (
    <>
      <a className="link" href={`mailto:${contact.email}`}>
        {contact.email}
      </a>{' '}
      <AddressMark email={contact.email} />
    </>
  );
  const nameOf = (contact: Contact) => {
    const factory = client.factories.find(({ id }) => id === contact.factoryId);
    return factory
      ? t('contact.atFactory', { name: contact.name, factory: name(factory.name, factory.nameZh) })
      : contact.name;
  };
  const acts = (contact: Contact) => (
    <span className={classes.rowActs}>
      <button
        type="button"
        className="link"
        aria-label={t('contact.editNamed', { name: contact.name })}
        onClick={() => setForm({ contact })}
      >
        {t('act.edit')}
      </button>
      <button
        type="button"
        className="link"
        aria-label={t('contact.removeNamed', { name: contact.name })}
        onClick={() => setLeaving(contact)}
      >
        {t('act.remove')}
      </button>
    </span>
  );
  const columns: Column<Contact>[] = [
    {
      key: 'name',
      title: t('field.name'),
      cell: (contact) => <TwoLines first={nameOf(contact)} second={mailTo(contact)} />,
    },
    {
      key: 'language',
      title: t('field.language'),
      cell: (contact) => tDomain(`language.${contact.language}`),
      width: '92px',
    },
    { key: 'zone', title: t('field.timeZone'), cell: clock, width: '210px' },
    ...(mayEdit ? [{ key: 'acts', title: '', cell: acts, width: '130px', align: 'right' as const }] : []),
  ];
  return (
    <Section
      title={t('contact.title')}
      note={t('contact.note')}
      acts={
        mayEdit && (
          <button type="button" className="link" onClick={() => setForm({})}>
            {t('contact.create')}
          </button>
        )
      }
    >
      <SectionList
        caption={t('contact.title')}
        rows={client.contacts}
        columns={columns}
        rowId={(contact) => contact.id}
        rowName={(contact) => contact.name}
        phoneRow={(contact) => (
          <>
            <p>{nameOf(contact)}</p>
            <p className={classes.phoneLine}>{mailTo(contact)}</p>
            <p className={classes.phoneLine}>
              <span className={classes.quiet}>
                {tDomain(`language.${contact.language}`)}, {clock(contact)}
              </span>
              {mayEdit && acts(contact)}
            </p>
          </>
        )}
        empty={t('contact.none')}
      />
      <ContactForm
        key={form?.contact?.id ?? 'new'}
        opened={form !== null}
        onClose={() => setForm(null)}
        client={client}
        {...(form?.contact && { contact: form.contact })}
        onSaved={() => void refreshAfterChange(queryClient)}
      />
      <ConfirmDialog
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('contact.removeQuestion', { name: leaving?.name ?? '' })}
        act={t('contact.remove')}
        onConfirm={async () => {
          if (leaving) await removeContact(leaving.id);
          await refreshAfterChange(queryClient);
        }}
      >
        {t('contact.removeFollows')}
      </ConfirmDialog>
    </Section>
  );
}
