import { Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROLES, type Language, type Role } from '#domain/permissions';
import { useSession } from '../api/session.js';
import { ClientSelect } from '../clients/client-select.js';
import { FormDrawer } from '../components/form-drawer.js';
import { LanguageSelect, TimeZoneSelect } from '../components/selects.js';
import { spoken } from '../i18n/i18n.js';
import { editMember, inviteMember, type MemberValues } from './settings.api.js';
import classes from './settings.module.css';
import type { Member, Tenant } from './settings.types.js';

interface MemberFormProps {
  opened: boolean;
  onClose: () => void;
  tenant: Tenant | undefined;
  /** The member to edit; somebody is invited when left out. */
  member?: Member;
  onSaved: (member: Member) => void;
}

/** Invites somebody, or changes what a member may do. Roles are explained where they are chosen. */
export function MemberForm({ opened, onClose, tenant, member, onSaved }: MemberFormProps) {
  const { t } = useTranslation(['settings', 'domain']);
  const { role: ownRole, person } = useSession();
  // only an owner makes or changes owners; a client-role member needs a client company, which a manufacturer has not
  const roles = ROLES.filter(
    (role) => (role !== 'owner' || ownRole === 'owner') && (role !== 'client' || tenant?.kind !== 'manufacturer'),
  );
  return (
    <FormDrawer<MemberValues, Member>
      opened={opened}
      onClose={onClose}
      title={member ? member.name : t('members.invite')}
      draftKey={member ? `member-${member.id}` : 'member-new'}
      initial={{
        name: member?.name ?? '',
        email: member?.email ?? '',
        role: member?.role ?? 'consultant',
        clientId: member?.clientId ?? null,
        language: member?.language ?? tenant?.language ?? spoken(),
        timeZone: member?.timeZone ?? tenant?.timeZone ?? person.timeZone,
      }}
      labels={{
        name: t('field.name'),
        email: t('field.email'),
        role: t('field.role'),
        clientId: t('field.client'),
        language: t('field.mailLanguage'),
        timeZone: t('field.timeZone'),
      }}
      check={(values) => ({
        ...(!values.name.trim() && { name: t('missing.name') }),
        ...(!values.email.trim() && { email: t('missing.email') }),
        ...(values.role === 'client' && !values.clientId && { clientId: t('missing.client') }),
        ...(!values.timeZone && { timeZone: t('missing.timeZone') }),
      })}
      {...(member && { version: member.version })}
      save={(values, context) => (member ? editMember(member.id, values, context) : inviteMember(values, context))}
      onSaved={onSaved}
      saveLabel={member ? t('members.save') : t('members.sendInvitation')}
      write={(name, value) => {
        if (name === 'role') return t(`domain:role.${value as Role}`);
        return name === 'language' ? t(`domain:language.${value as Language}`) : undefined;
      }}
    >
      {(field, form) => (
        <>
          {!member && (
            <>
              <TextInput {...field('name')} autoComplete="off" data-autofocus maxLength={200} />
              <TextInput
                {...field('email')}
                type="email"
                inputMode="email"
                autoComplete="off"
                description={t('help.invitation')}
              />
            </>
          )}
          <Radio.Group {...field('role')}>
            <div className={classes.roles}>
              {roles.map((role) => (
                <Radio key={role} value={role} label={t(`domain:role.${role}`)} description={t(`role.${role}`)} />
              ))}
            </div>
          </Radio.Group>
          {form.values.role === 'client' && (
            <ClientSelect
              {...field('clientId')}
              {...(member?.clientId && {
                known: { id: member.clientId, legalName: member.clientName ?? '', legalNameZh: null },
              })}
              description={t('help.client')}
            />
          )}
          <LanguageSelect {...field('language')} description={t('help.memberLanguage')} />
          <TimeZoneSelect
            {...field('timeZone')}
            {...(tenant && { country: tenant.country })}
            description={t('help.memberZone')}
          />
        </>
      )}
    </FormDrawer>
  );
}
