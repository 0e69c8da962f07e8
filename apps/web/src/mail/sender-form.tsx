import { ColorInput, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accentColours, parseAccent } from '#domain/mail/accent';
import { FormDrawer } from '../components/form-drawer.js';
import { mailSenderQuery, saveMailSender, type SenderValues } from './mail.api.js';
import type { MailSender } from './mail.types.js';

const SWATCHES = ['#0b6068', '#2456b8', '#6b3fa8', '#9c2a68', '#a9211b', '#7a4a1f', '#1a6842', '#2b3836'];

interface SenderFormProps {
  opened: boolean;
  onClose: () => void;
  sender: MailSender;
}

export function SenderForm({ opened, onClose, sender }: SenderFormProps) {
  const { t } = useTranslation('mail');
  const queryClient = useQueryClient();
  const isUnreadable = (accent: string) => {
    const colour = parseAccent(accent);
    return accent.trim() !== '' && (colour === null || accentColours(colour) === null);
  };
  return (
    <FormDrawer<SenderValues, MailSender>
      opened={opened}
      onClose={onClose}
      title={t('sender.edit')}
      draftKey="mail-sender"
      initial={{
        name: sender.name ?? '',
        nameZh: sender.nameZh ?? '',
        address: sender.address ?? '',
        replyTo: sender.replyTo ?? '',
        accent: sender.accent ?? '',
        hasLogo: sender.hasLogo,
      }}
      labels={{
        name: t('field.name'),
        nameZh: t('field.nameZh'),
        address: t('field.address'),
        replyTo: t('field.replyTo'),
        accent: t('field.accent'),
        hasLogo: t('field.hasLogo'),
      }}
      check={({ accent }) => (isUnreadable(accent) ? { accent: t('missing.accent') } : {})}
      version={sender.version}
      save={saveMailSender}
      onSaved={(saved) => {
        queryClient.setQueryData(mailSenderQuery.queryKey, saved);
        void queryClient.invalidateQueries({ queryKey: ['mail-samples'] });
      }}
      saveLabel={t('sender.save')}
    >
      {(field) => (
        <>
          <TextInput
            {...field('name', { optional: true })}
            description={t('help.name')}
            maxLength={100}
            data-autofocus
          />
          <TextInput {...field('nameZh', { optional: true })} lang="zh-Hans" maxLength={100} />
          <TextInput
            {...field('address', { optional: true })}
            type="email"
            description={t('help.address')}
            maxLength={254}
          />
          <TextInput
            {...field('replyTo', { optional: true })}
            type="email"
            description={t('help.replyTo')}
            maxLength={254}
          />
          <ColorInput
            {...field('accent', { optional: true })}
            description={t('help.accent')}
            format="hex"
            swatches={SWATCHES}
            eyeDropperButtonProps={{ 'aria-label': t('sender.pickColour') }}
          />
          <Switch {...field('hasLogo', { type: 'checkbox' })} description={t('help.hasLogo')} />
        </>
      )}
    </FormDrawer>
  );
}
