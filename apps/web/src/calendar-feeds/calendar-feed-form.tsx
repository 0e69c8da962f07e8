import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Language } from '#domain/permissions';
import { refreshAfterChange } from '../api/refresh.js';
import { FormDrawer } from '../components/form-drawer.js';
import { LanguageSelect } from '../components/selects.js';
import { spoken } from '../i18n/i18n.js';
import { makeCalendarFeed } from './calendar-feeds.api.js';
import type { FeedOf, NewCalendarFeed } from './calendar-feeds.types.js';

interface Props {
  of: FeedOf;
  opened: boolean;
  onClose: () => void;
  onMade: (made: NewCalendarFeed) => void;
}

export function CalendarFeedForm({ of, opened, onClose, onMade }: Props) {
  const { t } = useTranslation('feeds');
  const queryClient = useQueryClient();
  return (
    <FormDrawer<{ name: string; language: Language }, NewCalendarFeed>
      opened={opened}
      onClose={onClose}
      title={t('make')}
      draftKey={null}
      initial={{ name: '', language: spoken() as Language }}
      labels={{ name: t('name'), language: t('language') }}
      check={({ name }) => (name.trim() ? {} : { name: t('missingName') })}
      save={(values) => makeCalendarFeed(of, values)}
      onSaved={(made) => {
        onMade(made);
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('make')}
    >
      {(field) => (
        <>
          <TextInput {...field('name')} description={t('nameHelp')} maxLength={100} data-autofocus />
          <LanguageSelect {...field('language')} description={t('languageHelp')} />
        </>
      )}
    </FormDrawer>
  );
}
