import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '../components/form-drawer.js';
import { letterheadQuery, saveLetterhead, type LetterheadValues } from './letterhead.api.js';
import type { Letterhead } from './settings.types.js';

/** Lines that the api takes in one field, and characters of each. */
const LINES = { count: 6, characters: 100 };

const isTooLong = (text: string) => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length > LINES.count || lines.some((line) => line.trim().length > LINES.characters);
};

interface LetterheadFormProps {
  opened: boolean;
  onClose: () => void;
  letterhead: Letterhead;
}

export function LetterheadForm({ opened, onClose, letterhead }: LetterheadFormProps) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  return (
    <FormDrawer<LetterheadValues, Letterhead>
      opened={opened}
      onClose={onClose}
      title={t('letterhead.edit')}
      draftKey="letterhead"
      initial={{
        address: letterhead.address ?? '',
        phone: letterhead.phone ?? '',
        email: letterhead.email ?? '',
        web: letterhead.web ?? '',
        registration: letterhead.registration ?? '',
        footer: letterhead.footer ?? '',
      }}
      labels={{
        address: t('field.address'),
        phone: t('field.phone'),
        email: t('field.email'),
        web: t('field.webSite'),
        registration: t('field.registration'),
        footer: t('field.footer'),
      }}
      check={(values) => ({
        ...(isTooLong(values.address) && { address: t('missing.lines') }),
        ...(isTooLong(values.registration) && { registration: t('missing.lines') }),
        ...(isTooLong(values.footer) && { footer: t('missing.lines') }),
      })}
      version={letterhead.version}
      save={saveLetterhead}
      onSaved={(saved) => queryClient.setQueryData(letterheadQuery.queryKey, saved)}
      saveLabel={t('letterhead.save')}
    >
      {(field) => (
        <>
          <Textarea
            {...field('address', { optional: true })}
            description={t('help.letterAddress')}
            autosize
            minRows={3}
            data-autofocus
          />
          <TextInput {...field('phone', { optional: true })} type="tel" maxLength={100} />
          <TextInput {...field('email', { optional: true })} type="email" maxLength={254} />
          <TextInput {...field('web', { optional: true })} maxLength={200} />
          <Textarea
            {...field('registration', { optional: true })}
            description={t('help.letterRegistration')}
            autosize
            minRows={2}
          />
          <Textarea
            {...field('footer', { optional: true })}
            description={t('help.letterFooter')}
            autosize
            minRows={2}
          />
        </>
      )}
    </FormDrawer>
  );
}
