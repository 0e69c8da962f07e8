import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconActivity, IconAdjustmentsHorizontal, IconCheck, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { api } from '../api/client.js';
import { meQuery, signOut, useSession } from '../api/session.js';
import { spoken, speak } from '../i18n/i18n.js';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { DENSITIES, useDensity } from '../components/density.js';
import classes from './frame.module.css';
import { openKeyHelp } from './go-keys.js';

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** Changes the language of the screens and keeps it with the person, for the mails too. */
export function useSpeak() {
  const queryClient = useQueryClient();
  return async (language: Language) => {
    await speak(language);
    await api.patch('/api/me', { language });
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  };
}

/** The person's own settings: language, colour scheme, density of tables, keys, leaving. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { person } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const speakAndKeep = useSpeak();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = useDensity();
  const tick = (isChosen: boolean) =>
    isChosen ? <IconCheck size={16} stroke={1.5} aria-label={t('menu.chosen')} /> : null;
  const leave = async () => {
    await signOut(queryClient);
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="top-start" width={232} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={classes.person} aria-label={t('menu.open', { name: person.name })}>
          <span className={classes.initials} aria-hidden="true">
            {initials(person.name)}
          </span>
          <span className={`${classes.personName} ${classes.word}`}>{person.name}</span>
          <IconAdjustmentsHorizontal size={16} stroke={1.5} className={classes.personIcon} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('menu.language')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={LANGUAGE_NAMES[language].lang}
            onClick={() => void speakAndKeep(language)}
            rightSection={tick(spoken() === language)}
          >
            {LANGUAGE_NAMES[language].name}
          </Menu.Item>
        ))}
        <Menu.Label>{t('menu.scheme')}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item key={scheme} onClick={() => setColorScheme(scheme)} rightSection={tick(colorScheme === scheme)}>
            {t(`menu.schemes.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('menu.density')}</Menu.Label>
        {DENSITIES.map((choice) => (
          <Menu.Item key={choice} onClick={() => setDensity(choice)} rightSection={tick(density === choice)}>
            {t(`menu.densities.${choice}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick
          leftSection={<IconKeyboard size={16} stroke={1.5} aria-hidden />}
          onClick={openKeyHelp}
        >
          {t('menu.keys')}
        </Menu.Item>
        {person.isPlatformOwner && (
          <Menu.Item
            closeMenuOnClick
            leftSection={<IconActivity size={16} stroke={1.5} aria-hidden />}
            onClick={() => void navigate({ to: '/operations' })}
          >
            {t('menu.operations')}
          </Menu.Item>
        )}
        <Menu.Item
          closeMenuOnClick
          leftSection={<IconLogout size={16} stroke={1.5} aria-hidden />}
          onClick={() => void leave()}
        >
          {t('menu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Two letters of a name: first letters of its first and last word, or the first two signs of a Chinese one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words[words.length - 1] : ''];
  return (last ? first.charAt(0) + last.charAt(0) : first.slice(0, 2)).toUpperCase();
}
