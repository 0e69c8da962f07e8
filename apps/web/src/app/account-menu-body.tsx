import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck, IconKeyboard, IconLogout } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#domain/permissions';
import { signOut, useSession } from '../api/session.js';
import { DENSITIES, useDensity } from '../components/density.js';
import { spoken } from '../i18n/i18n.js';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { openKeyHelp } from './go-keys.js';
import { OpenedMenu } from './opened-menu.js';
import { useSpeak } from './use-speak.js';

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** What the person settles for themselves. */
export default function AccountMenuBody({ children }: { children: ReactElement }) {
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
    <OpenedMenu button={children} position="top-start" width={232} closeOnItemClick={false}>
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
      <Menu.Item
        closeMenuOnClick
        leftSection={<IconLogout size={16} stroke={1.5} aria-hidden />}
        onClick={() => void leave()}
      >
        {t('menu.signOut')}
      </Menu.Item>
    </OpenedMenu>
  );
}
