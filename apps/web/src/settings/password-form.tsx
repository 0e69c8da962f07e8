import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { changePassword } from './settings.api.js';

/** The shortest and longest password, in characters, as the api takes them. */
const LENGTH = { min: 10, max: 128 };

/** A new password; the present one is asked because an unlocked screen is not proof of who sits there. */
export function PasswordForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <FormDrawer<{ currentPassword: string; newPassword: string }, void>
      opened={opened}
      onClose={onClose}
      title={t('password.change')}
      draftKey={null}
      initial={{ currentPassword: '', newPassword: '' }}
      labels={{ currentPassword: t('password.current'), newPassword: t('password.new') }}
      check={({ currentPassword, newPassword }) => ({
        ...(!currentPassword && { currentPassword: t('missing.currentPassword') }),
        ...((newPassword.length < LENGTH.min || newPassword.length > LENGTH.max) && {
          newPassword: t('missing.newPassword'),
        }),
      })}
      save={({ currentPassword, newPassword }) => changePassword(currentPassword, newPassword, t('password.wrong'))}
      onSaved={() => toast(t('password.changed'))}
      saveLabel={t('password.change')}
    >
      {(field) => (
        <>
          <PasswordInput {...field('currentPassword')} autoComplete="current-password" data-autofocus />
          <PasswordInput
            {...field('newPassword')}
            autoComplete="new-password"
            description={t('password.help')}
            maxLength={LENGTH.max}
          />
        </>
      )}
    </FormDrawer>
  );
}
