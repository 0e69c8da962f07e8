import { Link } from '@tanstack/react-router';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openPalette } from '../palette/open-palette.js';
import classes from './frame.module.css';
import { useScreens } from './navigation.js';

const MoreDrawer = lazy(() => import('./more-drawer.js'));

/** The phone's bottom bar: the daily screens, everything else under "More". */
export function PhoneBar() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const screens = useScreens();
  const open = () => {
    setWasOpened(true);
    setOpen(true);
  };
  return (
    <>
      <nav className={classes.phoneBar} aria-label={t('nav.phone')}>
        {screens
          .filter((screen) => screen.onPhoneBar)
          .map((screen) => {
            const Icon = screen.icon;
            return (
              <Link
                key={screen.name}
                to={screen.to}
                className={classes.phoneEntry}
                activeOptions={{ exact: screen.to === '/', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon size={20} stroke={1.5} aria-hidden />
                <span>{t(`nav.${screen.name}`)}</span>
              </Link>
            );
          })}
        <button type="button" className={classes.phoneEntry} onClick={openPalette}>
          <IconSearch size={20} stroke={1.5} aria-hidden />
          <span>{t('nav.find')}</span>
        </button>
        <button type="button" className={classes.phoneEntry} aria-expanded={isOpen} onClick={open}>
          <IconMenu2 size={20} stroke={1.5} aria-hidden />
          <span>{t('nav.more')}</span>
        </button>
      </nav>
      {wasOpened && (
        <Suspense>
          <MoreDrawer opened={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
